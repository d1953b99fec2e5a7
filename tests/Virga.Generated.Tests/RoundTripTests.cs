using Virga.Generated.Tests.Clock;
using Virga.Testing;

namespace Virga.Generated.Tests;

public sealed class RoundTripTests
{
    [Fact]
    public async Task EveryTypeComesBackAsItWasSent()
    {
        var handler = new ScriptedHandler().Then(request => ScriptedHandler.Response(200, new ByteArrayContent(request.Body), "application/json"));
        using var client = new ClockClient(Clients.Over(handler));
        var when = new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero);
        var sent = new Values
        {
            When = when.AddMilliseconds(250),
            Day = new DateOnly(2026, 2, 3),
            At = new TimeOnly(4, 5, 6),
            Span = new TimeSpan(1, 2, 3, 4),
            Id = new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"),
            Link = new Uri("https://clock.example.com/a?b=c"),
            Raw = new byte[] { 0, 255, 128 },
            Hex = new byte[] { 0xab, 0xcd },
            Slug = "a b+c/ü",
            Field = "a b+c/ü",
            Unix = when,
            Millis = when.AddMilliseconds(7),
            Ttl = TimeSpan.FromSeconds(90),
            Modified = when,
            Big = long.MaxValue,
            Half = 1.5f,
            Ratio = double.Epsilon,
            On = false,
        };

        var back = await client.SetValuesAsync(sent);

        Assert.Equal(sent with { Raw = back.Raw, Hex = back.Hex }, back);
        Assert.Equal(sent.Raw.ToArray(), back.Raw.ToArray());
        Assert.Equal(sent.Hex!.Value.ToArray(), back.Hex!.Value.ToArray());
        Assert.Contains("\"big\":\"9223372036854775807\"", handler.Single.Text, StringComparison.Ordinal);
        Assert.Contains("\"ttl\":90", handler.Single.Text, StringComparison.Ordinal);
        Assert.Contains("\"modified\":\"Tue, 03 Feb 2026 04:05:06 GMT\"", handler.Single.Text, StringComparison.Ordinal);
        Assert.Contains("\"slug\":\"a%20b%2Bc%2F%C3%BC\"", handler.Single.Text, StringComparison.Ordinal);
        Assert.Contains("\"field\":\"a\\u002Bb%2Bc", handler.Single.Text, StringComparison.Ordinal);
        Assert.Contains("\"hex\":\"abcd\"", handler.Single.Text, StringComparison.Ordinal);
    }
}
