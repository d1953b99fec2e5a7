using System.IO.Compression;
using System.Xml.Linq;

namespace Virga.Packages.Tests;

/// <summary>A library that compiles a spec, an application over it, and what of the generator each of them carries.</summary>
[Collection(PackedFeed.Collection)]
public sealed class TransitiveConsumerTests(PackedFeed feed)
{
    private const string Spec = """
        openapi: 3.1.0
        info: { title: NAME, version: "1" }
        servers: [{ url: https://greeter.example.com }]
        paths: { /greetings: { get: { operationId: greet, responses: { "204": { description: Greeted. } } } } }
        """;

    // Hands the analyzer on, so that whoever references the library compiles specs too.
    private const string Library = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net9.0</TargetFramework><NuGetAudit>false</NuGetAudit><IsPackable>true</IsPackable></PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Virga.Generators" Version="0.1.0" PrivateAssets="none" />
            <ServiceSpec Include="greeter.yaml" />
          </ItemGroup>
        </Project>
        """;

    // As most would write it.
    private const string OtherLibrary = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net9.0</TargetFramework><NuGetAudit>false</NuGetAudit><IsPackable>true</IsPackable></PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Virga.Generators" Version="0.1.0" />
            <ServiceSpec Include="other.yaml" />
          </ItemGroup>
        </Project>
        """;

    private const string Application = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><NuGetAudit>false</NuGetAudit><UseAppHost>false</UseAppHost></PropertyGroup>
          <ItemGroup>
            <ProjectReference Include="../Library/Library.csproj" />
            <ProjectReference Include="../Other/Other.csproj" />
            <ServiceSpec Include="own.yaml" />
          </ItemGroup>
        </Project>
        """;

    // References a library and compiles no spec: the targets come along and ask for none.
    private const string Plain = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit></PropertyGroup>
          <ItemGroup><ProjectReference Include="../Other/Other.csproj" /><Compile Remove="../**" /></ItemGroup>
        </Project>
        """;

    private const string Program = """
        using Virga.Http.Testing;
        using Virga.Http;

        var transport = new ScriptedTransport();
        for (var i = 0; i < 3; i++) transport.Expect(HttpMethod.Get, "/greetings").Answer(204);
        using var first = new Library.Greeter.GreeterClient(new ClientOptions { Handler = transport });
        using var second = new Other.Other.OtherClient(new ClientOptions { Handler = transport });
        using var third = new Application.Own.OwnClient(new ClientOptions { Handler = transport });
        await first.GreetAsync();
        await second.GreetAsync();
        await third.GreetAsync();
        transport.Verify();
        Console.WriteLine("greeted thrice");
        """;

    [Fact]
    public async Task AClientInALibraryServesAnApplicationAndNothingOfTheGeneratorComesAlong()
    {
        var folder = feed.NewConsumer(
            ("Library/Library.csproj", Library),
            ("Library/greeter.yaml", Spec.Replace("NAME", "Greeter", StringComparison.Ordinal)),
            ("Other/Other.csproj", OtherLibrary),
            ("Other/other.yaml", Spec.Replace("NAME", "Other", StringComparison.Ordinal)),
            ("Application/Application.csproj", Application),
            ("Application/own.yaml", Spec.Replace("NAME", "Own", StringComparison.Ordinal)),
            ("Application/Program.cs", Program),
            ("Plain/Plain.csproj", Plain),
            ("All.proj", """
                <Project>
                  <ItemGroup><Every Include="Application/Application.csproj;Plain/Plain.csproj" /><Packed Include="Library/Library.csproj;Other/Other.csproj" /></ItemGroup>
                  <Target Name="Restore"><MSBuild Projects="@(Every)" Targets="Restore" /></Target>
                  <Target Name="Build">
                    <MSBuild Projects="@(Every)" Targets="Build" BuildInParallel="true" />
                    <MSBuild Projects="@(Packed)" Targets="Pack" Properties="PackageOutputPath=$(MSBuildProjectDirectory)/packed" />
                  </Target>
                </Project>
                """));
        await DotnetCommand.RunAsync(folder, "msbuild", "All.proj", "-restore", "-t:Build", "-m:2", "-v:q", "-nologo");

        var output = Path.Combine(folder, "Application", "bin", "Debug", "net10.0");
        Assert.Equal("greeted thrice", (await DotnetCommand.RunAsync(folder, "exec", Path.Combine(output, "Application.dll"))).Trim());
        string[] carried = [.. Directory.GetFiles(output, "*.dll", SearchOption.AllDirectories).Select(path => Path.GetFileNameWithoutExtension(path)!)];
        Assert.Equal(["Application", "Library", "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Logging.Abstractions", "Other", "Polly.Core", "Virga.Abstractions", "Virga.Core"], carried.Order(StringComparer.Ordinal));
        Assert.Equal([("Virga.Generators", "Build,Analyzers")], Dependencies(folder, "Other"));
        Assert.Equal([("Virga.Generators", (string?)null)], Dependencies(folder, "Library"));
    }

    // What is inside the generator, YamlDotNet and Virga.Specs, is nobody's dependency.
    private static (string, string?)[] Dependencies(string folder, string name)
    {
        using var package = ZipFile.OpenRead(Path.Combine(folder, "packed", name + ".1.0.0.nupkg"));
        Assert.Equal([name + ".dll"], package.Entries.Select(entry => entry.Name).Where(file => file.EndsWith(".dll", StringComparison.Ordinal)));
        using var stream = package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return [.. XDocument.Load(stream).Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => ((string)element.Attribute("id")!, (string?)element.Attribute("exclude")))];
    }
}
