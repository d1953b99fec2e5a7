using Virga.Parity;

namespace Virga.Storage.Conformance;

public abstract class BucketConformance : StoreSuite
{
    [SkippableFact]
    [Parity("CM-14")]
    [Parity("PH-15")]
    public async Task ABucketIsMadeFoundAndDeleted()
    {
        var account = Account();
        var name = Name();
        await account.CreateBucketAsync(name);
        Assert.True(await account.BucketExistsAsync(name));
        Assert.Contains(await AllAsync(account.ListBucketsAsync()), b => b.Name == name);
        Assert.Equal([name], (await AllAsync(account.ListBucketsAsync(name))).Select(b => b.Name));
        await account.DeleteBucketAsync(name);
        Assert.False(await account.BucketExistsAsync(name));
        Assert.DoesNotContain(await AllAsync(account.ListBucketsAsync()), b => b.Name == name);
    }

    [SkippableFact]
    [Parity("CB-04")]
    public async Task BucketsComePageByPage()
    {
        var account = Account();
        var prefix = Name()[..30];
        var names = Enumerable.Range(0, 3).Select(i => $"{prefix}-{i}").ToList();
        foreach (var name in names) await account.CreateBucketAsync(name);
        var pages = await AllAsync(account.ListBucketPagesAsync(new BucketListOptions { Prefix = prefix, PageSize = 2 }));
        Assert.Equal(names, pages.SelectMany(page => page.Buckets).Select(bucket => bucket.Name));

        // A server that knows no pages of buckets gives all in one; one that does can be asked to go on from there.
        if (pages[0].Continuation is { } continuation)
        {
            Assert.True(pages[0].Buckets.Count <= 2);
            var rest = await AllAsync(account.ListBucketPagesAsync(new BucketListOptions { Prefix = prefix, PageSize = 2, Continuation = continuation }));
            Assert.Equal(names.Skip(pages[0].Buckets.Count), rest.SelectMany(page => page.Buckets).Select(bucket => bucket.Name));
        }

        foreach (var name in names) await account.DeleteBucketAsync(name);
    }

    [SkippableFact]
    public async Task EnsuringABucketTwiceMakesOne()
    {
        var account = Account();
        var name = Name();
        Assert.True(await account.EnsureBucketAsync(name));
        Assert.False(await account.EnsureBucketAsync(name));
        await account.DeleteBucketAsync(name);
    }

    [SkippableFact]
    [Parity("CB-05")]
    public async Task ABucketThatExistsIsNotCreatedAgain()
    {
        var account = Account();
        var name = Name();
        await account.CreateBucketAsync(name);
        await FailsAsync(ErrorKind.AlreadyExists, () => account.CreateBucketAsync(name));
        await account.DeleteBucketAsync(name);
    }

    [SkippableFact]
    [Parity("CB-06")]
    [Parity("CM-15")]
    public async Task ABucketWithContentsIsDeletedOnlyWhenTold()
    {
        var account = Account();
        var name = Name();
        await account.CreateBucketAsync(name);
        await using (var store = account.Open(name)) await FillAsync(store, ["a", "b/c"]);
        var error = await FailsAsync(ErrorKind.BucketNotEmpty, () => account.DeleteBucketAsync(name));
        Assert.Equal(name, error.Bucket);
        await account.DeleteBucketAsync(name, deleteContents: true);
        Assert.False(await account.BucketExistsAsync(name));
    }

    [SkippableFact]
    public async Task AnEmptyBucketIsDeletedWithContentsToo()
    {
        var account = Account();
        var name = Name();
        await account.CreateBucketAsync(name);
        await account.DeleteBucketAsync(name, deleteContents: true);
        await FailsAsync(ErrorKind.BucketNotFound, () => account.DeleteBucketAsync(name));
    }

    [SkippableFact]
    public async Task AStoreOfNoBucketSaysSo()
    {
        var account = Account();
        await using var store = account.Open(Name());
        await FailsAsync(ErrorKind.BucketNotFound, () => store.UploadAsync("k", Bytes(1)));
        await FailsAsync(ErrorKind.BucketNotFound, () => store.DownloadAsync("k"));
        await FailsAsync(ErrorKind.BucketNotFound, async () => await AllAsync(store.ListAsync()));
    }

    [SkippableTheory]
    [InlineData("ab")]
    [InlineData("UpperCase")]
    [InlineData("under_score")]
    [InlineData("-begins")]
    [InlineData("ends-")]
    [InlineData("two..dots")]
    [InlineData("192.168.0.1")]
    [InlineData("sla/sh")]
    [InlineData("")]
    [Parity("CB-05")]
    public async Task ANameThatNoProviderTakesIsRefused(string name)
    {
        var account = Account();
        await FailsAsync(ErrorKind.InvalidArgument, () => account.CreateBucketAsync(name));
    }

    private static string Name() => $"virga-bucket-{Guid.NewGuid():N}"[..40];

    private ObjectAccount Account([System.Runtime.CompilerServices.CallerMemberName] string test = "")
    {
        SkipByReason(test);
        Skip.If(Harness.Account is null, "The provider has no account verbs.");
        return Harness.Account;
    }
}
