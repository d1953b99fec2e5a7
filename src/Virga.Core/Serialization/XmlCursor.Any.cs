using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Virga.Serialization;

/// <content>Elements that no schema describes.</content>
public ref partial struct XmlCursor
{
    /// <summary>Reads the element, whatever it holds: an object of its children, those of one name as an array, or else its text. Attributes are passed over.</summary>
    public JsonElement ReadAny()
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output)) Tree().WriteTo(writer);
        var reader = new Utf8JsonReader(output.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }

    // As deep as elements may be nested, which is bounded.
    private JsonNode Tree()
    {
        if (_isEmpty)
        {
            Leave();
            return JsonValue.Create("");
        }

        JsonObject? members = null;
        _textEnd = 0;
        while (true)
        {
            Peek();
            var rest = _span[_at..];
            var found = rest.IndexOfAny((byte)'<', (byte)'&', (byte)'\r');
            Append(ref _text, ref _textEnd, found < 0 ? rest : rest[..found]);
            _at += found < 0 ? rest.Length : found + 1;
            if (found < 0) continue;
            if (rest[found] == (byte)'&') Reference();
            else if (rest[found] == (byte)'\r') EndLine();
            else if (Peek() is not ((byte)'/' or (byte)'!' or (byte)'?')) AddChild(members ??= []);
            else if (TextMarkup()) return members ?? (JsonNode)JsonValue.Create(Decoded(_text.AsSpan(0, _textEnd)));
        }
    }

    private void AddChild(JsonObject members)
    {
        StartTag();
        var name = Name;
        var child = Tree();
        _textEnd = 0;
        switch (members[name])
        {
            case null:
                members[name] = child;
                break;
            case JsonArray list:
                list.Add(child);
                break;
            case var first:
                members.Remove(name);
                members[name] = new JsonArray(first, child);
                break;
        }
    }
}
