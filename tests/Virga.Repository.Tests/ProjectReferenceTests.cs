using System.Xml.Linq;

namespace Virga.Repository.Tests;

/// <summary>Who may reference whom, as the design lays it down.</summary>
public sealed class ProjectReferenceTests
{
    private static readonly string[] Abstractions = ["Virga.Abstractions"];
    private static readonly string[] ForProviders =
        ["Virga.Core", "Virga.Hosting", "Virga.Abstractions", "Virga.Storage", "Virga.Tables", "Virga.Access", "Virga.Functions", "Virga.Clusters"];
    private static readonly string[] Providers =
        ["Virga.Aws", "Virga.Azure", "Virga.Google", "Virga.OpenStack", "Virga.DigitalOcean", "Virga.Firecrest", "Virga.Fhir"];

    [Fact]
    public void EveryShippedProjectReferencesOnlyWhatTheTableAllows()
    {
        var faults = new List<string>();
        foreach (var project in Shipped())
        {
            var name = Path.GetFileNameWithoutExtension(project);
            var allowed = Allowed(name);
            if (allowed is null)
                faults.Add($"{name} is not in the table of this test; add what it may reference");
            else
                faults.AddRange(References(project).Except(allowed).Select(reference => $"{name} may not reference {reference}"));
        }
        Assert.Empty(faults);
    }

    [Fact]
    public void AGeneratorIsReferencedOnlyAsAnAnalyzerOutsideOfTests()
    {
        var faults = RepositoryFiles.Projects()
            .Where(project => RepositoryFiles.Relative(project).StartsWith("src/", StringComparison.Ordinal))
            .Where(project => References(project).Contains("Virga.Generators"));
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("Virga.Abstractions", "Virga.Core", false)]
    [InlineData("Virga.Core", "Virga.Abstractions", true)]
    [InlineData("Virga.Aws", "Virga.Storage", true)]
    [InlineData("Virga.Aws", "Virga.Azure", false)]
    [InlineData("Virga.Aws.Credentials", "Virga.Aws", true)]
    [InlineData("Virga.Aws.Credentials", "Virga.Azure", false)]
    [InlineData("Virga.LocalCloud", "Virga.Abstractions", false)]
    [InlineData("Virga.Storage", "Virga.Core", false)]
    [InlineData("Virga.Core", "Virga.Hosting", false)]
    [InlineData("Virga.Hosting", "Virga.Storage", false)]
    [InlineData("Virga.Aws", "Virga.Hosting", true)]
    [InlineData("Virga.Generators", "Virga.Specs", true)]
    [InlineData("Virga.Cli", "Virga.Specs", true)]
    public void TheTableSaysWhoMayReferenceWhom(string project, string reference, bool may)
    {
        Assert.Equal(may, Allowed(project)!.Contains(reference, StringComparer.Ordinal));
    }

    private static string[]? Allowed(string project) => project switch
    {
        "Virga.Abstractions" or "Virga.Specs" or "Virga.Generators.CodeFixes" or "Virga.LocalCloud" => [],
        "Virga.Generators" => ["Virga.Specs"],
        "Virga.Core" or "Virga.Storage" or "Virga.Tables" or "Virga.Access" or "Virga.Functions" or "Virga.Clusters" or "Virga.Configuration" => Abstractions,
        "Virga.Hosting" => ["Virga.Core", "Virga.Abstractions"],
        "Virga.Datasets" => ["Virga.Storage", "Virga.Configuration"],
        // Apart from Virga.Storage, so that who uses no container carries none of its packages; with Configuration, so that appsettings.json and profiles are one.
        "Virga.Storage.Hosting" => ["Virga.Abstractions", "Virga.Storage", "Virga.Configuration"],
        "Virga.Cli" => [.. SourceProjects(), "Virga.Specs"],
        _ when Providers.Contains(project) => ForProviders,
        _ when project.EndsWith(".Credentials", StringComparison.Ordinal) => [project[..^".Credentials".Length], "Virga.Abstractions"],
        _ => null,
    };

    private static IEnumerable<string> SourceProjects() => RepositoryFiles.In("src", ".csproj").Select(path => Path.GetFileNameWithoutExtension(path)!);

    private static IEnumerable<string> Shipped() => RepositoryFiles.In("src", ".csproj").Concat(RepositoryFiles.In("generators", ".csproj"));

    // References as an analyzer stand apart: they put nothing into the output.
    private static IEnumerable<string> References(string project) =>
        XDocument.Load(project).Descendants("ProjectReference")
            .Where(reference => (string?)reference.Attribute("OutputItemType") != "Analyzer")
            .Select(reference => Path.GetFileNameWithoutExtension(((string?)reference.Attribute("Include") ?? "").Replace('\\', '/')));
}
