namespace Virga.Benchmarks.Speed;

/// <summary>Values to write, the same in every run.</summary>
internal static class SampleData
{
    public static Plain.Berth Berth(int i) => new() { Id = 1_000_000 + i, Name = $"Pier {i} north", Depth = 12.25 + (i % 7), IsFree = i % 2 == 0 };

    public static Plain.Ship Ship(int i) => new()
    {
        Id = 9_000_000_000 + i,
        Name = $"Ever Onward {i}",
        Key = new Guid(i, 17, 4711, 1, 2, 3, 4, 5, 6, 7, 8),
        Arrived = new DateTimeOffset(2026, 3, 1 + (i % 28), 4, 5, 6, TimeSpan.Zero).AddMilliseconds(i % 1000),
        Length = 120.5 + (i % 200),
        Crew = 12 + (i % 9),
        Owner = new Plain.Owner { Name = $"Lines of {i % 40}", Country = "NO", Mail = $"office{i % 40}@example.com" },
        Berth = Berth(i),
        Tags = ["bulk", $"row-{i % 12}", "inspected"],
        Load = [.. Enumerable.Range(0, 3).Select(at => new Plain.Container { Code = $"CONT{i:D6}{at}", Weight = 2000 + i + at, IsCold = at == 1 })],
    };

    public static Plain.Fleet Fleet(int count) => new() { Ships = [.. Enumerable.Range(0, count).Select(Ship)], Total = count };

    public static Plain.Tides Tides() => new() { Levels = [.. Enumerable.Range(0, 500).Select(i => (i * 0.37) - 20.125)], Seconds = [.. Enumerable.Range(0, 500).Select(i => 1_700_000_000L + (i * 3600))] };

    public static Plain.Log Log() => new()
    {
        Lines = [.. Enumerable.Range(0, 50).Select(i => new Plain.LogLine { Text = $"Line {i}:\t\"Ahoy\" said \\the mate\\\n<b>Grüße & 船</b> at 5 o'clock", By = "Åse \"Bo\" Nø" })],
    };
}
