namespace Virga.Specs.Planning;

/// <summary>Which codecs of a type are needed; what nobody needs is not emitted.</summary>
[Flags]
internal enum CodecUses
{
    None = 0,
    ReadJson = 1,
    WriteJson = 2,
    ReadXml = 4,
    WriteXml = 8,

    /// <summary>From a header or a body of text.</summary>
    ReadText = 16,

    /// <summary>As the fields of a form.</summary>
    WriteForm = 32,
}
