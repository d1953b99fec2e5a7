using System.IO.Compression;

namespace Virga.Generators.Tests.Packages;

/// <summary>The packed generator in a project of somebody else: one PackageReference, one ServiceSpec.</summary>
public sealed class PackageTests : IDisposable
{
    private const string Version = "0.1.0";
    private static readonly string Configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";

    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <UseAppHost>false</UseAppHost>
            <NuGetAudit>false</NuGetAudit>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Virga.Generators" Version="0.1.0" />
            <ServiceSpec Include="greeter.yaml" />
          </ItemGroup>
        </Project>
        """;

    private const string Spec = """
        openapi: 3.1.0
        info: { title: Greeter, version: "1" }
        servers: [{ url: https://greeter.example.com }]
        paths:
          /greetings/{name}:
            get:
              operationId: greet
              parameters: [{ name: name, in: path, required: true, schema: { type: string } }]
              responses:
                "200": { description: A greeting., content: { application/json: { schema: { type: object, title: Greeting, required: [text], properties: { text: { type: string } } } } } }
        """;

    private const string Program = """
        using System.Net;
        using Consumer.Greeter;
        using Virga.Http;

        using var client = new GreeterClient(new ClientOptions { Handler = new Script() });
        Console.WriteLine((await client.GreetAsync("Ada L")).Text);

        sealed class Script : HttpMessageHandler
        {
            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
                Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("{ \"text\": \"hello from " + request.RequestUri!.AbsolutePath + "\" }") });
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("virga-package-").FullName;

    [Fact]
    public async Task APackageFromAFolderFeedCompilesASpecIntoAClientThatRuns()
    {
        var feed = Directory.CreateDirectory(Path.Combine(_folder, "feed")).FullName;
        foreach (var project in new[] { "src/Virga.Abstractions", "src/Virga.Core", "generators/Virga.Generators" })
            await DotnetCommand.RunAsync(Repository.Root, "pack", Path.Combine(Repository.Root, project), "--no-build", "--no-restore", "-c", Configuration, "-o", feed, "-v", "q", "--nologo");

        AssertContent(Path.Combine(feed, $"Virga.Generators.{Version}.nupkg"));
        var consumer = WriteConsumer(feed);
        await DotnetCommand.RunAsync(consumer, "build", "-c", "Release", "-v", "q", "--nologo", "-o", Path.Combine(consumer, "out"));
        var output = await DotnetCommand.RunAsync(consumer, "exec", Path.Combine(consumer, "out", "Consumer.dll"));

        Assert.Equal("hello from /greetings/Ada%20L", output.Trim());
        var assemblies = Directory.GetFiles(Path.Combine(consumer, "out"), "*.dll").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal);
        Assert.DoesNotContain(assemblies, name => name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) || name is "YamlDotNet" or "Virga.Specs" or "Virga.Generators");
        Assert.Contains("Virga.Core", assemblies);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void AssertContent(string package)
    {
        using var archive = ZipFile.OpenRead(package);
        var files = archive.Entries.Select(entry => entry.FullName).ToArray();
        Assert.All(
            new[] { "Virga.Generators.dll", "Virga.Specs.dll", "YamlDotNet.dll" }.Select(name => "analyzers/dotnet/cs/" + name).Concat(["build/Virga.Generators.props", "build/Virga.Generators.targets", "buildTransitive/Virga.Generators.props", "buildTransitive/Virga.Generators.targets"]),
            wanted => Assert.Contains(wanted, files));
        Assert.DoesNotContain(files, file => file.StartsWith("lib/", StringComparison.Ordinal) || file.Contains("Microsoft.CodeAnalysis", StringComparison.Ordinal));
    }

    // Our packages go into a folder of their own, so that no earlier build of the same version is taken; theirs come from where the machine has them.
    private string WriteConsumer(string feed)
    {
        var consumer = Directory.CreateDirectory(Path.Combine(_folder, "Consumer")).FullName;
        var shared = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        File.WriteAllText(Path.Combine(consumer, "Consumer.csproj"), Project);
        File.WriteAllText(Path.Combine(consumer, "greeter.yaml"), Spec);
        File.WriteAllText(Path.Combine(consumer, "Program.cs"), Program);
        File.WriteAllText(Path.Combine(consumer, "nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(_folder, "packages")}" /></config>
              <packageSources><add key="virga" value="{feed}" /></packageSources>
              <fallbackPackageFolders><add key="shared" value="{shared}" /></fallbackPackageFolders>
            </configuration>
            """);
        return consumer;
    }
}
