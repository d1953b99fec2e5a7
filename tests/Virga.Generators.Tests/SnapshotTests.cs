namespace Virga.Generators.Tests;

public sealed class SnapshotTests
{
    public static TheoryData<string> Cases => [.. Case.Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public void EveryCaseGivesTheVerifiedCode(string name)
    {
        var run = Case.Run(name);
        var files = run.Result.GeneratedSources.ToDictionary(source => WithoutHash(source.HintName), source => source.SourceText.ToString());
        Assert.Empty(run.Diagnostics);
        Assert.NotEmpty(files);
        Snapshot.Verify(Case.Folder(name), files);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void EveryCaseCompilesWithoutWarnings(string name)
    {
        var faults = Case.Run(name).CompilerFaults();
        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    // NotesClient.Models.0123abcd.g.cs: the hash tells specs apart and says nothing about the feature.
    private static string WithoutHash(string hintName) => string.Join('.', hintName.Split('.')[..^3]);
}
