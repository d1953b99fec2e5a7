using Microsoft.CodeAnalysis;
using Virga.Generators;

namespace Virga.Adapters.Tests;

public sealed class CachingTests
{
    private static AdapterRun Run() => AdapterRun.OfDocuments(Contracts.Shelf, "shelf.yaml", "shelf-store.yaml");

    [Fact]
    public void AnUnrelatedEditStopsAtTheInterface()
    {
        var run = Run().AddSource("internal static class Unrelated { public const int Answer = 42; }");
        Assert.Equal([IncrementalStepRunReason.Unchanged], run.Reasons(StepNames.ReadInterfaces));
        Assert.Equal([IncrementalStepRunReason.Cached], run.Reasons(StepNames.CompileAdapter));
        Assert.Equal([IncrementalStepRunReason.Cached], run.Reasons(StepNames.AdapterDiagnostics));
    }

    [Fact]
    public void AnEditAboveTheInterfaceStopsAtTheInterface()
    {
        var run = Run().EditSource("public interface IShelfDriver", "\n\n// Moved down.\npublic interface IShelfDriver");
        Assert.Equal([IncrementalStepRunReason.Unchanged], run.Reasons(StepNames.ReadInterfaces));
        Assert.Equal([IncrementalStepRunReason.Cached], run.Reasons(StepNames.CompileAdapter));
    }

    [Fact]
    public void AnEditOfTheInterfacePlansAnew()
    {
        var run = Run().EditSource("ValueTask<int> CountAsync(CancellationToken cancellationToken);", "ValueTask<int> CountAsync(CancellationToken cancellationToken);\n    Task RenameAsync(string name, CancellationToken cancellationToken);");
        Assert.Equal([IncrementalStepRunReason.Modified], run.Reasons(StepNames.ReadInterfaces));
        Assert.Equal([IncrementalStepRunReason.Modified], run.Reasons(StepNames.CompileAdapter));
        Assert.Equal(["VA02 shelf-store.yaml(30,1)"], run.Faults());
    }

    [Fact]
    public void ACommentInTheSpecLeavesTheAdapterAlone()
    {
        var run = Run().Edit("shelf.yaml", "openapi: 3.1.0", "openapi: 3.1.0 # Still the same.");
        Assert.Equal([IncrementalStepRunReason.Unchanged], run.Reasons(StepNames.CompileAdapter).Except([IncrementalStepRunReason.Cached]).DefaultIfEmpty(IncrementalStepRunReason.Unchanged));
    }

    [Fact]
    public void ACommentInTheAdapterLeavesItsOutputUnchanged()
    {
        var run = Run().Edit("shelf-store.yaml", "virga-adapter: 1", "virga-adapter: 1 # Still the same.");
        Assert.Equal([IncrementalStepRunReason.Unchanged], run.Reasons(StepNames.CompileAdapter));
    }

    [Fact]
    public void AnUnreadableAdapterLeavesOtherOutputsAlone()
    {
        var run = AdapterRun.Of(
            Contracts.Archive,
            ("archive.yaml", DocumentText.Read("archive.yaml")),
            ("archive-adapter.yaml", DocumentText.Read("archive-adapter.yaml")),
            ("broken.yaml", "virga-adapter: 1\nadapts: [ Unclosed"));
        Assert.NotEmpty(run.Diagnostics);
        Assert.All(run.Diagnostics, d => Assert.Equal("broken.yaml", d.Location.GetLineSpan().Path));
        Assert.Contains("HttpDocumentArchive", run.Adapter("HttpDocumentArchive"), StringComparison.Ordinal);
        Assert.Equal([], run.CompilerFaults());
    }

    [Fact]
    public void AnAdapterOverAFaultySpecSaysNothingOfItsOwn()
    {
        var run = AdapterRun.Of(Contracts.Archive, ("archive.yaml", DocumentText.Read("archive.yaml").Replace("#/components/schemas/DocumentMeta", "#/components/schemas/Lost", StringComparison.Ordinal)), ("archive-adapter.yaml", DocumentText.Read("archive-adapter.yaml")));
        Assert.NotEmpty(run.Diagnostics);
        Assert.All(run.Diagnostics, d => Assert.Equal("archive.yaml", d.Location.GetLineSpan().Path));
    }

    [Fact]
    public void SpecsWithoutAdaptersNeverTouchTheCompilation()
    {
        var run = AdapterRun.OfDocuments("", "archive.yaml");
        Assert.False(run.Result.TrackedSteps.ContainsKey(StepNames.ReadInterfaces));
    }
}
