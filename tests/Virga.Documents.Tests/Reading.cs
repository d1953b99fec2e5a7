using Virga.Specs.Model;
using Virga.Specs.Planning;
using Virga.Specs.Reading;

namespace Virga.Documents.Tests;

/// <summary>Our own reading and planning of a document.</summary>
internal static class Reading
{
    public static ServiceModel Model(SpecDocument document)
    {
        var result = Read(document.Files);
        Assert.True(result.Model is not null, string.Join("\n", result.Diagnostics));
        return result.Model!;
    }

    public static ClientPlan Plan(SpecDocument document)
    {
        var planning = ClientPlanner.Plan(Model(document), Options, CancellationToken.None);
        Assert.True(planning.Plan is not null, string.Join("\n", planning.Diagnostics));
        return planning.Plan!;
    }

    public static ReadingResult Read(IReadOnlyList<SpecFile> files)
    {
        var texts = files.Select(file => new SpecText(file.Path, file.Text)).ToArray();
        return SpecReader.Read(texts[0], CancellationToken.None, texts[1..]);
    }

    // As the generator makes them of an item without metadata.
    public static PlanOptions Options { get; } = new(null, null, "public", "Sample", false);
}
