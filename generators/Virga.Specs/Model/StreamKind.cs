namespace Virga.Specs.Model;

/// <summary>How a body comes in piece by piece.</summary>
public enum StreamKind
{
    /// <summary>It does not: it is one value.</summary>
    None,

    /// <summary>Bytes as they arrive.</summary>
    Bytes,

    /// <summary>A JSON text a line.</summary>
    Lines,

    /// <summary>JSON texts behind record separators (RFC 7464).</summary>
    Records,

    /// <summary>The elements of a JSON array.</summary>
    Array,

    /// <summary>Server-sent events.</summary>
    Events,
}
