using Virga.Storage.Driver;
using Virga.Storage.Tests.Transfers;

namespace Virga.Storage.Tests.Wrappers;

public sealed class ReadOnlyTests
{
    [Fact]
    public async Task WhateverWouldChangeAnythingIsRefusedBeforeAnythingIsSent()
    {
        var rig = new Rig(change: all => all with { Presign = new PresignCapabilities { Kinds = Enum.GetValues<PresignKind>(), MaxExpires = TimeSpan.FromDays(1) } });
        var store = rig.Store.AsReadOnly();
        var minute = TimeSpan.FromMinutes(1);
        using var folder = new Virga.Storage.Conformance.TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("f"), "x");
        await using var file = File.OpenRead(folder.File("f"));
        Func<Task>[] calls =
        [
            async () => await store.UploadTextAsync("k", "x"),
            async () => await store.UploadAsync("k", Rig.Unseekable(10)),
            async () => await store.UploadAsync("k", file),
            async () => await store.UploadFileAsync("k", folder.File("f")),
            async () => await store.OpenWriteAsync("k"),
            async () => await store.DeleteAsync("k"),
            async () => await store.DeleteAsync("k", new DeleteOptions { IfMatch = "r" }),
            async () => await store.DeleteManyAsync(["k"]),
            async () => await store.DeletePrefixAsync("k"),
            async () => await store.CopyAsync("a", "b"),
            async () => await store.MoveAsync("a", "b"),
            async () => await store.PresignAsync("k", PresignKind.Put, minute),
            async () => await store.PresignAsync("k", PresignKind.Delete, minute),
            async () => await store.PresignAsync("k", PresignKind.PutPart, minute, new PresignOptions { Upload = new Upload("k", "u"), PartNumber = 1 }),
        ];
        foreach (var call in calls)
        {
            var error = await Assert.ThrowsAsync<ObjectStoreException>(call);
            Assert.Equal((ErrorKind.Unsupported, "rig"), (error.Kind, error.Bucket));
        }

        Assert.Empty(rig.Driver.Calls);
        await store.PresignAsync("k", PresignKind.Get, minute);
        Assert.Equal(0, (await store.DeletePrefixAsync("k", new DeletePrefixOptions { DryRun = true })).Matched);
    }

    [Fact]
    public async Task TheDriverBeneathRefusesToo()
    {
        var rig = new Rig();
        var driver = rig.Store.AsReadOnly().Driver;
        var none = CancellationToken.None;
        var upload = new Upload("k", "u");
        var put = new PutOptions { Length = 0 };
        Func<Task>[] calls =
        [
            async () => await driver.PutAsync("k", Stream.Null, put, none),
            async () => await driver.DeleteAsync("k", default, none),
            async () => await driver.DeleteManyAsync(["k"], none),
            async () => await driver.CopyAsync(new ObjectAddress("rig", "a", null), "k", new CopyOptions(null, false, null), none),
            async () => await driver.MoveAsync("a", "b", new MoveOptions(true), none),
            async () => await driver.BeginUploadAsync("k", "t", put, none),
            async () => await driver.PutPartAsync(upload, default, Stream.Null, default, none),
            async () => await driver.CopyPartAsync(upload, default, new ObjectAddress("rig", "a", null), new ByteRange(0, 1), none),
            async () => await driver.ListPartsAsync(upload, null, none),
            async () => await driver.CompleteUploadAsync(upload, [], put, none),
            async () => await driver.AbortUploadAsync(upload, none),
            async () => await driver.ComposeAsync("k", [], put, none),
            async () => await driver.PresignAsync(new PresignQuery(PresignKind.Put, "k", TimeSpan.FromMinutes(1), null, null, null, null), none),
        ];
        foreach (var call in calls) Assert.Equal(ErrorKind.Unsupported, (await Assert.ThrowsAsync<ObjectStoreException>(call)).Kind);
        Assert.Empty(rig.Driver.Calls);
    }

    [Fact]
    public void WhatItClaimsIsReading()
    {
        var rig = new Rig(change: all => all with { Presign = new PresignCapabilities { Kinds = Enum.GetValues<PresignKind>(), MaxExpires = TimeSpan.FromDays(1) } });
        var claimed = rig.Store.AsReadOnly().Capabilities;
        Assert.True(claimed.IsReadOnly);
        Assert.Equal(rig.Store.Capabilities.Read, claimed.Read);
        Assert.Equal(rig.Store.Capabilities.List, claimed.List);
        Assert.Equal([PresignKind.Get, PresignKind.Head], claimed.Presign.Kinds);
        Assert.Equal(new DeleteCapabilities(), claimed.Delete);
        Assert.Equal(new CopyCapabilities(), claimed.Copy);
        Assert.Equal(Chunking.None, claimed.Chunks.Mode);
        Assert.Empty(claimed.Write.Checksums);
    }
}
