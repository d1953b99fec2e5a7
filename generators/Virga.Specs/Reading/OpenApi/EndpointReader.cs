using Virga.Specs.Model;

namespace Virga.Specs.Reading.OpenApi;

/// <summary>x-virga-endpoint: addressing and profiles.</summary>
internal sealed class EndpointReader(ReadingScope scope)
{
    private const string Label = DialectKeys.Endpoint;
    private static readonly string[] Addressings = ["virtual-host", "path"];
    private static readonly string[] Checksums = ["supported", "required", "off"];
    private static readonly string[] Payloads = ["auto", "unsigned", "signed", "streaming"];

    public EndpointModel? Read(MarkedNode root, IReadOnlyList<OperationModel> operations)
    {
        if (scope.Values.Mapping(root, Label, "addressing", "bucket", "profiles") is not { } endpoint) return null;
        var bucket = scope.Values.Text(endpoint, "bucket", Label + ".bucket");
        var inPath = operations.SelectMany(operation => operation.Parameters).Where(parameter => parameter.In == ParameterLocation.Path).Select(parameter => parameter.WireName).Distinct().ToList();
        if (bucket is not null && !inPath.Contains(bucket)) scope.Values.Wrong(Label + ".bucket", "a parameter in the path of some operation", endpoint["bucket"]!, NearestName.Offer(bucket, inPath));
        return new EndpointModel(
            scope.Values.Texts(endpoint, "addressing", Label + ".addressing", Addressings),
            bucket,
            [.. (endpoint["profiles"]?.Entries ?? []).Select(Profile).Where(profile => profile is not null).Select(profile => profile!)]);
    }

    private ProfileModel? Profile(MarkedEntry entry)
    {
        var node = entry.Value;
        var label = $"{Label}.profiles.{entry.Key}";
        if (!node.IsMapping)
        {
            scope.Values.Wrong(label, "a mapping with 'server', 'region', 'addressing', 'checksum', 'payload', 'without', 'description'", node);
            return null;
        }

        scope.Values.CheckKeys(node, label, "server", "region", "addressing", "checksum", "payload", "without", "description");
        return new ProfileModel(
            entry.Key,
            scope.Values.Text(node, "server", label + ".server"),
            scope.Values.Choice(node, "addressing", Addressings, label + ".addressing"),
            scope.Values.Texts(node, "without", label + ".without"),
            scope.Values.Choice(node, "checksum", Checksums, label + ".checksum"),
            scope.Values.Choice(node, "payload", Payloads, label + ".payload"),
            scope.Values.Text(node, "region", label + ".region"),
            scope.Values.Text(node, "description", label + ".description"),
            entry.KeyPosition);
    }
}
