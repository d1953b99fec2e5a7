using Virga.Parity;

namespace Virga.Storage.Conformance;

public abstract class DeleteManyConformance : StoreSuite
{
    [SkippableFact]
    [Parity("CM-25")]
    public async Task MoreKeysThanOneBatchAreDeleted()
    {
        await using var session = await OpenAsync();
        var count = Math.Min(session.Store.Capabilities.Delete.Batch, 1000) + 5;
        var keys = Enumerable.Range(0, count).Select(i => $"many/{i:D5}").ToList();
        await FillAsync(session.Store, keys.Append("stays"));
        var result = await session.Store.DeleteManyAsync(keys);
        Assert.Empty(result.Failures);
        Assert.Equal(count, result.Deleted);
        Assert.Equal(["stays"], await KeysAsync(session.Store));
    }

    [SkippableFact]
    public async Task KeysThatNeverWereAreNoFailure()
    {
        await using var session = await OpenAsync();
        await FillAsync(session.Store, ["a"]);
        var result = await session.Store.DeleteManyAsync(["a", "b", "a"]);
        Assert.Empty(result.Failures);
        Assert.Equal(2, result.Deleted);
    }

    [SkippableFact]
    public async Task AKeyThatCanBeNoKeyIsAFailureOfItsOwn()
    {
        await using var session = await OpenAsync();
        await FillAsync(session.Store, ["a", "b"]);
        var result = await session.Store.DeleteManyAsync(["a", "bad\0key", "b"]);
        var failure = Assert.Single(result.Failures);
        Assert.Equal(ErrorKind.InvalidArgument, failure.Kind);
        Assert.Equal("bad\0key", failure.Key);
        Assert.Empty(await KeysAsync(session.Store));
    }

    [SkippableFact]
    public async Task AwkwardKeysAreDeleted()
    {
        await using var session = await OpenAsync();
        var keys = AwkwardKeys.All.Where(Harness.AllowsKey).ToList();
        await FillAsync(session.Store, keys);
        var result = await session.Store.DeleteManyAsync(keys);
        Assert.Empty(result.Failures);
        Assert.Empty(await KeysAsync(session.Store));
    }
}
