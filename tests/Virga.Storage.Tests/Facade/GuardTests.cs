using System.Diagnostics;
using System.Diagnostics.Metrics;
using Virga.Storage.Driver;
using Virga.Storage.Memory;
using Virga.Storage.Tests.Transfers;

namespace Virga.Storage.Tests.Facade;

public sealed class GuardTests
{
    // By number, since a test's own name cannot hold half a surrogate pair.
    private static readonly string[] BadKeys = ["", "a\0b", "half-\ud800", new('k', 1025), new('é', 513)];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task ABadKeyIsRefusedByEveryVerbBeforeAnythingIsSent(int number)
    {
        var key = BadKeys[number];
        var rig = new Rig();
        var store = rig.Store;
        await Rig.FailsAsync(ErrorKind.InvalidArgument, () => store.UploadAsync(key, Rig.Bytes(1)));
        await Rig.FailsAsync(ErrorKind.InvalidArgument, () => store.DownloadAsync(key));
        await Rig.FailsAsync(ErrorKind.InvalidArgument, () => store.StatAsync(key));
        await Rig.FailsAsync(ErrorKind.InvalidArgument, () => store.CopyAsync("a", key));
        await Rig.FailsAsync(ErrorKind.InvalidArgument, () => store.CopyAsync(key, "a"));
        await Rig.FailsAsync(ErrorKind.InvalidArgument, () => store.MoveAsync("a", key));
        await Rig.FailsAsync(ErrorKind.InvalidArgument, () => store.OpenWriteAsync(key));
        await Rig.FailsAsync(ErrorKind.InvalidArgument, () => store.PresignAsync(key, PresignKind.Get, TimeSpan.FromMinutes(1)));
        await Rig.FailsAsync(ErrorKind.InvalidArgument, async () =>
        {
            await store.DeleteAsync(key);
            return true;
        });
        Assert.Empty(rig.Driver.Calls);
    }

    [Fact]
    public async Task WhatIsNotClaimedIsRefusedBeforeAnythingIsSent()
    {
        var rig = new Rig(change: _ => new Capabilities());
        var store = rig.Store;
        var time = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var refused = new (string Capability, Func<Task> Call)[]
        {
            ("Write.MustNotExist", async () => await store.UploadAsync("k", Rig.Bytes(1), new UploadOptions { IfNoneMatch = ETag.Any })),
            ("Write.IfRevision", async () => await store.UploadAsync("k", Rig.Bytes(1), new UploadOptions { IfMatch = "r" })),
            ("Write.CacheControl", async () => await store.UploadAsync("k", Rig.Bytes(1), new UploadOptions { CacheControl = "no-store" })),
            ("Write.StorageClass", async () => await store.UploadAsync("k", Rig.Bytes(1), new UploadOptions { StorageClass = "COLD" })),
            ("Write.Checksums", async () => await store.UploadAsync("k", Rig.Bytes(1), new UploadOptions { Checksum = ChecksumAlgorithm.Md5 })),
            ("Read.IfNotRevision", async () => await store.DownloadAsync("k", new DownloadOptions { IfNoneMatch = "r" })),
            ("Read.Dates", async () => await store.DownloadAsync("k", new DownloadOptions { IfModifiedSince = time })),
            ("Read.Dates", async () => await store.DownloadAsync("k", new DownloadOptions { IfUnmodifiedSince = time })),
            ("Delete.IfRevision", async () => await store.DeleteAsync("k", new DeleteOptions { IfMatch = "r" })),
            ("Copy.Server", async () => await store.CopyAsync("a", "b")),
            ("Presign.Kinds", async () => await store.PresignAsync("k", PresignKind.Get, TimeSpan.FromMinutes(1))),
        };
        foreach (var (capability, call) in refused)
        {
            var error = await Assert.ThrowsAsync<ObjectStoreException>(call);
            Assert.Equal(ErrorKind.Unsupported, error.Kind);
            Assert.Contains(capability, error.Message, StringComparison.Ordinal);
            Assert.Equal("rig", error.Bucket);
        }

        Assert.Empty(rig.Driver.Calls);
    }

    [Fact]
    public async Task AFailedCopyNeverDeletesTheSourceOfAMove()
    {
        var rig = new Rig(options: new MemoryOptions { Moves = false });
        await rig.Store.UploadTextAsync("a", "a");
        rig.Driver.CopyFault = new ObjectStoreException(ErrorKind.Unavailable, "Not now.");
        await Rig.FailsAsync(ErrorKind.Unavailable, () => rig.Store.MoveAsync("a", "b"));
        Assert.Equal(0, rig.Driver.CountOf("delete"));
        Assert.Equal("a", await rig.Store.ReadTextAsync("a"));
    }

    [Fact]
    public async Task ASourceThatIsReplacedWhileItIsMovedIsNotDeleted()
    {
        var rig = new Rig(options: new MemoryOptions { Moves = false });
        await rig.Store.UploadTextAsync("a", "old");
        rig.Driver.AfterCopy = async () => await rig.Driver.Inner.PutAsync("a", new MemoryStream("new"u8.ToArray()), new PutOptions { Length = 3 }, CancellationToken.None);

        var error = await Rig.FailsAsync(ErrorKind.PreconditionFailed, () => rig.Store.MoveAsync("a", "b"));

        Assert.Contains("left at 'a'", error.Message, StringComparison.Ordinal);
        Assert.Equal(("new", "old"), (await rig.Store.ReadTextAsync("a"), await rig.Store.ReadTextAsync("b")));
    }

    [Fact]
    public async Task WhatTheProviderCannotCarryIsAnInvalidArgumentWithBucketAndKey()
    {
        var rig = new Rig();
        rig.Driver.Info = _ => throw new ArgumentException("The header x-meta-city holds the character U+00FC.");

        var error = await Rig.FailsAsync(ErrorKind.InvalidArgument, () => rig.Store.UploadAsync("k", Rig.Bytes(1)));

        Assert.Equal(("rig", "k"), (error.Bucket, error.Key));
        Assert.Contains("x-meta-city", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ALargeObjectIsCopiedInParts()
    {
        var rig = new Rig(options: new MemoryOptions { MaxCopy = 100_000 }, transfer: new TransferOptions { PartSize = 40_000, Parallel = 2 });
        await rig.Store.UploadAsync("a", Rig.Bytes(230_000), new UploadOptions { ContentType = "text/x-a", Metadata = new Dictionary<string, string> { ["m"] = "1" } });
        await rig.Store.CopyAsync("a", "b");
        Assert.Equal(6, rig.Driver.CountOf("copy_part"));
        Assert.Equal(Rig.Bytes(230_000), await rig.Store.ReadBytesAsync("b"));
        var info = await rig.Store.StatAsync("b");
        Assert.Equal(("text/x-a", "1"), (info.ContentType, info.Metadata!["m"]));
        rig.AssertClean(aborts: 0);
    }

    [Fact]
    public async Task StoresOfOneAccountCopyOnTheServerAndOthersSayWhatToDo()
    {
        var account = new MemoryAccount();
        var users = account.AsAccount();
        await users.CreateBucketAsync("first");
        await users.CreateBucketAsync("second");
        var (first, second) = (users.Open("first"), users.Open("second"));
        await first.UploadTextAsync("k", "text");
        await second.CopyAsync("k", "copy", new ObjectCopyOptions { From = first });
        Assert.Equal("text", await second.ReadTextAsync("copy"));

        var foreign = new ObjectStore(new MemoryDriver(), "foreign");
        var error = await Rig.FailsAsync(ErrorKind.Unsupported, () => second.CopyAsync("k", "copy", new ObjectCopyOptions { From = foreign }));
        Assert.Contains("DownloadAsync", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEmptyPrefixAsksNothingOfTheProvider()
    {
        var rig = new Rig();
        await Rig.FailsAsync(ErrorKind.InvalidArgument, () => rig.Store.DeletePrefixAsync(""));
        Assert.Empty(rig.Driver.Calls);
    }

    [Fact]
    public async Task ADryRunDeletesNothing()
    {
        var rig = new Rig();
        await rig.Store.UploadTextAsync("a/1", "x");
        await rig.Store.DeletePrefixAsync("a/", new DeletePrefixOptions { DryRun = true });
        Assert.Equal(0, rig.Driver.CountOf("delete") + rig.Driver.CountOf("delete_many"));
    }

    [Fact]
    public async Task ConditionsThatNobodyTakesAreRefused()
    {
        var store = new Rig().Store;
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.UploadAsync("k", Rig.Bytes(1), new UploadOptions { IfNoneMatch = "revision" }));
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.UploadAsync("k", Rig.Bytes(1), new UploadOptions { IfMatch = ETag.Any }));
        Assert.Equal("abc", new ETag("\"abc\"").Revision);
    }

    [Fact]
    public async Task DisposingAStoreDisposesWhatItOwns()
    {
        var owned = new Owned();
        await using (var store = new ObjectStore(new MemoryDriver(), "b", null, owned)) Assert.False(owned.Disposed);
        Assert.True(owned.Disposed);
    }

    [Fact]
    public async Task CallsAreTracedAndCounted()
    {
        var verbs = new List<string>();
        var counted = new List<string?>();
        using var activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Virga.Storage",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if ((string?)activity.GetTagItem("virga.storage.bucket") == "traced") lock (verbs) verbs.Add(activity.OperationName);
            },
        };
        ActivitySource.AddActivityListener(activities);
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument is { Meter.Name: "Virga.Storage", Name: "virga.storage.operations" }) listener.EnableMeasurementEvents(instrument);
            },
        };
        meters.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            lock (counted) counted.Add(tags[0].Value + ":" + tags[1].Value);
        });
        meters.Start();
        var store = new ObjectStore(new MemoryDriver(), "traced");
        await store.UploadTextAsync("k", "x");
        await Assert.ThrowsAsync<ObjectStoreException>(async () => await store.StatAsync("missing"));
        Assert.Equal(["put", "upload", "stat"], verbs);
        lock (counted) Assert.Contains("stat:NotFound", counted);
    }

    private sealed class Owned : IAsyncDisposable
    {
        public bool Disposed { get; private set; }

        public ValueTask DisposeAsync()
        {
            Disposed = true;
            return ValueTask.CompletedTask;
        }
    }
}
