using System.Reflection;

namespace Virga.Repository.Tests;

/// <summary>A change of what users see is a change of a committed file, so that it is seen in review.</summary>
public sealed class PublicApiTests
{
    private static string Folder => Path.Combine(RepositoryFiles.Root, "tests", "PublicApi");

    public static TheoryData<string> Libraries() => new(Names());

    [Theory]
    [MemberData(nameof(Libraries))]
    public void ThePublicSurfaceIsTheCommittedOne(string project)
    {
        CommittedFile.Matches(Path.Combine(Folder, project + ".txt"), PublicSurface.Print(Assembly.Load(project)));
    }

    [Fact]
    public void NoCommittedSurfaceIsLeftOver()
    {
        var leftOver = Directory.EnumerateFiles(Folder, "*.txt").Select(path => Path.GetFileNameWithoutExtension(path)!).Except(Names());
        Assert.Empty(leftOver);
    }

    // The command line tool is run, not referenced.
    private static IEnumerable<string> Names() =>
        RepositoryFiles.In("src", ".csproj").Select(path => Path.GetFileNameWithoutExtension(path)!).Where(name => name != "Virga.Cli");
}
