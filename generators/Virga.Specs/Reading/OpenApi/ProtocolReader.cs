using Virga.Specs.Model;

namespace Virga.Specs.Reading.OpenApi;

/// <summary>x-virga-protocol, and what it asks of operations.</summary>
internal sealed class ProtocolReader(ReadingScope scope)
{
    private const string Label = DialectKeys.Protocol;
    private static readonly string[] Names = ["rest-json", "rest-xml", "aws-json", "aws-query"];
    private static readonly string[] JsonVersions = ["1.0", "1.1"];

    public ProtocolModel Read(MarkedNode root, IEnumerable<string> mediaTypes)
    {
        if (scope.Values.Mapping(root, Label, "name", "namespace", "version", "target") is not { } protocol) return new ProtocolModel(ByMediaType(mediaTypes), null);
        var kind = scope.Values.Choice(protocol, "name", Names, Label + ".name") switch
        {
            null => ByMediaType(mediaTypes),
            "rest-xml" => ProtocolKind.RestXml,
            "aws-json" => ProtocolKind.AwsJson,
            "aws-query" => ProtocolKind.AwsQuery,
            _ => ProtocolKind.RestJson,
        };
        return new ProtocolModel(kind, scope.Values.Text(protocol, "namespace", Label + ".namespace"))
        {
            Version = Version(protocol, kind) ?? "",
            Target = (kind == ProtocolKind.AwsJson ? scope.Values.Required(protocol, "target", Label, protocol.Position) : scope.Values.Text(protocol, "target", Label + ".target")) ?? "",
        };
    }

    /// <summary>Where operations are named in the request they have one method and one path; a fragment tells them apart in the document.</summary>
    public void Check(IReadOnlyList<OperationModel> operations)
    {
        foreach (var operation in operations)
        {
            if (operation.Method == "POST" && operation.ConstantQuery.Length == 0 && operation.Path.Count == 1 && operation.Path[0].Literal == "/") continue;
            scope.Faults.Error(DiagnosticIds.WrongValue, $"'{operation.Id}' is {operation.Method} {operation.PathKey}, but in this protocol every operation is POST to '/': write '/#{operation.Id}' and post.", operation.Position);
        }
    }

    private string? Version(MarkedNode protocol, ProtocolKind kind) => kind switch
    {
        ProtocolKind.AwsJson => scope.Values.Choice(protocol, "version", JsonVersions, Label + ".version") ?? "1.0",
        ProtocolKind.AwsQuery => scope.Values.Required(protocol, "version", Label, protocol.Position),
        _ => scope.Values.Text(protocol, "version", Label + ".version"),
    };

    /// <summary>XML when its media types are named and those of JSON are not.</summary>
    private static ProtocolKind ByMediaType(IEnumerable<string> mediaTypes)
    {
        var (json, xml) = (false, false);
        foreach (var type in mediaTypes)
        {
            json |= MediaTypes.KindOf(type) == MediaKind.Json;
            xml |= MediaTypes.KindOf(type) == MediaKind.Xml;
        }

        return xml && !json ? ProtocolKind.RestXml : ProtocolKind.RestJson;
    }
}
