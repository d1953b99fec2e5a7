using System.Diagnostics;
using Virga.Servers;
using Virga.Testing;

namespace Virga.Packages.Tests;

/// <summary>The sample published natively and run once: what the compiler said, and what the application did.</summary>
public sealed class NativeApplication
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    // Trim warnings of one assembly are shown one by one, and each is an error.
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <RootNamespace>Smoke</RootNamespace>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <PublishAot>true</PublishAot>
            <TrimmerSingleWarn>false</TrimmerSingleWarn>
            <InvariantGlobalization>true</InvariantGlobalization>
            <StripSymbols>false</StripSymbols>
            <DebugType>none</DebugType>
            <NuGetAudit>false</NuGetAudit>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Virga.Generators" Version="0.1.0" />
            <PackageReference Include="Virga.Hosting" Version="0.1.0" />
            <PackageReference Include="Virga.Storage" Version="0.1.0" />
            <PackageReference Include="Virga.Aws" Version="0.1.0" />
            <ServiceSpec Include="greeter.yaml" Interface="true" />
          </ItemGroup>
        </Project>
        """;

    private NativeApplication(string published, string restored, string output)
    {
        Published = published;
        Restored = restored;
        Output = output;
    }

    /// <summary>What the publication printed.</summary>
    public string Published { get; }

    /// <summary>Every package that the application stands on.</summary>
    public string Restored { get; }

    /// <summary>What the application printed.</summary>
    public string Output { get; }

    public static string? Linker { get; } = new[] { "clang", "gcc" }
        .SelectMany(_ => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), (tool, folder) => Path.Combine(folder, tool))
        .FirstOrDefault(File.Exists);

    public static async Task<NativeApplication> MakeAsync(PackedFeed feed)
    {
        var sample = Repository.PathOf("tests", "samples", "Smoke");
        var folder = feed.NewConsumer([("Smoke.csproj", Project), .. Directory.GetFiles(sample).Where(path => Path.GetExtension(path) is ".cs" or ".yaml").Select(path => (Path.GetFileName(path), File.ReadAllText(path)))]);
        var published = await DotnetCommand.RunAsync(folder, "publish", "-c", "Release", "-v", "m", "--nologo", "-o", Path.Combine(folder, "out"));
        await using var cloud = await Local.LocalCloud.StartAsync();
        await using var greeter = LoopbackServer.Start(AnswerAsync);
        var output = await RunAsync(Path.Combine(folder, "out", "Smoke"), new Dictionary<string, string?>
        {
            ["AWS_ACCESS_KEY_ID"] = cloud.AccessKeyId,
            ["AWS_SECRET_ACCESS_KEY"] = cloud.SecretAccessKey,
            ["SMOKE_STORE"] = cloud.Endpoint.AbsoluteUri,
            ["SMOKE_GREETER"] = greeter.Address.AbsoluteUri,
        });
        return new NativeApplication(published, await File.ReadAllTextAsync(Path.Combine(folder, "obj", "project.assets.json")), output);
    }

    private static async Task AnswerAsync(LoopbackConnection connection)
    {
        while (await connection.ReadHeadAsync() is { Length: > 0 } head)
        {
            var authorized = head.Contains("Authorization: Bearer from-configuration", StringComparison.Ordinal);
            var body = head.StartsWith("GET /greetings?cursor=two", StringComparison.Ordinal) ? """{ "items": ["c"] }"""
                : head.StartsWith("GET /greetings ", StringComparison.Ordinal) ? """{ "items": ["a", "b"], "next": "two" }"""
                : """{ "text": "hello", "mood": "merry", "since": "2026-11-20T12:00:00Z" }""";
            await connection.AnswerAsync(authorized ? 200 : 401, body, "Content-Type: application/json\r\n");
        }
    }

    private static async Task<string> RunAsync(string program, Dictionary<string, string?> environment)
    {
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return (await FinishedProcess.RunAsync(start, "The native application", Limit)).Output;
    }
}
