using Microsoft.CodeAnalysis;
using Xunit.Abstractions;

namespace Virga.Documents.Tests;

public sealed class PublishedDocumentTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names => [.. PublishedDocuments.Names];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void EveryPublishedDocumentCompilesWithoutAWarning(string name)
    {
        var document = PublishedDocuments.Require(name);
        var emitted = EmittedClient.Of(document);

        foreach (var group in emitted.Told.GroupBy(diagnostic => (diagnostic.Severity, diagnostic.Id))) output.WriteLine($"{group.Key}: {group.Count()}, such as {group.First()}");
        output.WriteLine($"{emitted.Sources.Sum(source => source.SourceText.Length)} characters in {emitted.Sources.Count} files; {PublishedDocuments.PassedOver.Count} files of the folder are no specs");
        Assert.NotEmpty(emitted.Sources);
        Assert.DoesNotContain(emitted.Told, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.True(emitted.Faults.Count == 0, string.Join("\n", emitted.Faults.Take(20)));
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void OperationsAndSchemasAreAsManyAsTheSecondReaderSees(string name) => CountTests.Agree(PublishedDocuments.Require(name));
}
