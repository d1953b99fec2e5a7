using System.IO.Compression;

namespace Virga.Packages.Tests;

/// <summary>The packed generator in a project of somebody else: one PackageReference, one ServiceSpec.</summary>
[Collection(PackedFeed.Collection)]
public sealed class GeneratorPackageTests(PackedFeed feed)
{
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

    [Fact]
    public async Task APackageFromAFolderFeedCompilesASpecIntoAClientThatRuns()
    {
        AssertContent(feed.PathOf("Virga.Generators"));
        var consumer = feed.NewConsumer(("Consumer.csproj", Project), ("greeter.yaml", Spec), ("Program.cs", Program));
        await DotnetCommand.RunAsync(consumer, "build", "-c", "Release", "-v", "q", "--nologo", "-o", Path.Combine(consumer, "out"));
        var output = await DotnetCommand.RunAsync(consumer, "exec", Path.Combine(consumer, "out", "Consumer.dll"));

        Assert.Equal("hello from /greetings/Ada%20L", output.Trim());
        var assemblies = Directory.GetFiles(Path.Combine(consumer, "out"), "*.dll").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal).ToArray();
        Assert.DoesNotContain(assemblies, name => name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) || name is "YamlDotNet" or "Virga.Specs" or "Virga.Generators");

        // What a container needs is carried only by those who ask for it.
        Assert.DoesNotContain(assemblies, name => name is "Virga.Hosting" or "Microsoft.Extensions.Http");
        Assert.Contains("Virga.Core", assemblies);
    }

    private static void AssertContent(string package)
    {
        using var archive = ZipFile.OpenRead(package);
        var files = archive.Entries.Select(entry => entry.FullName).ToArray();
        Assert.All(
            new[] { "Virga.Generators.dll", "Virga.Generators.CodeFixes.dll", "Virga.Specs.dll", "YamlDotNet.dll" }.Select(name => "analyzers/dotnet/cs/" + name).Concat(["build/Virga.Generators.props", "build/Virga.Generators.targets", "buildTransitive/Virga.Generators.props", "buildTransitive/Virga.Generators.targets", "build/GeneratorCheck.cs", "buildTransitive/GeneratorCheck.cs"]),
            wanted => Assert.Contains(wanted, files));
        Assert.DoesNotContain(files, file => file.StartsWith("lib/", StringComparison.Ordinal) || file.Contains("Microsoft.CodeAnalysis", StringComparison.Ordinal));
    }
}
