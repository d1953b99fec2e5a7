using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Virga.Http;

/// <summary>What is needed to go on waiting for a long-running operation, in another process too: <see cref="Text"/> is kept, <see cref="Parse"/> reads it again.</summary>
/// <remarks>The text may hold a URL that gives access by itself, so it is kept as secrets are, and <see cref="ToString"/> does not show it. Where it leads is judged anew when it is used.</remarks>
public sealed class SavedOperation
{
    private const int MaxLength = 64 * 1024;
    private readonly Dictionary<string, string> _values;

    internal SavedOperation(string operation, string? url, string? finalUrl, Dictionary<string, string> values)
    {
        Operation = operation;
        Url = url;
        FinalUrl = finalUrl;
        _values = values;
        Text = Write();
    }

    /// <summary>The operation in the spec.</summary>
    public string Operation { get; }

    /// <summary>The text to keep.</summary>
    public string Text { get; }

    internal string? Url { get; }

    internal string? FinalUrl { get; }

    /// <summary>Reads a kept text.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static SavedOperation Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxLength) throw Wrong(null);
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || root.GetProperty("v").GetInt32() != 1) throw Wrong(null);
            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var value in root.GetProperty("values").EnumerateObject()) values[value.Name] = value.Value.GetString() ?? "";
            return new SavedOperation(root.GetProperty("operation").GetString() ?? "", root.GetProperty("url").GetString(), root.GetProperty("final").GetString(), values);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw Wrong(e);
        }
    }

    /// <summary>A value that the operation is asked for with.</summary>
    /// <param name="name">The parameter.</param>
    /// <exception cref="ArgumentException">It is not there.</exception>
    public string Value(string name) =>
        _values.TryGetValue(name, out var value) ? value : throw new ArgumentException($"The saved operation {Operation} has no value of {name}; it was saved by another version of the client.");

    /// <summary>The operation alone.</summary>
    public override string ToString() => $"{Operation} (saved)";

    private static ArgumentException Wrong(Exception? cause) => new("The text is no saved operation; give SavedOperation.Text as it was.", cause);

    private string Write()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("v", 1);
            writer.WriteString("operation", Operation);
            writer.WriteString("url", Url);
            writer.WriteString("final", FinalUrl);
            writer.WriteStartObject("values");
            foreach (var (name, value) in _values) writer.WriteString(name, value);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
