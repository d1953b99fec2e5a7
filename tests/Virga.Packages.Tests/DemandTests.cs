namespace Virga.Packages.Tests;

/// <summary>Rows of the demands that packages and native applications answer.</summary>
[Collection(PackedFeed.Collection)]
public sealed class DemandTests(PackedFeed feed)
{
    private static Task<NativeApplication>? _application;

    [SkippableFact]
    public async Task D08AnApplicationOverThePackagesPublishesNativelyWithoutAWarning()
    {
        var application = await ApplicationAsync();

        Assert.Contains("Generating native code", application.Published, StringComparison.Ordinal);
        Assert.DoesNotContain("warning", application.Published, StringComparison.OrdinalIgnoreCase);
    }

    [SkippableFact]
    public async Task D27AnApplicationWithoutTheCredentialPackagesCarriesNoVendorsLibrary()
    {
        var application = await ApplicationAsync();

        Assert.Contains("Virga.Aws/", application.Restored, StringComparison.Ordinal);
        foreach (var vendor in new[] { "AWSSDK", "Azure.", "Google.", "Newtonsoft" }) Assert.DoesNotContain($"\"{vendor}", application.Restored, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("store: uploaded", application.Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task D28ANativeApplicationStoresListsReadsSignsAndDeletes()
    {
        var lines = (await ApplicationAsync()).Output.Split('\n');

        Assert.Equal(
            ["store: uploaded 12582912 bytes", "store: listed runs/1.bin runs/note.txt", "store: read back the same", "store: signed URL gives hello", "store: raw request found us", "store: missing key is NotFound", "store: emptied"],
            lines.Where(line => line.StartsWith("store:", StringComparison.Ordinal)));
    }

    [SkippableFact]
    public async Task D44AGeneratedClientOfAContainerRunsNatively()
    {
        var lines = (await ApplicationAsync()).Output.Split('\n');

        Assert.Equal(
            ["greeter: wrong settings are named: Greeter:Timeouts:Conect is not known", "greeter: hello, merry since 2026", "greeter: a b c", "greeter: 401 is Unauthenticated"],
            lines.Where(line => line.StartsWith("greeter:", StringComparison.Ordinal)).Select(line => line.Split(';')[0]));
    }

    private Task<NativeApplication> ApplicationAsync()
    {
        if (NativeApplication.Linker is null && Environment.GetEnvironmentVariable("VIRGA_REQUIRE_SERVERS") != "1") Skip.If(true, "neither clang nor gcc is on the PATH, so nothing can be linked natively (tests/Servers/native.sh installs one)");
        return _application ??= NativeApplication.MakeAsync(feed);
    }
}
