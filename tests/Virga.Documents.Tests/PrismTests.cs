using System.Text.Json.Nodes;
using Xunit.Abstractions;

namespace Virga.Documents.Tests;

/// <summary>Requests of emitted clients against a mock that refuses what the document does not allow; its answers are read, and nothing of them is lost.</summary>
public sealed class PrismTests(ITestOutputHelper output)
{
    // Prism holds XML against a JSON schema, so no document of XML is acceptable to it; the session's document signs in first, and the mock's answer names no server to go on with.
    private static readonly string[] NotForPrism = ["files-xml.yaml", "xml.yaml", "session.yaml"];

    [SkippableTheory]
    [InlineData("3.0.3")]
    [InlineData("3.1.0")]
    public async Task TheCorpusIsAcceptedWhole(string version)
    {
        var documents = Corpus.SmallNames.Select(Corpus.Get).Where(document => document.Files.Count == 1 && !NotForPrism.Contains(document.Name, StringComparer.Ordinal) && VersionOf(document).StartsWith(version[..3], StringComparison.Ordinal)).ToArray();
        await using var prism = await PrismServer.StartAsync(MergedDocument.Of(version, documents));
        var faults = new List<string>();
        var count = 0;
        foreach (var document in documents)
        {
            var run = new PrismRun(document, new Uri(prism.Endpoint, MergedDocument.PathOf(document)));
            await run.RunAsync();
            count += run.Count;
            faults.AddRange(Refusals.Unexplained(document.Name, run.Faults));
        }

        output.WriteLine($"{count} operations");
        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    [SkippableTheory]
    [InlineData("digitalocean-bundled")]
    [InlineData("firecrest")]
    public async Task NineteenOfTwentyOperationsOfPublishedDocumentsAreAccepted(string name)
    {
        var document = PublishedDocuments.RequireLike(name);
        await using var prism = await PrismServer.StartAsync(document.Json);
        var run = new PrismRun(document, prism.Endpoint);
        await run.RunAsync();

        foreach (var fault in run.Faults) output.WriteLine($"{name} {fault.Operation} | {fault.Text}");
        output.WriteLine($"{run.Count - run.Refused} of {run.Count} operations");
        Assert.True(run.Refused <= run.Count / 20, $"{run.Refused} of {run.Count} are refused:\n" + string.Join("\n", run.Faults.Take(40)));
        var unexplained = Refusals.Unexplained(name, run.Faults);
        Assert.True(!unexplained.Any(), string.Join("\n", unexplained));
    }

    private static string VersionOf(SpecDocument document) => JsonNode.Parse(document.Json)?["openapi"]?.ToString() ?? "";
}
