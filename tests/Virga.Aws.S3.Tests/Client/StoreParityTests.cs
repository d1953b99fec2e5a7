using Virga.Parity;
using Virga.Storage;
using Virga.Storage.Memory;
using Virga.Testing;

namespace Virga.Aws.S3.Tests.Client;

/// <summary>What the systems that Virga follows do with a store, where no other test says it of S3.</summary>
public sealed class StoreParityTests
{
    private const int PartSize = 5 * 1024 * 1024;

    public static TheoryData<string> Places => ["localcloud", "ceph", "swift-s3api", "moto"];

    [Fact]
    [Parity("CM-19")]
    public async Task AFileGoesUpOnlyWhenItMayLieUnencrypted()
    {
        var requests = 0;
        await using var cloud = await Faults.FaultyCloud.StartAsync();
        cloud.Fault = _ =>
        {
            requests++;
            return null;
        };
        using var folder = new Virga.Storage.Conformance.TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("f"), "content");
        await using var plain = S3Stores.Open(Faults.FaultyCloud.Bucket, cloud.Options());
        await using var asking = S3Stores.Open(Faults.FaultyCloud.Bucket, cloud.Options(), new ObjectStoreOptions { RequireUnencryptedConsent = true });
        await using var file = File.OpenRead(folder.File("f"));

        foreach (var options in new[] { null, new UploadOptions(), new UploadOptions { MayBeStoredUnencrypted = false } })
        {
            var error = await Assert.ThrowsAsync<ObjectStoreException>(async () => await asking.UploadFileAsync("k", folder.File("f"), options));
            Assert.Equal((ErrorKind.InvalidArgument, Faults.FaultyCloud.Bucket, "k"), (error.Kind, error.Bucket, error.Key));
            Assert.Contains("MayBeStoredUnencrypted", error.Message, StringComparison.Ordinal);
            await Assert.ThrowsAsync<ObjectStoreException>(async () => await asking.UploadAsync("k", file, options));
            await Assert.ThrowsAsync<ObjectStoreException>(async () => await asking.WithPrefix("p/").UploadFileAsync("k", folder.File("f"), options));
        }

        Assert.Equal(0, requests);
        await asking.UploadFileAsync("k", folder.File("f"), new UploadOptions { MayBeStoredUnencrypted = true });
        await asking.UploadAsync("k2", file, new UploadOptions { MayBeStoredUnencrypted = true });
        await asking.UploadTextAsync("k3", "no file");
        await plain.UploadFileAsync("k4", folder.File("f"));
        Assert.Equal("content", await asking.ReadTextAsync("k"));
    }

    [SkippableTheory]
    [MemberData(nameof(Places))]
    [Parity("CB-10")]
    public async Task NamingAnObjectWritesNothing(string where)
    {
        await using var bucket = await S3Place.Named(where).NewBucketAsync();
        var view = bucket.Store.WithPrefix("folder/");
        await using (var stream = await view.OpenWriteAsync("k"))
        {
            await stream.WriteAsync(new byte[100]);
            await stream.FlushAsync();
            Assert.False(await bucket.Store.ExistsAsync("folder/k"));
        }

        Assert.False(await view.ExistsAsync("k"));
        await foreach (var row in bucket.Store.ListAsync()) Assert.Fail(row.Key);
        Assert.Empty(await bucket.UploadsAsync());
    }

    [SkippableTheory]
    [MemberData(nameof(Places))]
    [Parity("CB-22")]
    public async Task ADeletedObjectLeavesNoneOfItsParts(string where)
    {
        var place = S3Place.Named(where);
        var name = $"virga-{Guid.NewGuid():N}";
        await place.Account.CreateBucketAsync(name);
        await using var store = place.Account.Open(name);
        await store.UploadAsync("large", new byte[PartSize + 1], new UploadOptions { Transfer = new TransferOptions { PartSize = PartSize } });
        await store.DeleteAsync("large");
        await foreach (var row in store.ListAsync()) Assert.Fail(row.Key);

        // A bucket that still holds anything, seen or not, is not deleted.
        await place.Account.DeleteBucketAsync(name);
        Assert.False(await place.Account.BucketExistsAsync(name));
    }

    [SkippableTheory]
    [MemberData(nameof(Places))]
    [Parity("CB-32")]
    public async Task EveryFailureIsOfOneFamily(string where)
    {
        var place = S3Place.Named(where);
        await using var bucket = await place.NewBucketAsync();
        await using var unreachable = S3Stores.Open("bucket", place.Options() with { Endpoint = new Uri("http://127.0.0.1:1"), Configure = options => options.Retry.MaxAttempts = 1 });
        await bucket.Store.UploadTextAsync("k", "x");
        var failures = new (ErrorKind Kind, Func<Task> Call)[]
        {
            (ErrorKind.Connection, async () => await unreachable.StatAsync("k")),
            (ErrorKind.InvalidArgument, async () => await place.Account.CreateBucketAsync("No_Such_Name")),
            (ErrorKind.AlreadyExists, async () => await place.Account.CreateBucketAsync(bucket.Name)),
            (ErrorKind.BucketNotEmpty, async () => await place.Account.DeleteBucketAsync(bucket.Name)),
            (ErrorKind.BucketNotFound, async () => await place.Account.Open($"none-{Guid.NewGuid():N}").StatOrListAsync()),
            (ErrorKind.NotFound, async () => await bucket.Store.DownloadAsync("missing")),
            (ErrorKind.InvalidArgument, async () => await bucket.Store.UploadTextAsync("", "x")),
            (ErrorKind.InvalidArgument, async () => await bucket.Store.UploadTextAsync("k", "x", null, new UploadOptions { ContentType = "a\nb" })),
            (ErrorKind.InvalidArgument, async () => await bucket.Store.UploadAsync("k", new byte[10], new UploadOptions { Transfer = new TransferOptions { PartSize = 1024, Threshold = 1 } })),
            (ErrorKind.RangeNotSatisfiable, async () => await bucket.Store.DownloadRangeAsync("k", new ByteRange(50, 1))),
            (ErrorKind.NotModified, async () => await bucket.Store.StatAsync("k", new StatOptions { IfNoneMatch = (await bucket.Store.StatAsync("k")).Revision! })),
            (ErrorKind.Unsupported, async () => await bucket.Store.AsReadOnly().DeleteAsync("k")),
            (ErrorKind.InvalidArgument, async () => await new StoreRegistry().AddAws().OpenAsync("s3:/no-url")),
            (ErrorKind.InvalidArgument, async () => await new StoreRegistry().AddAws().OpenAsync($"s3://{bucket.Name}?profile=no-such-profile")),
        };
        foreach (var ((kind, call), i) in failures.Select((f, i) => (f, i)))
        {
            var error = await Record.ExceptionAsync(call);
            Assert.True(error is VirgaException, $"{i}: {error}");
            Assert.True(((VirgaException)error).Kind == kind, $"{i}: {((VirgaException)error).Kind}, not {kind}: {error}");
        }
    }

    [Fact]
    [Parity("CB-34")]
    public async Task TheSameCodeRunsOverEveryProviderAndResultsAreValues()
    {
        await using var cloud = await Faults.FaultyCloud.StartAsync();
        using var folder = new Virga.Storage.Conformance.TemporaryFolder();
        var files = new Virga.Storage.Local.LocalFileAccount(folder.Root).AsAccount();
        await files.CreateBucketAsync("files");
        var stores = new[] { new ObjectStore(new MemoryDriver(), "mock"), cloud.Store(), files.Open("files") };
        var told = new List<(string Key, long? Size, string Text, ETag Same)>();
        foreach (var store in stores)
        {
            await store.UploadTextAsync("a/k", "value");
            var (one, two) = (await store.StatAsync("a/k"), await store.StatAsync("a/k"));
            Assert.Equal(one with { Metadata = null }, two with { Metadata = null });
            Assert.Equal(new ETag(one.Revision!), new ETag($"\"{two.Revision}\""));
            var rows = new List<ListedObject>();
            await foreach (var row in store.ListAsync()) rows.Add(row);
            await foreach (var row in store.ListAsync()) Assert.Equal(rows[0], row);
            told.Add((one.Key, one.Size, await store.ReadTextAsync("a/k"), ETag.Any));
            await store.DisposeAsync();
        }

        Assert.Single(told.Distinct());
    }
}

file static class Extensions
{
    public static async Task StatOrListAsync(this ObjectStore store)
    {
        // A HEAD has no body, so a server cannot say by it what is missing; a listing can.
        await foreach (var row in store.ListAsync()) Assert.Fail(row.Key);
    }
}
