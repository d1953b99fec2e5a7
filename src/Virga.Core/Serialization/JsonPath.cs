using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Virga.Serialization;

/// <summary>Finds the path of a place in a document by reading it again, so that reading without faults need not keep one.</summary>
internal static class JsonPath
{
    public static string At(ReadOnlySequence<byte> utf8, long offset)
    {
        var levels = new List<Level>();
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 64 });
        try
        {
            while (reader.Read() && reader.TokenStartIndex <= offset) Follow(levels, ref reader, reader.TokenStartIndex == offset);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What was read so far is the path of the fault.
        }

        var text = new StringBuilder("$");
        foreach (var level in levels) text.Append(level.Text);
        return text.ToString();
    }

    private static void Follow(List<Level> levels, ref Utf8JsonReader reader, bool isLast)
    {
        if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
        {
            levels.RemoveAt(levels.Count - 1);
            return;
        }

        if (reader.TokenType == JsonTokenType.PropertyName)
        {
            levels[^1] = new Level(false, 0, "." + Malformed.Shorten(reader.GetString()!));
            return;
        }

        if (levels.Count > 0 && levels[^1].IsArray) levels[^1] = levels[^1].Next();
        if (isLast) return;
        if (reader.TokenType == JsonTokenType.StartObject) levels.Add(new Level(false, 0, ""));
        else if (reader.TokenType == JsonTokenType.StartArray) levels.Add(new Level(true, -1, ""));
    }

    private readonly record struct Level(bool IsArray, int Index, string Text)
    {
        public Level Next() => new(true, Index + 1, string.Create(CultureInfo.InvariantCulture, $"[{Index + 1}]"));
    }
}
