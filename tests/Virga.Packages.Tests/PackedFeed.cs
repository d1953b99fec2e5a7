using Virga.Servers;

namespace Virga.Packages.Tests;

/// <summary>A folder feed with every package of this repository, packed once for all tests, and consumers beside it.</summary>
public sealed class PackedFeed : IAsyncLifetime
{
    public const string Collection = "packages";

    // Read rather than repeated: a consumer must get the very version that was packed.
    public static string Version { get; } = typeof(Http.ClientOptions).Assembly.GetName().Version!.ToString(3);

    private static readonly string Configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";

    private readonly string _root = Directory.CreateTempSubdirectory("virga-packages-").FullName;
    private int _consumers;

    /// <summary>Projects that become packages, by their assembly's or tool's name.</summary>
    public static IReadOnlyList<string> Projects { get; } =
    [
        .. Directory.GetFiles(Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal),
        Repository.PathOf("generators", "Virga.Generators", "Virga.Generators.csproj"),
    ];

    public string Folder => Path.Combine(_root, "feed");

    public string PathOf(string package) => Path.Combine(Folder, $"{package}.{Version}.nupkg");

    // One process for all: a pack by itself takes longer to start than to pack.
    public async Task InitializeAsync()
    {
        var project = Path.Combine(_root, "pack.proj");
        await File.WriteAllTextAsync(project, $"""
            <Project DefaultTargets="Pack">
              <ItemGroup>
                {string.Join("\n    ", Projects.Select(path => $"<Packed Include=\"{path}\" />"))}
              </ItemGroup>
              <Target Name="Pack">
                <MSBuild Projects="@(Packed)" Targets="Pack" Properties="Configuration={Configuration};NoBuild=true;PackageOutputPath={Folder}" BuildInParallel="true" />
              </Target>
            </Project>
            """);
        await DotnetCommand.RunAsync(Repository.Root, "msbuild", project, "-m:2", "-v:q", "-nologo");
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>A folder with files, whose packages of ours come from this feed alone.</summary>
    /// <remarks>They go into a folder of their own, so that no earlier build of the same version is taken; those of others come from where the machine has them.</remarks>
    public string NewConsumer(params (string Name, string Text)[] files)
    {
        var consumer = Directory.CreateDirectory(Path.Combine(_root, $"consumer{Interlocked.Increment(ref _consumers)}")).FullName;
        var shared = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        foreach (var (name, text) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(consumer, name))!);
            File.WriteAllText(Path.Combine(consumer, name), text.Replace("0.1.0", Version, StringComparison.Ordinal));
        }

        Directory.CreateDirectory(shared);
        File.WriteAllText(Path.Combine(consumer, "nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(_root, "restored")}" /></config>
              <packageSources><add key="virga" value="{Folder}" /></packageSources>
              <fallbackPackageFolders><add key="shared" value="{shared}" /></fallbackPackageFolders>
            </configuration>
            """);
        return consumer;
    }

    [CollectionDefinition(Collection)]
    public sealed class Definition : ICollectionFixture<PackedFeed>;
}
