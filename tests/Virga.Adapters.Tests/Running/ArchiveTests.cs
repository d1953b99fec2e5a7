namespace Virga.Adapters.Tests.Running;

public sealed class ArchiveTests
{
    [Fact]
    public void TheForeignInterfaceCompilesWithoutAWarning()
    {
        var run = AdapterRun.OfDocuments(Contracts.Archive, "archive.yaml", "archive-adapter.yaml");
        Assert.Equal([], run.Diagnostics.Select(d => d.ToString()));
        Assert.Equal([], run.CompilerFaults());
    }
}
