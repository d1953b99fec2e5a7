namespace Virga.Generators.Tests.Analyzers;

public sealed class UnpassedTokenTests
{
    [Theory]
    [InlineData("""async Task M(CancellationToken ct) { await client.GetNoteAsync("1"); }""")]
    [InlineData("""async Task M(CancellationToken ct) { await contract.GetNoteAsync("1"); }""")]
    [InlineData("""async Task M(CancellationToken ct) { await foreach (var note in client.ListNotesAsync()) { } }""")]
    [InlineData("""Func<CancellationToken, Task> M() => async ct => await client.GetNoteAsync("1");""")]
    [InlineData("""Task M() { return Inner(default); async Task Inner(CancellationToken ct) => await client.GetNoteAsync("1"); }""")]
    [InlineData("""CancellationToken Aborted { get; } async Task M() { await client.GetNoteAsync("1"); }""")]
    [InlineData("""readonly CancellationToken _stop; Task M() => client.GetNoteAsync("1").AsTask();""")]
    [InlineData("""async Task M(CancellationToken ct) { (await client.SendRawAsync(new RawRequest(HttpMethod.Get, "/"))).Dispose(); }""")]
    public async Task ATokenThatIsAtHandAndNotPassedIsTold(string member) => Assert.Equal(["VU02"], await new AnalyzedCode(member).IdsAsync());

    [Theory]
    [InlineData("""async Task M(CancellationToken ct) { await client.GetNoteAsync("1", cancellationToken: ct); }""")]
    [InlineData("""async Task M(CancellationToken ct) { await client.GetNoteAsync("1", null, ct); }""")]
    [InlineData("""async Task M(CancellationToken ct) { await client.GetNoteAsync("1", cancellationToken: default); }""")]
    [InlineData("""async Task M(CancellationToken ct) { await client.GetNoteAsync("1", cancellationToken: CancellationToken.None); }""")]
    [InlineData("""async Task M(CancellationToken ct) { await foreach (var note in client.ListNotesAsync().WithCancellation(ct)) { } }""")]
    [InlineData("""async Task M(CancellationToken ct) { var notes = client.ListNotesAsync(); await foreach (var note in notes.WithCancellation(ct)) { } }""")]
    [InlineData("""async Task M() { await client.GetNoteAsync("1"); }""")]
    [InlineData("""Func<Task> M(CancellationToken ct) => async () => await client.GetNoteAsync("1");""")]
    [InlineData("""Task M(CancellationToken ct) { return Inner(); async Task Inner() => await client.GetNoteAsync("1"); }""")]
    [InlineData("""async Task M(CancellationToken ct) { try { } finally { await client.GetNoteAsync("1"); } }""")]
    [InlineData("""async Task M(CancellationToken ct) { try { } catch (Exception) { await client.GetNoteAsync("1"); } }""")]
    [InlineData("""readonly CancellationToken _a, _b; Task M() => client.GetNoteAsync("1").AsTask();""")]
    [InlineData("""readonly CancellationToken _a; static async Task M(NotesClient client) => await client.GetNoteAsync("1");""")]
    [InlineData("""async Task M(CancellationToken ct) { await Task.Yield(); client.Dispose(); }""")]
    public async Task WhatIsPassedOrLeftOutOnPurposeIsLeftAlone(string member) => Assert.Empty(await new AnalyzedCode(member).IdsAsync());

    [Fact]
    public async Task EveryPlaceIsMendedAtOnce()
    {
        var code = new AnalyzedCode("""
                async Task M(CancellationToken stop)
                {
                    var note = await client.GetNoteAsync("1");
                    await foreach (var each in client.ListNotesAsync()) await client.GetNoteAsync(each, new CallOptions());
                }
            """);

        Assert.Equal(["VU02", "VU02", "VU02"], await code.IdsAsync());
        Assert.Equal("""
                async Task M(CancellationToken stop)
                {
                    var note = await client.GetNoteAsync("1", cancellationToken: stop);
                    await foreach (var each in client.ListNotesAsync(cancellationToken: stop)) await client.GetNoteAsync(each, new CallOptions(), cancellationToken: stop);
                }
            """, await code.FixAllAsync());
    }
}
