namespace Virga.Generators.Tests;

public sealed class FaultIsolationTests
{
    private const string Text = """
        openapi: 3.1.0
        info: { title: Shelf, version: "1" }
        servers: [{ url: https://shelf.example.com }]
        paths: { /books: { get: { operationId: listBooks, responses: { "204": { description: Listed. } } } } }
        """;

    [Fact]
    public void AFaultOfTheGeneratorInOneSpecLeavesTheOutputOfTheOthers()
    {
        var generator = new SpecGenerator(path =>
        {
            if (path == "bad.yaml") throw new InvalidOperationException("broken on purpose");
        });

        var run = GeneratorRun.Of(generator, new Dictionary<string, string>(), "", new SpecFile("bad.yaml", Text.Replace("Shelf", "Bad")), new SpecFile("good.yaml", Text));

        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal("VS020", diagnostic.Id);
        Assert.Equal("bad.yaml", diagnostic.Location.GetLineSpan().Path);
        Assert.Contains("broken on purpose", diagnostic.GetMessage(), StringComparison.Ordinal);
        Assert.Contains("class ShelfClient", run.AllText(), StringComparison.Ordinal);
        Assert.DoesNotContain("BadClient", run.AllText(), StringComparison.Ordinal);
    }

    [Fact]
    public void ABrokenSpecLeavesTheOutputOfTheOthers()
    {
        var run = GeneratorRun.Of(new SpecFile("bad.yaml", "openapi: [3.1.0"), new SpecFile("good.yaml", Text));

        Assert.Equal("VS001", Assert.Single(run.Diagnostics).Id);
        Assert.Contains("class ShelfClient", run.AllText(), StringComparison.Ordinal);
    }

    [Fact]
    public void CancellationIsNoFault()
    {
        var generator = new SpecGenerator(_ => throw new OperationCanceledException());

        var run = GeneratorRun.Of(generator, new Dictionary<string, string>(), "", new SpecFile("good.yaml", Text));

        Assert.DoesNotContain(run.Diagnostics, diagnostic => diagnostic.Id == "VS020");
        Assert.IsAssignableFrom<OperationCanceledException>(run.Result.Exception);
    }

    [Fact]
    public void PathsThatDifferOnlyByCaseGiveFilesOfDifferentNames()
    {
        var run = GeneratorRun.Of(new SpecFile("a/shelf.yaml", Text), new SpecFile("A/SHELF.yaml", Text.Replace("Shelf", "SHELF")));

        var names = run.Result.GeneratedSources.Select(source => source.HintName).ToArray();
        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, name => Assert.Matches("^[A-Za-z0-9_.]+$", name));
    }
}
