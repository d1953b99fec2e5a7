using Virga.Storage.Driver;
using Virga.Storage.Memory;
using Virga.Storage.Tests.Transfers;

namespace Virga.Storage.Tests.Wrappers;

public sealed class PrefixTests
{
    [Fact]
    public async Task EverythingLiesBelowThePrefixAndNothingElseIsSeen()
    {
        var bucket = new ObjectStore(new MemoryDriver(), "b");
        await bucket.UploadTextAsync("tenant-70/secret", "theirs");
        await bucket.UploadTextAsync("tenant-7", "a key like the folder");
        await bucket.UploadTextAsync("tenant-7/", "a marker of the folder");
        var tenant = bucket.WithPrefix("tenant-7/");
        await tenant.UploadTextAsync("a/b", "ours");
        Assert.Equal("ours", await bucket.ReadTextAsync("tenant-7/a/b"));
        Assert.Equal("a/b", (await tenant.StatAsync("a/b")).Key);
        Assert.Equal(["a/b"], await KeysAsync(tenant));
        Assert.Equal(["a/"], await FolderAsync(tenant));
        Assert.Equal(("tenant-7/", "b"), (tenant.Prefix, tenant.Bucket));

        var deleted = await tenant.DeletePrefixAsync("", new DeletePrefixOptions { AllowEmptyPrefix = true });
        Assert.Equal(1, deleted.Deleted);
        Assert.Equal(["tenant-7", "tenant-7/", "tenant-70/secret"], await KeysAsync(bucket));
    }

    [Theory]
    [InlineData("")]
    [InlineData("tenant-7")]
    [InlineData("a/../b/")]
    [InlineData("../")]
    [InlineData("a\0/")]
    public void APrefixThatDoesNotSeparateIsRefused(string prefix) =>
        Assert.ThrowsAny<ArgumentException>(() => new ObjectStore(new MemoryDriver(), "b").WithPrefix(prefix));

    [Theory]
    [InlineData("../tenant-8/k")]
    [InlineData("a/../../tenant-8/k")]
    [InlineData("a/..")]
    [InlineData("..\\tenant-8\\k")]
    public async Task AKeyThatClimbsIsRefusedByEveryVerbBeforeAnythingIsAsked(string key)
    {
        var rig = new Rig();
        var store = rig.Store.WithPrefix("tenant-7/");
        await Rig.FailsAsync(ErrorKind.InvalidArgument, () => store.UploadTextAsync(key, "x"));
        await Rig.FailsAsync(ErrorKind.InvalidArgument, () => store.DownloadAsync(key));
        await Rig.FailsAsync(ErrorKind.InvalidArgument, () => store.StatAsync(key));
        await Rig.FailsAsync(ErrorKind.InvalidArgument, () => store.CopyAsync(key, "k"));
        await Rig.FailsAsync(ErrorKind.InvalidArgument, () => store.CopyAsync("k", key));
        await Rig.FailsAsync(ErrorKind.InvalidArgument, () => store.MoveAsync(key, "k"));
        await Rig.FailsAsync(ErrorKind.InvalidArgument, () => rig.Store.CopyAsync(key, "k", new ObjectCopyOptions { From = store }));
        await Rig.FailsAsync(ErrorKind.InvalidArgument, () => store.OpenWriteAsync(key));
        var many = await store.DeleteManyAsync([key]);
        Assert.Equal((key, ErrorKind.InvalidArgument), (Assert.Single(many.Failures).Key, many.Failures[0].Kind));
        await Assert.ThrowsAsync<ObjectStoreException>(async () => await KeysAsync(store, key));
        await Assert.ThrowsAsync<ObjectStoreException>(async () => await store.Driver.PutPartAsync(new Upload(key, "id"), default, Stream.Null, default, CancellationToken.None));
        Assert.Empty(rig.Driver.Calls);
    }

    [Fact]
    public async Task AContinuationOfAnotherListingStaysInside()
    {
        var bucket = new ObjectStore(new MemoryDriver(), "b");
        foreach (var key in new[] { "a/1", "a/2", "b/1", "b/2", "c/1" }) await bucket.UploadTextAsync(key, "x");
        await foreach (var page in bucket.ListPagesAsync(null, new ListOptions { PageSize = 1 }))
        {
            if (page.Continuation is null) break;
            var keys = new List<string>();
            await foreach (var row in bucket.WithPrefix("b/").ListAsync(null, new ListOptions { Continuation = page.Continuation })) keys.Add(row.Key);
            Assert.All(keys, key => Assert.Contains(key, new[] { "1", "2" }));
        }
    }

    [Fact]
    public async Task AProviderThatAnswersWithOtherKeysIsNotBelieved()
    {
        var rig = new Rig();
        rig.Driver.Pages = _ => new ListPage([new ListedObject("tenant-8/k", 1, null, null)], [], null);
        await Rig.FailsAsync(ErrorKind.MalformedResponse, async () => (await KeysAsync(rig.Store.WithPrefix("tenant-7/"))).Count);
    }

    [Fact]
    public async Task CopiesBetweenViewsAndTheirStoreStayOnTheServer()
    {
        var rig = new Rig(options: new MemoryOptions { MaxCopy = 100_000 }, transfer: new TransferOptions { PartSize = 50_000 });
        var (first, second) = (rig.Store.WithPrefix("first/"), rig.Store.WithPrefix("second/").AsReadOnly());
        await rig.Store.UploadTextAsync("second/k", "text");
        await rig.Store.UploadAsync("second/large", Rig.Bytes(150_000));
        var puts = rig.Driver.CountOf("put") + rig.Driver.CountOf("part");
        Assert.True(first.CanCopyFrom(second) && first.CanCopyFrom(rig.Store) && rig.Store.CanCopyFrom(first));

        await first.CopyAsync("k", "copied", new ObjectCopyOptions { From = second });
        await first.CopyAsync("large", "parts", new ObjectCopyOptions { From = second });
        await rig.Store.CopyAsync("copied", "bare", new ObjectCopyOptions { From = first });
        await first.CopyAsync("copied", "own");

        Assert.Equal("text", await rig.Store.ReadTextAsync("first/copied"));
        Assert.Equal(Rig.Bytes(150_000), await rig.Store.ReadBytesAsync("first/parts"));
        Assert.Equal(("text", "text"), (await rig.Store.ReadTextAsync("bare"), await first.ReadTextAsync("own")));
        Assert.Equal(puts, rig.Driver.CountOf("put") + rig.Driver.CountOf("part"));
        Assert.Equal(0, rig.Driver.CountOf("get") - 4);
    }

    [Fact]
    public async Task SegmentsOfComposedObjectsLieBelowThePrefixToo()
    {
        var rig = new Rig(Chunking.Composed);
        var store = rig.Store.WithPrefix("t/");
        rig.Driver.OnPart = (_, _) => throw new InvalidOperationException("Segments are objects.");
        var keys = new List<string>();
        rig.Driver.Info = info =>
        {
            lock (keys) keys.Add(info.Key);
            return info;
        };
        await store.UploadAsync("k", Rig.Unseekable(550_000));
        Assert.All(keys, key => Assert.StartsWith("t/", key, StringComparison.Ordinal));
        Assert.Contains(keys, key => key.StartsWith("t/.virga-segments/", StringComparison.Ordinal));
        rig.Driver.Info = info => info;
        Assert.Equal(Rig.Bytes(550_000), await store.ReadBytesAsync("k"));
        Assert.Equal(["k"], await KeysAsync(store));
    }

    [Fact]
    public async Task AnUploadsStateNamesTheKeyAsTheViewDoes()
    {
        var memory = new MemoryDriver();
        var driver = new ObjectStore(memory, "b").WithPrefix("t/").Driver;
        var upload = await driver.BeginUploadAsync("k", "0123456789abcdef0123456789abcdef", new PutOptions { Length = 3 }, CancellationToken.None);
        Assert.Equal("k", upload.Key);
        var part = await driver.PutPartAsync(upload, new PartSlot(1, "n", 0, 3, true), new MemoryStream([1, 2, 3]), default, CancellationToken.None);
        Assert.Equal("k", (await driver.CompleteUploadAsync(upload, [part], new PutOptions { Length = 3 }, CancellationToken.None)).Key);
        Assert.Equal(3, (await memory.StatAsync("t/k", CancellationToken.None)).Size);
    }

    [Fact]
    public async Task KeysAreShorterByThePrefixAndErrorsNameThemAsTheCallerDid()
    {
        var store = new ObjectStore(new MemoryDriver(), "b").WithPrefix("ü/");
        Assert.Equal(1021, store.Capabilities.Limits.MaxKeyBytes);
        await store.UploadTextAsync(new string('k', 1021), "x");
        await Rig.FailsAsync(ErrorKind.InvalidArgument, () => store.UploadTextAsync(new string('k', 1022), "x"));
        var missing = await Rig.FailsAsync(ErrorKind.NotFound, () => store.StatAsync("gone"));
        Assert.Equal(("b", "gone"), (missing.Bucket, missing.Key));
    }

    [Fact]
    public async Task DisposingAViewLeavesTheStore()
    {
        var owned = new Owned();
        var store = new ObjectStore(new MemoryDriver(), "b", null, owned);
        await using (store.WithPrefix("a/").AsReadOnly()) Assert.False(owned.Disposed);
        Assert.False(owned.Disposed);
        await store.DisposeAsync();
        Assert.True(owned.Disposed);
    }

    private static async Task<List<string>> KeysAsync(ObjectStore store, string? prefix = null)
    {
        var keys = new List<string>();
        await foreach (var row in store.ListAsync(prefix)) keys.Add(row.Key);
        return keys;
    }

    private static async Task<List<string>> FolderAsync(ObjectStore store)
    {
        var keys = new List<string>();
        await foreach (var row in store.ListFolderAsync()) keys.Add(row.Key);
        return keys;
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
