namespace Virga.Specs.Model;

/// <summary>x-virga-protocol: how requests are addressed and bodies are written.</summary>
public sealed record ProtocolModel(ProtocolKind Kind, string? XmlNamespace)
{
    /// <summary>aws-json: that of the media type, 1.0 or 1.1. aws-query: that of the service's interface.</summary>
    public string Version { get; init; } = "";

    /// <summary>aws-json: what stands before the operation in its target.</summary>
    public string Target { get; init; } = "";

    /// <summary>Whether every operation is a POST to one address, and named in the request rather than by its path.</summary>
    public bool IsCall => Kind is ProtocolKind.AwsJson or ProtocolKind.AwsQuery;

    public bool IsXml => Kind is ProtocolKind.RestXml or ProtocolKind.AwsQuery;

    /// <summary>The media type of a body that names none.</summary>
    public string MediaType => IsXml ? "application/xml" : "application/json";

    /// <summary>The protocol's word in the dialect.</summary>
    public string Word => Kind switch
    {
        ProtocolKind.RestXml => "rest-xml",
        ProtocolKind.AwsJson => "aws-json",
        ProtocolKind.AwsQuery => "aws-query",
        _ => "rest-json",
    };
}
