using Microsoft.CodeAnalysis;

namespace Virga.Documents.Tests;

public sealed class CompilingTests
{
    // What the generator has to tell of documents that are about just that; of all others it says nothing.
    private static readonly Dictionary<string, string[]> Told = new(StringComparer.Ordinal)
    {
        ["callbacks.yaml"] = ["VS006"],
        ["duplicate-keys.yaml"] = ["VS011"],
        ["missing-operation-ids.yaml"] = ["VS005"],
    };

    public static TheoryData<string> Names => [.. Corpus.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryDocumentOfTheCorpusCompilesWithoutAWarning(string name)
    {
        var emitted = EmittedClient.Of(name);

        Assert.NotEmpty(emitted.Sources);
        var told = emitted.Told.Where(diagnostic => !Told.GetValueOrDefault(name, []).Contains(diagnostic.Id, StringComparer.Ordinal));
        Assert.True(!told.Any(), string.Join("\n", told));
        Assert.True(emitted.Faults.Count == 0, string.Join("\n", emitted.Faults.Take(20)));
    }

    [Fact]
    public void TheLargeDocumentIsTheSameEveryTime() => Assert.Equal(LargeDocument.Json(700), LargeDocument.Json(700));
}
