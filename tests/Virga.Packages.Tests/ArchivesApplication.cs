using System.Diagnostics;
using System.Runtime.InteropServices;
using Virga.Servers;

namespace Virga.Packages.Tests;

/// <summary>tests/samples/Archives over packed packages, trimmed for net10.0 and native for net9.0, each run once against both servers.</summary>
public sealed class ArchivesApplication
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    // Trim warnings of one assembly are shown one by one, and each is an error.
    private static readonly string Project = $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <_IsPublishing>true</_IsPublishing>
            <TargetFrameworks>net10.0;net9.0</TargetFrameworks>
            <RuntimeIdentifier>{RuntimeInformation.RuntimeIdentifier}</RuntimeIdentifier>
            <RootNamespace>Archives</RootNamespace>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <ILLinkTreatWarningsAsErrors>true</ILLinkTreatWarningsAsErrors>
            <TrimmerSingleWarn>false</TrimmerSingleWarn>
            <InvariantGlobalization>true</InvariantGlobalization>
            <StripSymbols>false</StripSymbols>
            <DebugType>none</DebugType>
            <NuGetAudit>false</NuGetAudit>
            <PublishDir>out/$(TargetFramework)/</PublishDir>
          </PropertyGroup>
          <PropertyGroup Condition="'$(TargetFramework)' == 'net10.0'">
            <SelfContained>true</SelfContained>
            <PublishTrimmed>true</PublishTrimmed>
          </PropertyGroup>
          <PropertyGroup Condition="'$(TargetFramework)' == 'net9.0'">
            <PublishAot>true</PublishAot>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Virga.Generators" Version="0.1.0" />
            <ServiceSpec Include="specs/*.yaml" />
          </ItemGroup>
          <Target Name="PublishBoth">
            <ItemGroup>
              <_Published Include="$(MSBuildProjectFullPath)" AdditionalProperties="TargetFramework=net10.0" />
              <_Published Include="$(MSBuildProjectFullPath)" AdditionalProperties="TargetFramework=net9.0" />
            </ItemGroup>
            <MSBuild Projects="@(_Published)" Targets="Publish" Properties="Configuration=Release" BuildInParallel="true" />
          </Target>
        </Project>
        """;

    private ArchivesApplication(string published, string trimmed, string native, string[] carried)
    {
        Published = published;
        Trimmed = trimmed;
        Native = native;
        Carried = carried;
    }

    /// <summary>What the publication printed.</summary>
    public string Published { get; }

    /// <summary>What the trimmed application printed.</summary>
    public string Trimmed { get; }

    /// <summary>What the native application printed.</summary>
    public string Native { get; }

    /// <summary>Assemblies of the trimmed application.</summary>
    public IReadOnlyList<string> Carried { get; }

    public static async Task<ArchivesApplication> MakeAsync(PackedFeed feed)
    {
        var sample = Repository.PathOf("tests", "samples", "Archives");
        var files = Directory.GetFiles(sample, "*", SearchOption.AllDirectories).Where(path => Path.GetExtension(path) is ".cs" or ".yaml");
        var folder = feed.NewConsumer([("Archives.csproj", Project), .. files.Select(path => (Path.GetRelativePath(sample, path), File.ReadAllText(path)))]);
        var published = await DotnetCommand.RunAsync(folder, "msbuild", "Archives.csproj", "-restore", "-t:PublishBoth", "-m:2", "-v:m", "-nologo");
        await using var library = ArchiveServers.StartLibrary();
        await using var vault = ArchiveServers.StartVault();
        string[] addresses = [library.Address.AbsoluteUri, vault.Address.AbsoluteUri];
        var trimmed = await RunAsync(Path.Combine(folder, "out", "net10.0", "Archives"), addresses);
        var native = await RunAsync(Path.Combine(folder, "out", "net9.0", "Archives"), addresses);
        return new ArchivesApplication(published, trimmed, native, [.. Directory.GetFiles(Path.Combine(folder, "out", "net10.0"), "*.dll").Select(path => Path.GetFileNameWithoutExtension(path)!)]);
    }

    private static async Task<string> RunAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        return (await FinishedProcess.RunAsync(start, program, Limit)).Output;
    }
}
