using System.Buffers;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using RestEase;
using Virga.Benchmarks.Figures;
using Virga.Benchmarks.Harbour;
using Virga.Http;
using Virga.Serialization;

namespace Virga.Benchmarks.Speed;

/// <summary><c>calls</c>: a typed call beside RestEase and beside a client by hand, all over a handler that answers in the process.</summary>
internal static class CallRun
{
    private static readonly Uri Address = new("http://harbour.example.com/");

    public static async Task<int> RunAsync(ReadOnlyMemory<string> arguments)
    {
        if (FigureSettings.Parse(arguments.Span) is not { } settings) return 2;
        if (settings.Round == TimeSpan.FromSeconds(3)) settings = settings with { Round = TimeSpan.FromSeconds(1) };
        using var handler = new CannedHandler();
        using var typed = new HarbourClient(new ClientOptions { Endpoint = Address, Handler = handler });
        using var http = new HttpClient(handler, disposeHandler: false) { BaseAddress = Address };
        using var other = new HttpClient(handler, disposeHandler: false) { BaseAddress = Address };
        var rest = new RestClient(other).For<IHarbour>();
        var plain = SampleData.Ship(7);
        var ship = JsonCursor.Parse(new ReadOnlySequence<byte>(JsonSerializer.SerializeToUtf8Bytes(plain, PlainJson.Default.Ship)), "ship", static (ref json) => new Ship(ref json));
        var (berth, flag, limit) = ("north 1", "NO", 25);
        Race[] races =
        [
            new(
                "GET",
                [
                    new Entrant("ours", async () => Check((await typed.ListShipsAsync(berth, flag, limit)).Ships.Count == 5)),
                    new Entrant("HttpClient by hand", async () => Check((await ByHandAsync(http, berth, flag, limit)).Ships.Count == 5)),
                    new Entrant("RestEase 1.4.3", async () => Check((await rest.ListShipsAsync(berth, flag, limit)).Ships.Count == 5)),
                ],
                1,
                1),
            new(
                "POST",
                [
                    new Entrant("ours", async () => Check((await typed.AddShipAsync(ship)).Name.Length > 0)),
                    new Entrant("HttpClient by hand", async () => Check((await ByHandAsync(http, plain)).Name.Length > 0)),
                    new Entrant("RestEase 1.4.3", async () => Check((await rest.AddShipAsync(plain)).Name.Length > 0)),
                ],
                1,
                1),
        ];
        foreach (var race in races) await SameAsync(race, handler);
        Race.Head(Console.Out, settings);
        foreach (var race in races.Where(race => settings.Only is not { } only || race.Name.StartsWith(only, StringComparison.OrdinalIgnoreCase))) await race.RunAsync(Console.Out, settings);
        return 0;
    }

    private static async Task<Plain.Fleet> ByHandAsync(HttpClient http, string berth, string flag, int limit)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"berths/{Uri.EscapeDataString(berth)}/ships?flag={Uri.EscapeDataString(flag)}&limit={limit}");
        using var response = await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync(PlainJson.Default.Fleet))!;
    }

    private static async Task<Plain.Berth> ByHandAsync(HttpClient http, Plain.Ship ship)
    {
        using var response = await http.PostAsJsonAsync("ships", ship, PlainJson.Default.Ship);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync(PlainJson.Default.Berth))!;
    }

    /// <summary>All send the same path and query, or the figures compare nothing.</summary>
    private static async Task SameAsync(Race race, CannedHandler handler)
    {
        string? path = null;
        foreach (var entrant in race.Entrants)
        {
            await entrant.Call();
            path ??= handler.Last;
            if (handler.Last.Replace('+', ' ') != path.Replace('+', ' ')) throw new InvalidDataException($"{entrant.Name} calls {handler.Last}, not {path}.");
        }
    }

    private static void Check(bool holds)
    {
        if (!holds) throw new InvalidDataException("The answer was read wrongly.");
    }
}
