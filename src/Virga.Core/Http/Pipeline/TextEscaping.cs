namespace Virga.Http;

/// <summary>Which characters of a value are percent-encoded.</summary>
internal enum TextEscaping
{
    /// <summary>All but the unreserved ones.</summary>
    All,

    /// <summary>All but the unreserved ones, with a plus sign for a space: application/x-www-form-urlencoded.</summary>
    Form,

    /// <summary>Reserved ones stay, and what is encoded already: RFC 6570's <c>{+value}</c>, but for those that would end the value.</summary>
    KeepReserved,

    /// <summary>None, as in headers.</summary>
    None,
}
