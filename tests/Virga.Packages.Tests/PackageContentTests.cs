using System.IO.Compression;
using System.Reflection.Metadata;
using System.Xml.Linq;
using Virga.Servers;

namespace Virga.Packages.Tests;

/// <summary>What a person who finds a package, and a debugger that steps into it, get to see.</summary>
[Collection(PackedFeed.Collection)]
public sealed class PackageContentTests(PackedFeed feed)
{
    // Sources that a pdb holds, as the portable format names them.
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    // Our own packages that one of ours may stand on come from the project file; those of others from this list, each for the reason in src/Build/Packages.props.
    private static readonly HashSet<string> Others =
    [
        "Microsoft.Extensions.Configuration.Abstractions", "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Diagnostics.HealthChecks", "Microsoft.Extensions.Diagnostics.HealthChecks.Abstractions",
        "Microsoft.Extensions.Hosting.Abstractions", "Microsoft.Extensions.Http", "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options", "Polly.Core", "YamlDotNet", "AWSSDK.Core", "AWSSDK.SecurityToken", "AWSSDK.SSO", "AWSSDK.SSOOIDC",
    ];

    public static TheoryData<string> Packages => [.. PackedFeed.Projects.Select(path => Path.GetFileNameWithoutExtension(path)!)];

    public static TheoryData<string> Libraries => [.. PackedFeed.Projects.Select(path => Path.GetFileNameWithoutExtension(path)!).Where(name => name is not ("Virga.Cli" or "Virga.Generators"))];

    [Theory]
    [MemberData(nameof(Packages))]
    public void EveryPackageSaysWhatItIs(string name)
    {
        using var package = Open(name, "nupkg");
        var metadata = Nuspec(package);

        Assert.True(Value(metadata, "description") is { Length: > 40 } and not "Package Description", "description");
        Assert.Equal("MIT", Value(metadata, "license"));
        Assert.Equal("The Virga authors", Value(metadata, "authors"));
        Assert.Contains(' ', Value(metadata, "tags") ?? "");
        Assert.Equal("README.md", Value(metadata, "readme"));
        using var readme = new StreamReader(package.GetEntry("README.md")!.Open());
        Assert.StartsWith($"# {name}", readme.ReadToEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void EveryLibraryHasDocumentationAndSymbolsWithTheirSources(string name)
    {
        using var package = Open(name, "nupkg");
        using var symbols = Open(name, "snupkg");

        // What emitted clients stand on serves the release before, too.
        string[] frameworks = name is "Virga.Abstractions" or "Virga.Core" ? ["net10.0", "net9.0"] : ["net10.0"];
        Assert.Equal(frameworks, package.Entries.Where(entry => entry.FullName.EndsWith(".dll", StringComparison.Ordinal)).Select(entry => entry.FullName.Split('/')[1]).Order(StringComparer.Ordinal));
        foreach (var framework in frameworks)
        {
            Assert.NotNull(package.GetEntry($"lib/{framework}/{name}.dll"));
            Assert.True(package.GetEntry($"lib/{framework}/{name}.xml")?.Length > 100, "documentation");
            AssertEverySourceIsEmbedded(symbols.GetEntry($"lib/{framework}/{name}.pdb")!);
        }
    }

    private static void AssertEverySourceIsEmbedded(ZipArchiveEntry symbols)
    {
        using var pdb = new MemoryStream();
        using (var entry = symbols.Open()) entry.CopyTo(pdb);
        pdb.Position = 0;
        using var provider = MetadataReaderProvider.FromPortablePdbStream(pdb);
        var reader = provider.GetMetadataReader();
        var embedded = reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation).Count(information => reader.GetGuid(information.Kind) == EmbeddedSource);
        Assert.Equal(reader.Documents.Count, embedded);
        Assert.True(embedded > 0);
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void EveryLibraryDependsOnWhatItsProjectSays(string name)
    {
        using var package = Open(name, "nupkg");
        foreach (var group in Nuspec(package).Descendants().Where(element => element.Name.LocalName == "group" && element.Parent!.Name.LocalName == "dependencies")) AssertDependencies(name, group);
    }

    private static void AssertDependencies(string name, XElement group)
    {
        var dependencies = group.Elements().Where(element => element.Name.LocalName == "dependency").ToDictionary(element => (string)element.Attribute("id")!, element => (string)element.Attribute("version")!);
        var project = XDocument.Load(PackedFeed.Projects.Single(path => Path.GetFileNameWithoutExtension(path) == name));
        var own = project.Descendants("ProjectReference").Where(reference => (string?)reference.Attribute("OutputItemType") != "Analyzer").Select(reference => Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/')));

        Assert.Equal(own.Order(StringComparer.Ordinal), dependencies.Keys.Where(id => id.StartsWith("Virga.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.All(dependencies.Where(pair => pair.Key.StartsWith("Virga.", StringComparison.Ordinal)), pair => Assert.Equal(PackedFeed.Version, pair.Value));
        Assert.Empty(dependencies.Keys.Where(id => !id.StartsWith("Virga.", StringComparison.Ordinal)).Except(Others));
    }

    [Fact]
    public void NothingOfTheMachineIsInAPackage()
    {
        foreach (var path in Directory.GetFiles(feed.Folder))
        {
            using var archive = ZipFile.OpenRead(path);
            foreach (var entry in archive.Entries.Where(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal) || entry.FullName.EndsWith(".xml", StringComparison.Ordinal)))
            {
                using var reader = new StreamReader(entry.Open());
                Assert.DoesNotContain(Repository.Root, reader.ReadToEnd(), StringComparison.Ordinal);
            }
        }
    }

    private static XElement Nuspec(ZipArchive package)
    {
        using var stream = package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(stream).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    }

    private static string? Value(XElement metadata, string name) => metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;

    // The tool's package has the name of its command.
    private ZipArchive Open(string name, string extension) => ZipFile.OpenRead(Path.Combine(feed.Folder, $"{(name == "Virga.Cli" ? "virga" : name)}.{PackedFeed.Version}.{extension}"));
}
