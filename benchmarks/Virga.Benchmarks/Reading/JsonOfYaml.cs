using System.Text;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Virga.Benchmarks.Reading;

/// <summary>YAML as JSON by a plain walk over the parser's events, so that both readers are given the same text and neither made it.</summary>
internal sealed class JsonOfYaml
{
    private readonly Parser _parser;
    private readonly Utf8JsonWriter _writer;
    private readonly Dictionary<string, List<ParsingEvent>> _anchors = new(StringComparer.Ordinal);

    private JsonOfYaml(TextReader yaml, Stream output)
    {
        _parser = new Parser(yaml);
        _writer = new Utf8JsonWriter(output);
    }

    public static string Convert(string yaml)
    {
        using var output = new MemoryStream();
        var walk = new JsonOfYaml(new StringReader(yaml), output);
        walk._parser.Consume<StreamStart>();
        walk._parser.Consume<DocumentStart>();
        var node = walk.Node();
        var at = 0;
        walk.Write(node, ref at);
        walk._writer.Dispose();
        return Encoding.UTF8.GetString(output.ToArray());
    }

    /// <summary>The events of one node, aliases replaced by those of their anchors.</summary>
    private List<ParsingEvent> Node()
    {
        var events = new List<ParsingEvent>();
        if (_parser.Accept<AnchorAlias>(out var alias))
        {
            _parser.MoveNext();
            return _anchors[alias.Value.Value];
        }

        var first = _parser.Consume<NodeEvent>();
        events.Add(first);
        if (first is MappingStart or SequenceStart)
        {
            while (_parser.Current is not (MappingEnd or SequenceEnd)) events.AddRange(Node());
            events.Add(_parser.Consume<ParsingEvent>());
        }

        if (!first.Anchor.IsEmpty) _anchors[first.Anchor.Value] = events;
        return events;
    }

    private void Write(List<ParsingEvent> events, ref int at)
    {
        switch (events[at++])
        {
            case MappingStart:
                _writer.WriteStartObject();
                var seen = new HashSet<string>(StringComparer.Ordinal);
                while (events[at] is not MappingEnd)
                {
                    var key = ((Scalar)events[at++]).Value;
                    if (seen.Add(key))
                    {
                        _writer.WritePropertyName(key);
                        Write(events, ref at);
                    }
                    else
                    {
                        Skip(events, ref at);
                    }
                }

                at++;
                _writer.WriteEndObject();
                break;
            case SequenceStart:
                _writer.WriteStartArray();
                while (events[at] is not SequenceEnd) Write(events, ref at);
                at++;
                _writer.WriteEndArray();
                break;
            case Scalar { IsPlainImplicit: true } plain when IsLiteral(plain.Value): _writer.WriteRawValue(plain.Value is "" or "~" ? "null" : plain.Value); break;
            case Scalar text: _writer.WriteStringValue(text.Value); break;
        }
    }

    private static void Skip(List<ParsingEvent> events, ref int at)
    {
        var depth = 0;
        do depth += events[at++].NestingIncrease;
        while (depth > 0);
    }

    private static bool IsLiteral(string value)
    {
        if (value is "" or "~" or "null" or "true" or "false") return true;
        if (value[0] is not ('-' or (>= '0' and <= '9'))) return false;
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(value));
            return reader.Read() && reader.TokenType == JsonTokenType.Number && reader.BytesConsumed == Encoding.UTF8.GetByteCount(value);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
