namespace Virga.Adapters.Tests.Running;

public sealed class ShelfTests
{
    [Fact]
    public void EveryWordOfTheLanguageCompilesWithoutAWarning()
    {
        var run = AdapterRun.OfDocuments(Contracts.Shelf, "shelf.yaml", "shelf-store.yaml");
        Assert.Equal([], run.Diagnostics.Select(d => d.ToString()));
        if (Environment.GetEnvironmentVariable("SHOW") is { } path) File.WriteAllText(path, run.Adapter("ShelfDriver"));
        Assert.Equal([], run.CompilerFaults());
    }
}
