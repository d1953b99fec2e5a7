using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Virga.Documents.Tests;

/// <summary>YAML to JSON by the core schema of YAML 1.2, for readers that know JSON only. Made from the events of the parser, and by intent none of our reader's code.</summary>
internal static partial class YamlJson
{
    public static string Of(string yaml) => Tree(yaml)?.ToJsonString(new JsonSerializerOptions { WriteIndented = true, MaxDepth = 200 }) ?? "null";

    public static JsonNode? Tree(string yaml)
    {
        var parser = new Parser(new StringReader(yaml));
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _)) return null;
        parser.Consume<DocumentStart>();
        return Node(parser, []);
    }

    private static JsonNode? Node(Parser parser, Dictionary<string, JsonNode?> anchors)
    {
        switch (parser.Current)
        {
            case AnchorAlias alias:
                parser.MoveNext();
                return anchors[alias.Value.Value]?.DeepClone();
            case Scalar scalar:
                parser.MoveNext();
                return Keep(scalar, Value(scalar), anchors);
            case SequenceStart sequence:
                parser.MoveNext();
                var items = new JsonArray();
                while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(Node(parser, anchors));
                return Keep(sequence, items, anchors);
            case MappingStart mapping:
                parser.MoveNext();
                var members = new JsonObject();
                while (!parser.TryConsume<MappingEnd>(out _))
                {
                    var key = parser.Consume<Scalar>().Value;
                    var value = Node(parser, anchors);

                    // Of two equal keys the first counts, as for our reader, which tells of the second.
                    if (!members.ContainsKey(key)) members.Add(key, value);
                }

                return Keep(mapping, members, anchors);
            default:
                throw new InvalidOperationException($"{parser.Current} was not expected");
        }
    }

    private static JsonNode? Keep(NodeEvent source, JsonNode? node, Dictionary<string, JsonNode?> anchors)
    {
        if (!source.Anchor.IsEmpty) anchors[source.Anchor.Value] = node;
        return node;
    }

    private static JsonNode? Value(Scalar scalar)
    {
        var text = scalar.Value;
        if (scalar.Style != ScalarStyle.Plain || scalar.Tag == "tag:yaml.org,2002:str") return JsonValue.Create(text);
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL": return null;
            case "true" or "True" or "TRUE": return JsonValue.Create(true);
            case "false" or "False" or "FALSE": return JsonValue.Create(false);
        }

        if (Octal().IsMatch(text)) return JsonValue.Create(Convert.ToInt64(text[2..], 8));
        if (Hexadecimal().IsMatch(text)) return JsonValue.Create(Convert.ToInt64(text[2..], 16));
        return Number().IsMatch(text) ? Raw(text) : JsonValue.Create(text);
    }

    // The digits stay as they are: a conversion to double would change large and long ones.
    private static JsonNode? Raw(string text)
    {
        var digits = text.TrimStart('+');
        try
        {
            return JsonNode.Parse(Encoding.UTF8.GetBytes(digits));
        }
        catch (JsonException)
        {
            return JsonValue.Create(decimal.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture));
        }
    }

    [GeneratedRegex("^0o[0-7]+$")]
    private static partial Regex Octal();

    [GeneratedRegex("^0x[0-9a-fA-F]+$")]
    private static partial Regex Hexadecimal();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")]
    private static partial Regex Number();
}
