namespace Virga.Generators.Tests.Analyzers;

public sealed class UndisposedResultTests
{
    [Theory]
    [InlineData("""async Task<string?> M() { var file = await client.GetFileAsync("1"); return file.ContentType; }""")]
    [InlineData("""async Task<string?> M() { var file = await contract.GetFileAsync("1"); return file.ContentType; }""")]
    [InlineData("""async Task M(Stream target) { var file = await client.GetFileAsync("1").ConfigureAwait(false); await file.Content.CopyToAsync(target); }""")]
    [InlineData("""async Task M() { await client.GetFileAsync("1"); }""")]
    [InlineData("""async Task M() { _ = await client.GetFileAsync("1"); }""")]
    [InlineData("""async Task<string?> M() => (await client.GetFileAsync("1")).ContentType;""")]
    [InlineData("""async Task<int> M() { GetFileResult file; file = await client.GetFileAsync("1"); return file.ContentType!.Length; }""")]
    [InlineData("""async Task<int> M() { var answer = await client.SendRawAsync(new RawRequest(HttpMethod.Get, "/")); return answer.Status; }""")]
    [InlineData("""Func<Task<string?>> M() => async () => { var file = await client.GetFileAsync("1"); return file.ContentType; };""")]
    public async Task AResultThatNothingDisposesIsTold(string member) => Assert.Equal(["VU01"], await new AnalyzedCode(member).IdsAsync());

    [Theory]
    [InlineData("""async Task<string?> M() { using var file = await client.GetFileAsync("1"); return file.ContentType; }""")]
    [InlineData("""async Task<string?> M() { await using var file = await client.GetFileAsync("1"); return file.ContentType; }""")]
    [InlineData("""async Task<string?> M() { await using (var file = await client.GetFileAsync("1")) return file.ContentType; }""")]
    [InlineData("""async Task<string?> M() { var file = await client.GetFileAsync("1"); using (file) return file.ContentType; }""")]
    [InlineData("""async Task<string?> M() { var file = await client.GetFileAsync("1"); try { return file.ContentType; } finally { file.Dispose(); } }""")]
    [InlineData("""async Task<string?> M() { var file = await client.GetFileAsync("1"); try { return file.ContentType; } finally { await file.DisposeAsync(); } }""")]
    [InlineData("""async Task<string?> M() { GetFileResult? file = null; try { file = await client.GetFileAsync("1"); return file.ContentType; } finally { file?.Dispose(); } }""")]
    [InlineData("""async Task<GetFileResult> M() { var file = await client.GetFileAsync("1"); return file; }""")]
    [InlineData("""async Task<GetFileResult> M() => await client.GetFileAsync("1");""")]
    [InlineData("""ValueTask<GetFileResult> M() => client.GetFileAsync("1");""")]
    [InlineData("""async Task<Stream> M() { var file = await client.GetFileAsync("1"); return file.Content; }""")]
    [InlineData("""async Task<Stream> M() => (await client.GetFileAsync("1")).Content;""")]
    [InlineData("""async Task M() { var file = await client.GetFileAsync("1"); using var reader = new StreamReader(file.Content); await reader.ReadToEndAsync(); }""")]
    [InlineData("""async Task M() { var file = await client.GetFileAsync("1"); using var body = file.Content; }""")]
    [InlineData("""GetFileResult? _kept; async Task M() { var file = await client.GetFileAsync("1"); _kept = file; }""")]
    [InlineData("""GetFileResult? _kept; async Task M() { _kept = await client.GetFileAsync("1"); }""")]
    [InlineData("""async Task M(List<IDisposable> all) { all.Add(await client.GetFileAsync("1")); }""")]
    [InlineData("""async Task M(Action<GetFileResult> take) { var file = await client.GetFileAsync("1"); take(file); }""")]
    [InlineData("""async Task M() { var file = await client.GetFileAsync("1"); Action end = () => file.Dispose(); end(); }""")]
    [InlineData("""async Task M() { (await client.GetFileAsync("1")).Dispose(); }""")]
    [InlineData("""async Task<object> M() { var file = await client.GetFileAsync("1"); return new { file }; }""")]
    [InlineData("""async Task M() { var note = await client.GetNoteAsync("1"); _ = note.Text; await client.GetNoteAsync("2"); }""")]
    public async Task WhatIsDisposedOrHandedOnIsLeftAlone(string member) => Assert.Empty(await new AnalyzedCode(member).IdsAsync());

    [Fact]
    public async Task EveryPlaceIsMendedAtOnce()
    {
        var code = new AnalyzedCode("""
                async Task<string?> M()
                {
                    // The first.
                    var file = await client.GetFileAsync("1");
                    await client.GetFileAsync("2");
                    _ = await client.GetFileAsync("3");
                    var answer = await client.SendRawAsync(new RawRequest(HttpMethod.Get, "/"));
                    return file.ContentType + answer.Status;
                }
            """);

        Assert.Equal(["VU01", "VU01", "VU01", "VU01"], await code.IdsAsync());
        Assert.Equal("""
                async Task<string?> M()
                {
                    // The first.
                    await using var file = await client.GetFileAsync("1");
                    (await client.GetFileAsync("2")).Dispose();
                    (await client.GetFileAsync("3")).Dispose();
                    using var answer = await client.SendRawAsync(new RawRequest(HttpMethod.Get, "/"));
                    return file.ContentType + answer.Status;
                }
            """, await code.FixAllAsync());
    }
}
