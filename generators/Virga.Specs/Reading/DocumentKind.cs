namespace Virga.Specs.Reading;

/// <summary>What a document says that it is by its first keys.</summary>
public enum DocumentKind
{
    Unknown,

    /// <summary>Has the key openapi (or swagger, which is refused with a message of its own).</summary>
    OpenApi,

    /// <summary>Has the key virga-adapter.</summary>
    Adapter,

    /// <summary>Has the key overlay.</summary>
    Overlay,
}
