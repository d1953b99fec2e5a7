using System.Globalization;
using Virga.Specs.Model;

namespace Virga.Specs.Reading.OpenApi;

/// <summary>Small values that stand at many places of an OpenAPI document. Wrong ones count as not given.</summary>
internal static class Words
{
    public static string? Text(MarkedNode? node) => node is { IsScalar: true } ? node.Scalar : null;

    public static string? Description(MarkedNode node) => Text(node["description"]);

    public static bool IsTrue(MarkedNode node, string key) => node[key]?.Scalar == "true";

    public static int? Count(MarkedNode? node) =>
        int.TryParse(node?.Scalar, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    public static LiteralModel? Literal(MarkedNode? node) => node is not { IsScalar: true } ? null : node.ScalarKind switch
    {
        ScalarKind.Null => new LiteralModel("null", ""),
        ScalarKind.Boolean => new LiteralModel("boolean", node.Scalar!),
        ScalarKind.Number => new LiteralModel("number", node.Scalar!),
        _ => new LiteralModel("string", node.Scalar!),
    };

    public static XmlModel? Xml(MarkedNode? node) => node is not { IsMapping: true }
        ? null
        : new XmlModel(Text(node["name"]), Text(node["namespace"]), Text(node["prefix"]), IsTrue(node, "attribute"), IsTrue(node, "wrapped")) { IsFlat = node["wrapped"]?.Scalar == "false" };

    public static bool IsSensitive(Func<string, MarkedNode?> key) =>
        key(DialectKeys.Sensitive)?.Scalar == "true" || key("x-ms-secret")?.Scalar == "true" || key("format")?.Scalar == "password";

    public static bool? Flag(ReadingScope scope, MarkedNode? node, string label)
    {
        if (node is null) return null;
        if (node is { IsScalar: true, ScalarKind: ScalarKind.Boolean }) return node.Scalar == "true";
        scope.Values.Wrong(label, "true or false", node);
        return null;
    }

    /// <summary>x-virga-name, or what stands in for it.</summary>
    public static string? Name(ReadingScope scope, MarkedNode node)
    {
        if (node[DialectKeys.Name] is { } given) return scope.Values.Identifier(given);
        return node["x-ms-client-name"]?.Scalar is { Length: > 0 } foreign ? Identifiers.Pascal(foreign) : null;
    }
}
