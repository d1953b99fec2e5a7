using Virga.Storage.Conformance;
using Virga.Storage.Local;

namespace Virga.Storage.Tests.Local;

public sealed class LocalKeyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ObjectStore _store;

    public LocalKeyTests()
    {
        Directory.CreateDirectory(Root);
        File.WriteAllText(_folder.File("outside.txt"), "outside");
        _store = Open(new LocalFileOptions());
    }

    private string Root => _folder.File("root");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("../outside.txt", "..")]
    [InlineData("a/../../outside.txt", "..")]
    [InlineData("..", "..")]
    [InlineData("./a", "'.'")]
    [InlineData("a//b", "empty")]
    [InlineData("/a", "empty")]
    [InlineData("a/", "empty")]
    [InlineData("CON", "device")]
    [InlineData("a/nul.txt", "device")]
    [InlineData("com1", "device")]
    [InlineData("a:b", "Windows")]
    [InlineData("a\\b", "Windows")]
    [InlineData("what?", "Windows")]
    [InlineData("ends.", "dot")]
    [InlineData("ends /x", "space")]
    [InlineData("line\nbreak", "control")]
    [InlineData(".virga/headers/x", ".virga")]
    [InlineData(".VIRGA/x", ".virga")]
    public async Task AKeyThatIsNoFileNameIsRefusedWithItsReason(string key, string reason)
    {
        var error = await Assert.ThrowsAsync<ObjectStoreException>(async () => await _store.UploadTextAsync(key, "x"));
        Assert.Equal(ErrorKind.InvalidArgument, error.Kind);
        Assert.Equal(key, error.Key);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ObjectStoreException>(async () => await _store.ReadTextAsync(key));
        await Assert.ThrowsAsync<ObjectStoreException>(async () => await _store.DeleteAsync(key));
        Assert.Equal("outside", await File.ReadAllTextAsync(_folder.File("outside.txt")));
        Assert.Equal(["outside.txt", "root"], _folder.Names());
    }

    [Fact]
    public async Task AComponentLongerThanANameIsRefused()
    {
        var error = await Assert.ThrowsAsync<ObjectStoreException>(async () => await _store.UploadTextAsync(new string('k', 256), "x"));
        Assert.Contains("255", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task NamesThatOnlyWindowsRefusesAreTakenWhenTold()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows refuses them.");
        var store = Open(new LocalFileOptions { AllowNamesThatWindowsRefuses = true });
        foreach (var key in new[] { "CON", "a:b", "ends.", "what?", "a\\b" })
        {
            await store.UploadTextAsync(key, key);
            Assert.Equal(key, await store.ReadTextAsync(key));
        }
    }

    [Fact]
    public async Task ObjectsAndFoldersDoNotStandInEachOthersPlace()
    {
        await _store.UploadTextAsync("a/b", "x");
        await FailsAsync(ErrorKind.InvalidArgument, async () => await _store.UploadTextAsync("a", "x"));
        await FailsAsync(ErrorKind.InvalidArgument, async () => await _store.UploadTextAsync("a/b/c", "x"));
        await FailsAsync(ErrorKind.NotFound, async () => await _store.ReadTextAsync("a"));
        await FailsAsync(ErrorKind.NotFound, async () => await _store.ReadTextAsync("a/b/c"));
        Assert.False(await _store.ExistsAsync("a"));
        Assert.Equal("x", await _store.ReadTextAsync("a/b"));
    }

    [SkippableFact]
    public async Task ALinkThatLeavesTheRootIsRefused()
    {
        Skip.If(OperatingSystem.IsWindows(), "Links need a right on Windows.");
        File.CreateSymbolicLink(Path.Combine(Root, "file"), _folder.File("outside.txt"));
        Directory.CreateSymbolicLink(Path.Combine(Root, "up"), _folder.Root);
        Directory.CreateSymbolicLink(Path.Combine(Root, "again"), Path.Combine(Root, "up"));
        File.CreateSymbolicLink(Path.Combine(Root, "loop"), Path.Combine(Root, "loop"));
        foreach (var key in new[] { "file", "up/outside.txt", "up/new.txt", "again/outside.txt", "up/root/x", "loop" })
        {
            await FailsAsync(ErrorKind.InvalidArgument, async () => await _store.ReadTextAsync(key));
            await FailsAsync(ErrorKind.InvalidArgument, async () => await _store.UploadTextAsync(key, "x"));
            await FailsAsync(ErrorKind.InvalidArgument, async () => await _store.DeleteAsync(key));
        }

        Assert.Equal("outside", await File.ReadAllTextAsync(_folder.File("outside.txt")));
        Assert.Empty(await KeysAsync());
    }

    [SkippableFact]
    public async Task ALinkThatAppearsWhileTheContentComesIsRefused()
    {
        Skip.If(OperatingSystem.IsWindows(), "Links need a right on Windows.");
        Directory.CreateDirectory(Path.Combine(Root, "dir"));
        Directory.CreateDirectory(_folder.File("elsewhere"));
        await using var content = new ActingStream(() =>
        {
            Directory.Delete(Path.Combine(Root, "dir"));
            Directory.CreateSymbolicLink(Path.Combine(Root, "dir"), _folder.File("elsewhere"));
        });

        var driver = new LocalFileDriver(Root);
        await FailsAsync(ErrorKind.InvalidArgument, async () => await driver.PutAsync("dir/k", content, new Driver.PutOptions { Length = 3 }, CancellationToken.None));

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.File("elsewhere")));
        Assert.Empty(Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task ContentThatBreaksOffLeavesTheOldFileAndNoRests()
    {
        await _store.UploadTextAsync("k", "old");
        var driver = new LocalFileDriver(Root);
        foreach (var length in new[] { 2L, 4L })
        {
            using var three = new MemoryStream("new"u8.ToArray());
            await FailsAsync(ErrorKind.Integrity, async () => await driver.PutAsync("k", three, new Driver.PutOptions { Length = length }, CancellationToken.None));
        }

        await using var broken = new ActingStream(() => throw new IOException("The disk went away."));
        await FailsAsync(ErrorKind.Unknown, async () => await driver.PutAsync("k", broken, new Driver.PutOptions { Length = 3 }, CancellationToken.None));

        Assert.Equal("old", await _store.ReadTextAsync("k"));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(Root, ".virga", "tmp")));
    }

    [Fact]
    public async Task ANulIsRefusedByTheDriverItself()
    {
        var driver = new LocalFileDriver(Root, new LocalFileOptions { AllowNamesThatWindowsRefuses = true });
        await FailsAsync(ErrorKind.InvalidArgument, async () => await driver.StatAsync("a\0b", CancellationToken.None));
    }

    [Fact]
    public async Task AnEmptyFileIsAnObject()
    {
        await File.WriteAllBytesAsync(_folder.File("empty"), []);
        await _store.UploadFileAsync("e", _folder.File("empty"));
        Assert.Equal(0, (await _store.StatAsync("e")).Size);
        await _store.DownloadToFileAsync("e", _folder.File("back"));
        Assert.Equal(0, new FileInfo(_folder.File("back")).Length);
    }

    [SkippableFact]
    public async Task ALinkWithinTheRootIsFollowed()
    {
        Skip.If(OperatingSystem.IsWindows(), "Links need a right on Windows.");
        await _store.UploadTextAsync("real/x", "x");
        Directory.CreateSymbolicLink(Path.Combine(Root, "alias"), Path.Combine(Root, "real"));
        Assert.Equal("x", await _store.ReadTextAsync("alias/x"));
        Assert.Equal(["real/x"], await KeysAsync());
    }

    [Fact]
    public async Task AKeyThatDiffersInCaseOnlyIsRefusedWhenCaseIsChecked()
    {
        var store = Open(new LocalFileOptions { CheckCase = true });
        await store.UploadTextAsync("Folder/Name", "x");
        await FailsAsync(ErrorKind.InvalidArgument, async () => await store.UploadTextAsync("Folder/name", "y"));
        await FailsAsync(ErrorKind.InvalidArgument, async () => await store.UploadTextAsync("folder/Other", "y"));
        Assert.Equal("x", await store.ReadTextAsync("Folder/Name"));
    }

    [Fact]
    public async Task FilesThatSomebodyElseWroteAreObjects()
    {
        Directory.CreateDirectory(Path.Combine(Root, "by"));
        await File.WriteAllTextAsync(Path.Combine(Root, "by", "hand.txt"), "hand");
        Assert.Equal("hand", await _store.ReadTextAsync("by/hand.txt"));
        Assert.Equal(["by/hand.txt"], await KeysAsync());
        Assert.Empty((await _store.StatAsync("by/hand.txt")).Metadata!);
    }

    [Fact]
    public async Task HeadersOfAFileThatWasChangedByHandAreNotBelieved()
    {
        await _store.UploadTextAsync("k", "first", null, new UploadOptions { ContentType = "text/x-a" });
        Assert.Equal("text/x-a", (await _store.StatAsync("k")).ContentType);
        await File.WriteAllTextAsync(Path.Combine(Root, "k"), "longer than the first");
        var info = await _store.StatAsync("k");
        Assert.Null(info.ContentType);
        Assert.True(info.Checksum.IsNone);
        Assert.Equal("longer than the first", await _store.ReadTextAsync("k"));
    }

    [Fact]
    public async Task NothingIsLeftInTheStoresOwnFolder()
    {
        await _store.UploadTextAsync("a/b/c", "1");
        await _store.UploadTextAsync("a/b/c", "2");
        await _store.DeleteAsync("a/b/c");
        Assert.Empty(Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories));
        Assert.False(Directory.Exists(Path.Combine(Root, "a")));
    }

    [Fact]
    public async Task ABucketsNameLeadsNowhereElse()
    {
        var account = new LocalFileAccount(Root);
        foreach (var name in new[] { "..", ".", "a/b", "a\\b", ".virga" })
        {
            var error = Assert.Throws<ObjectStoreException>(() => account.Open(name));
            Assert.Equal(ErrorKind.InvalidArgument, error.Kind);
        }

        await FailsAsync(ErrorKind.BucketNotFound, async () => await account.AsAccount().DeleteBucketAsync("none-such"));
    }

    /// <summary>Does something when it is first read, and gives three bytes.</summary>
    private sealed class ActingStream(Action act) : MemoryStream("new"u8.ToArray())
    {
        private bool _acted;

        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!_acted)
            {
                _acted = true;
                act();
            }

            return base.ReadAsync(buffer, cancellationToken);
        }
    }

    private static async Task FailsAsync(ErrorKind kind, Func<Task> call)
    {
        var error = await Assert.ThrowsAsync<ObjectStoreException>(call);
        Assert.True(error.Kind == kind, error.ToString());
    }

    private ObjectStore Open(LocalFileOptions options) => new(new LocalFileDriver(Root, options), "root");

    private async Task<List<string>> KeysAsync()
    {
        var keys = new List<string>();
        await foreach (var row in _store.ListAsync()) keys.Add(row.Key);
        return keys;
    }
}
