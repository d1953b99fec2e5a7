using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Virga.Cli.Console;

/// <summary>One JSON object a line, as <c>--json</c> promises.</summary>
internal static class JsonLine
{
    private static readonly JsonWriterOptions Options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Terminal terminal, Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        terminal.Line(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    /// <summary>An item of several that failed.</summary>
    /// <param name="terminal">Where it is written.</param>
    /// <param name="key">The key of the object; null when none is known.</param>
    /// <param name="source">The path, URL or pattern that was given or found.</param>
    /// <param name="error">Why.</param>
    public static void Failure(Terminal terminal, string? key, string source, Exception error) => Write(terminal, line =>
    {
        line.Text("key", key);
        line.WriteString("source", source);
        line.WriteString("error", ((error as VirgaException)?.Kind ?? ErrorKind.InvalidArgument).ToString());
        line.WriteString("message", error.Message);
    });

    public static void Date(this Utf8JsonWriter json, string name, DateTimeOffset? value)
    {
        if (value is { } date) json.WriteString(name, date.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFZ", System.Globalization.CultureInfo.InvariantCulture));
        else json.WriteNull(name);
    }

    public static void Number(this Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }

    public static void Text(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is null) json.WriteNull(name);
        else json.WriteString(name, value);
    }
}
