namespace Virga.Storage.Conformance;

public abstract class MetadataConformance : StoreSuite
{
    [SkippableFact]
    public async Task NamesComeBackInLowerCase()
    {
        await using var session = await OpenAsync();
        await session.Store.UploadAsync("k", Bytes(1), new UploadOptions { Metadata = new Dictionary<string, string> { ["Mixed-Case"] = "Value Kept", ["plain"] = "a=b; c" } });
        var metadata = (await session.Store.StatAsync("k")).Metadata!;
        Assert.Equal("Value Kept", metadata["mixed-case"]);
        Assert.Equal("a=b; c", metadata["plain"]);
    }

    [SkippableFact]
    public async Task APutWithoutMetadataDropsTheOld()
    {
        await using var session = await OpenAsync();
        await session.Store.UploadAsync("k", Bytes(1), new UploadOptions { Metadata = new Dictionary<string, string> { ["old"] = "1" } });
        await session.Store.UploadAsync("k", Bytes(1));
        Assert.False((await session.Store.StatAsync("k")).Metadata?.ContainsKey("old") ?? false);
    }

    [SkippableFact]
    public async Task BadNamesAndValuesAreRefused()
    {
        await using var session = await OpenAsync();
        foreach (var (name, value) in new[] { ("", "v"), ("with space", "v"), ("ünicode", "v"), ("a:b", "v"), ("a\nb", "v"), ("ok", "a\r\nb"), ("ok", "\0") })
        {
            await FailsAsync(ErrorKind.InvalidArgument, () => session.Store.UploadAsync("k", Bytes(1), new UploadOptions { Metadata = new Dictionary<string, string> { [name] = value } }));
        }

        await FailsAsync(ErrorKind.InvalidArgument, () => session.Store.UploadAsync("k", Bytes(1), new UploadOptions { Metadata = new Dictionary<string, string> { ["a"] = "1", ["A"] = "2" } }));
        Assert.False(await session.Store.ExistsAsync("k"));
    }

    [SkippableFact]
    public async Task TooMuchIsRefused()
    {
        await using var session = await OpenAsync();
        var most = session.Store.Capabilities.Limits.MaxMetadataBytes;
        Skip.If(most > 1_000_000, "No limit is claimed.");
        await FailsAsync(ErrorKind.TooLarge, () => session.Store.UploadAsync("k", Bytes(1), new UploadOptions { Metadata = new Dictionary<string, string> { ["a"] = new('v', most) } }));
    }
}
