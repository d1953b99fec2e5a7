namespace Virga.Packages.Tests;

/// <summary>An interface of an application over two services, from two specs and two adapter documents; published trimmed and natively.</summary>
[Collection(PackedFeed.Collection)]
public sealed class ArchivesTests(PackedFeed feed)
{
    private static readonly string[] Expected =
    [
        "library: stored d1, 11 bytes, 2026-11-20",
        "library: found Plan, and nothing",
        "library: searched Plan, Planet",
        "library: read three lines as text/plain",
        "library: removed True, False",
        "library: Full, 507 quota_exceeded",
        "vault: stored k1, 11 bytes, 2026-11-21",
        "vault: found Plan, and nothing",
        "vault: searched Plan, Planet",
        "vault: read three lines as text/plain",
        "vault: removed True, False",
        "vault: Full, 400 VaultFull",
        "library: session opened",
        "library: d1 added",
        "library: d1 removed",
    ];

    private static Task<ArchivesApplication>? _application;

    [SkippableFact]
    public async Task TwoServicesImplementTheApplicationsInterfaceWhenTrimmedForNet10()
    {
        var application = await ApplicationAsync();

        Assert.Equal(Expected, Lines(application.Trimmed));
        Assert.DoesNotContain(application.Carried, name => name is "YamlDotNet" or "Virga.Specs" or "Virga.Generators" || name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task TwoServicesImplementTheApplicationsInterfaceNativelyForNet9()
    {
        Assert.Equal(Expected, Lines((await ApplicationAsync()).Native));
    }

    [SkippableFact]
    public async Task NeitherPublicationSaysAWarning()
    {
        var published = (await ApplicationAsync()).Published;

        Assert.Contains("Generating native code", published, StringComparison.Ordinal);
        Assert.DoesNotContain("warning", published, StringComparison.OrdinalIgnoreCase);
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private Task<ArchivesApplication> ApplicationAsync()
    {
        if (NativeApplication.Linker is null && Environment.GetEnvironmentVariable("VIRGA_REQUIRE_SERVERS") != "1") Skip.If(true, "neither clang nor gcc is on the PATH, so nothing can be linked natively (tests/Servers/native.sh installs one)");
        return _application ??= ArchivesApplication.MakeAsync(feed);
    }
}
