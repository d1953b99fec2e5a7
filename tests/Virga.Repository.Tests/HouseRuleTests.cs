using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Virga.Repository.Tests;

/// <summary>The rules of the house that a reader cannot be asked to check by eye.</summary>
public sealed class HouseRuleTests
{
    private static readonly string[] AllowedAtTheTop =
        ["src", "generators", "specs", "tests", "benchmarks", "Clients.sln", "README.md", "Directory.Build.props", "global.json", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE"];
    private static readonly string[] Binary = [".png", ".dll", ".nupkg", ".gz", ".zip", ".bin", ".ico"];

    // Put together here, so that this file does not hold what it looks for.
    private static readonly Regex MachinePath = new(@"(?<![\w.>)}*-])/(root|work|home)/" + "|/tmp/" + @"(w|plan)/", RegexOptions.CultureInvariant);
    private static readonly Regex RegistryHost = new(@"\b(nuget|crates|npmjs|pypi|pythonhosted|golang)" + @"\.(org|com|io|python\.org)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);
    private static readonly Regex Unfinished = new(@"\b(TO" + "DO|FIX" + "ME|NotImplemented" + @"Exception)\b", RegexOptions.CultureInvariant);
    private static readonly Regex VagueName = new("(Help" + "er|Uti" + "ls|Mana" + "ger|Com" + "mon(?!Prefix))", RegexOptions.CultureInvariant);
    private static readonly Regex TypeName = new(@"^\s*(?:(?:public|internal|private|protected|file|sealed|static|abstract|partial|readonly|ref|unsafe)\s+)+(?:class|record(?:\s+struct|\s+class)?|struct|interface|enum)\s+(?<name>\w+)", RegexOptions.Multiline | RegexOptions.CultureInvariant);

    [Fact]
    public void TheTopLevelHoldsOnlyWhatTheDesignNames()
    {
        Assert.Empty(RepositoryFiles.TopLevel().Where(name => !name.StartsWith('.')).Except(AllowedAtTheTop));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("CHANGELOG.md")]
    [InlineData("LICENSE")]
    public void TheRepositoryHasItsPages(string file)
    {
        Assert.NotEmpty(File.ReadAllText(Path.Combine(RepositoryFiles.Root, file)).Trim());
    }

    [Fact]
    public void EveryProjectHasAReadme()
    {
        Assert.Empty(RepositoryFiles.Projects()
            .Where(project => !File.Exists(Path.Combine(Path.GetDirectoryName(project)!, "README.md")))
            .Select(RepositoryFiles.Relative));
    }

    [Fact]
    public void EveryPackageSaysWhyItIsThere()
    {
        var document = XDocument.Load(Path.Combine(RepositoryFiles.Root, "src", "Build", "Packages.props"));
        var packages = document.Descendants("PackageVersion").ToList();
        Assert.NotEmpty(packages);
        // A comment speaks for all that follow it in its group; a group may be explained by its label where the label is the reason.
        Assert.Empty(packages.Where(package => !HasReason(package)).Select(package => (string?)package.Attribute("Include")));
    }

    [Fact]
    public void NoFileNamesAPlaceOnSomeonesMachine() => AssertNowhere(MachinePath, TextFiles());

    [Fact]
    public void NoFileNamesAPackageRegistry() => AssertNowhere(RegistryHost, TextFiles());

    [Fact]
    public void NoCodeIsLeftUnfinished() => AssertNowhere(Unfinished, RepositoryFiles.Code());

    [Fact]
    public void NoTypeOrFileHasANameThatSaysNothing()
    {
        var files = RepositoryFiles.Code().Where(path => VagueName.IsMatch(Path.GetFileNameWithoutExtension(path))).Select(RepositoryFiles.Relative);
        var types = RepositoryFiles.Code().SelectMany(path => TypeName.Matches(File.ReadAllText(path))
            .Select(match => match.Groups["name"].Value)
            .Where(name => VagueName.IsMatch(name))
            .Select(name => $"{RepositoryFiles.Relative(path)}: {name}"));
        Assert.Empty(files.Concat(types));
    }

    private static IEnumerable<string> TextFiles() =>
        RepositoryFiles.All().Where(path => !Binary.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase));

    private static void AssertNowhere(Regex pattern, IEnumerable<string> files)
    {
        var hits = from path in files
                   from line in File.ReadLines(path).Select((text, index) => (text, number: index + 1))
                   let match = pattern.Match(line.text)
                   where match.Success
                   select $"{RepositoryFiles.Relative(path)}:{line.number}: {match.Value}";
        Assert.Empty(hits);
    }

    private static bool HasReason(XElement package) =>
        package.NodesBeforeSelf().OfType<XComment>().Any(comment => comment.Value.Trim().Length > 10) || SpeaksForItself((string?)package.Attribute("Include"));

    // The test runner itself: no reason says more than the name.
    private static bool SpeaksForItself(string? package) => package is "Microsoft.NET.Test.Sdk" or "xunit" or "xunit.runner.visualstudio";
}
