using System.Text;
using System.Text.Json;
using Virga.Specs.Model;
using Virga.Specs.Reading;

namespace Virga.Specs.Tests;

/// <summary>A marked tree as JSON, for readers that know JSON only.</summary>
internal static class TreeJson
{
    public static JsonElement Of(SpecText text)
    {
        var found = new List<SpecDiagnostic>();
        var tree = DocumentReader.Read(text, found, CancellationToken.None);
        Assert.Empty(found);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) Write(writer, tree!);
        return JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray())).RootElement;
    }

    private static void Write(Utf8JsonWriter writer, MarkedNode node)
    {
        switch (node.Kind)
        {
            case MarkedKind.Mapping:
                writer.WriteStartObject();
                foreach (var entry in node.Entries)
                {
                    writer.WritePropertyName(entry.Key);
                    Write(writer, entry.Value);
                }

                writer.WriteEndObject();
                break;
            case MarkedKind.Sequence:
                writer.WriteStartArray();
                foreach (var item in node.Items) Write(writer, item);
                writer.WriteEndArray();
                break;
            case MarkedKind.Scalar when node.ScalarKind == ScalarKind.String:
                writer.WriteStringValue(node.Scalar);
                break;
            default:
                writer.WriteRawValue(node.Scalar ?? "null");
                break;
        }
    }
}
