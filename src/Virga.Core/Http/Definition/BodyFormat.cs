namespace Virga.Http;

/// <summary>How bodies of errors are written.</summary>
public enum BodyFormat
{
    /// <summary>JSON.</summary>
    Json,

    /// <summary>XML.</summary>
    Xml,
}
