using Virga.Parity;

namespace Virga.Storage.Conformance;

public abstract class ExistsConformance : StoreSuite
{
    [SkippableFact]
    [Parity("PH-17")]
    public async Task ExistsFollowsTheObject()
    {
        await using var session = await OpenAsync();
        Assert.False(await session.Store.ExistsAsync("a/k"));
        await session.Beneath.UploadAsync("a/k", Bytes(1));
        Assert.True(await session.Store.ExistsAsync("a/k"));
        Assert.False(await session.Store.ExistsAsync("a"));
        await session.Beneath.DeleteAsync("a/k");
        Assert.False(await session.Store.ExistsAsync("a/k"));
    }
}
