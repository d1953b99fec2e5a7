using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Virga.Benchmarks.Figures;
using Virga.Benchmarks.Harbour;
using Virga.Serialization;

namespace Virga.Benchmarks.Speed;

/// <summary><c>codecs</c>: emitted JSON code beside that of System.Text.Json's generator, for the same documents.</summary>
internal static class CodecRun
{
    public static async Task<int> RunAsync(ReadOnlyMemory<string> arguments)
    {
        if (FigureSettings.Parse(arguments.Span) is not { } settings) return 2;
        if (settings.Round == TimeSpan.FromSeconds(3)) settings = settings with { Round = TimeSpan.FromSeconds(0.6), WarmUp = TimeSpan.FromSeconds(0.8) };
        Race[] races =
        [
            .. Races("small", SampleData.Berth(1), PlainJson.Default.Berth, static (ref json) => new Berth(ref json)),
            .. Races("nested", SampleData.Ship(1), PlainJson.Default.Ship, static (ref json) => new Ship(ref json)),
            .. Races("20 objects", SampleData.Fleet(20), PlainJson.Default.Fleet, static (ref json) => new Fleet(ref json)),
            .. Races("numbers", SampleData.Tides(), PlainJson.Default.Tides, static (ref json) => new Tides(ref json)),
            .. Races("escapes", SampleData.Log(), PlainJson.Default.Log, static (ref json) => new Log(ref json)),
            .. Races("5,000 objects", SampleData.Fleet(5000), PlainJson.Default.Fleet, static (ref json) => new Fleet(ref json)),
        ];
        Race.Head(Console.Out, settings);
        foreach (var race in races.Where(race => settings.Only is not { } only || race.Name.Contains(only, StringComparison.OrdinalIgnoreCase))) await race.RunAsync(Console.Out, settings);
        return 0;
    }

    private static IEnumerable<Race> Races<TPlain, TOurs>(string name, TPlain plain, JsonTypeInfo<TPlain> info, JsonRead<TOurs> read)
        where TOurs : class, IJsonWritable
    {
        var text = JsonSerializer.SerializeToUtf8Bytes(plain, info);
        var ours = JsonCursor.Parse(new ReadOnlySequence<byte>(text), name, read);
        var buffer = new ArrayBufferWriter<byte>(text.Length * 2);

        // What both write with: neither checks the order of the calls.
        var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        var write = new Race(
            $"{name}, writing",
            [
                new Entrant("ours", () => Write(buffer, writer, () => ours.WriteJson(writer))),
                new Entrant("System.Text.Json", () => Write(buffer, writer, () => JsonSerializer.Serialize(writer, plain, info))),
            ],
            1,
            1.03);
        foreach (var entrant in write.Entrants)
        {
            entrant.Call().AsTask().GetAwaiter().GetResult();
            var again = JsonSerializer.SerializeToUtf8Bytes(JsonSerializer.Deserialize(buffer.WrittenSpan, info)!, info);
            if (!again.AsSpan().SequenceEqual(text)) throw new InvalidDataException($"{entrant.Name} writes something else for '{name}'.");
        }

        yield return write;
        yield return new Race(
            $"{name}, reading",
            [
                new Entrant("ours", () => Kept(JsonCursor.Parse(new ReadOnlySequence<byte>(text), "codecs", read))),
                new Entrant("System.Text.Json", () => Kept(JsonSerializer.Deserialize(text, info))),
            ],
            1,
            1);
    }

    private static ValueTask Write(ArrayBufferWriter<byte> buffer, Utf8JsonWriter writer, Action write)
    {
        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        write();
        writer.Flush();
        return default;
    }

    private static ValueTask Kept(object? value) => value is null ? throw new InvalidDataException("Nothing was read.") : default;
}
