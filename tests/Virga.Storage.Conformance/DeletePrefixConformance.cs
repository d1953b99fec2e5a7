namespace Virga.Storage.Conformance;

public abstract class DeletePrefixConformance : StoreSuite
{
    [SkippableFact]
    public async Task OnlyThePrefixIsDeleted()
    {
        await using var session = await OpenAsync();
        await FillAsync(session.Store, ["logs/1", "logs/2/3", "logs-old", "other"]);
        var result = await session.Store.DeletePrefixAsync("logs/");
        Assert.Equal(2, result.Deleted);
        Assert.Equal(2, result.Matched);
        Assert.Equal(["logs-old", "other"], await KeysAsync(session.Store));
    }

    [SkippableFact]
    public async Task TheEmptyPrefixIsRefusedUnlessTold()
    {
        await using var session = await OpenAsync();
        await FillAsync(session.Store, ["a", "b"]);
        await FailsAsync(ErrorKind.InvalidArgument, () => session.Store.DeletePrefixAsync(""));
        Assert.Equal(2, (await KeysAsync(session.Store)).Count);
        await session.Store.DeletePrefixAsync("", new DeletePrefixOptions { AllowEmptyPrefix = true });
        Assert.Empty(await KeysAsync(session.Store));
    }

    [SkippableFact]
    public async Task ADryRunCountsAndDeletesNothing()
    {
        await using var session = await OpenAsync();
        await FillAsync(session.Store, ["a/1", "a/2", "b"]);
        var result = await session.Store.DeletePrefixAsync("a/", new DeletePrefixOptions { DryRun = true });
        Assert.Equal((2L, 2L, 0L), (result.Matched, result.Bytes, result.Deleted));
        Assert.Equal(3, (await KeysAsync(session.Store)).Count);
    }

    [SkippableFact]
    public async Task TooManyMatchesDeleteNothing()
    {
        await using var session = await OpenAsync();
        await FillAsync(session.Store, ["a/1", "a/2", "a/3"]);
        await FailsAsync(ErrorKind.InvalidArgument, () => session.Store.DeletePrefixAsync("a/", new DeletePrefixOptions { MaxDeletes = 2 }));
        Assert.Equal(3, (await KeysAsync(session.Store)).Count);
        Assert.Equal(3, (await session.Store.DeletePrefixAsync("a/", new DeletePrefixOptions { MaxDeletes = 3 })).Deleted);
    }
}
