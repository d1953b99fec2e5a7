using Virga.Parity;

namespace Virga.Storage.Conformance;

public abstract class StatConformance : StoreSuite
{
    [SkippableFact]
    [Parity("CB-12")]
    public async Task StatTellsSizeRevisionAndTime()
    {
        await using var session = await OpenAsync();
        var stored = await session.Beneath.UploadAsync("k", Bytes(77));
        var info = await session.Store.StatAsync("k");
        Assert.Equal("k", info.Key);
        Assert.Equal(77, info.Size);
        Assert.NotNull(info.Revision);
        Assert.NotNull(info.LastModified);
        if (stored.Info.Revision is not null) Assert.Equal(stored.Info.Revision, info.Revision);
    }

    [SkippableFact]
    [Parity("CB-07")]
    public async Task StatOfNothingIsNotFound()
    {
        await using var session = await OpenAsync();
        await FailsAsync(ErrorKind.NotFound, () => session.Store.StatAsync("missing"));
        Assert.Null(await session.Store.TryStatAsync("missing"));
    }

    [SkippableFact]
    public async Task AListedRowAgreesWithStat()
    {
        await using var session = await OpenAsync();
        await session.Beneath.UploadAsync("k", Bytes(77));
        var info = await session.Store.StatAsync("k");
        var row = Assert.Single(await AllAsync(session.Store.ListAsync()));
        Assert.Equal(info.Size, row.Size);
        if (row.Revision is not null) Assert.Equal(info.Revision, row.Revision);
        if (row.LastModified is { } time) Assert.Equal(info.LastModified!.Value.ToUnixTimeSeconds(), time.ToUnixTimeSeconds());
    }
}
