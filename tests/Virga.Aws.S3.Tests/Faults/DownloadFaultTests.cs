using Virga.Local;
using Virga.Parity;
using Virga.Storage;
using Virga.Storage.Conformance;
using Virga.Testing;

namespace Virga.Aws.S3.Tests.Faults;

/// <summary>Bodies that are not what was stored: the file that was there stays, and the error says why.</summary>
public sealed class DownloadFaultTests
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 100_000).Select(i => (byte)i)];

    [Fact]
    [Parity("CB-16")]
    public async Task ADamagedByteIsFoundByItsChecksum()
    {
        await using var faulty = await FaultyCloud.StartAsync();
        await using var store = faulty.Store();
        await store.UploadAsync("k", Content);
        faulty.Fault = request => request.Operation == "GetObject" ? new LocalFault { CorruptResponseAt = 5_000 } : null;
        await OldFileStaysAsync(store, ErrorKind.Integrity);
        var read = await Assert.ThrowsAsync<ObjectStoreException>(async () => await store.ReadBytesAsync("k"));
        Assert.Equal((ErrorKind.Integrity, "k"), (read.Kind, read.Key));
        Assert.Equal(Content.Length, (await store.ReadBytesAsync("k", new DownloadOptions { VerifyChecksum = false })).Length);
    }

    [Fact]
    public async Task ABodyThatEndsEarlyIsFoundByItsChecksum()
    {
        await using var faulty = await FaultyCloud.StartAsync();
        await using var store = faulty.Store();
        await store.UploadAsync("k", Content);
        faulty.Fault = request => request.Operation == "GetObject" ? new LocalFault { TruncateResponseAt = 5_000 } : null;
        await OldFileStaysAsync(store, ErrorKind.Integrity);
    }

    [Fact]
    public async Task ABrokenConnectionIsTakenUpAgain()
    {
        await using var faulty = await FaultyCloud.StartAsync();
        await using var store = faulty.Store();
        await store.UploadAsync("k", Content);
        var broken = 0;
        faulty.Fault = request => request.Operation == "GetObject" && Interlocked.Increment(ref broken) == 1 ? new LocalFault { DropAfterResponseBytes = 70_000 } : null;
        using var folder = new TemporaryFolder();
        var result = await store.DownloadToFileAsync("k", folder.File("k"));
        Assert.Equal((1, 2), (result.Resumes, broken));
        Assert.Equal(Content, await File.ReadAllBytesAsync(folder.File("k")));
    }

    [Fact]
    public async Task AConnectionThatKeepsBreakingIsAnError()
    {
        await using var faulty = await FaultyCloud.StartAsync();
        await using var store = faulty.Store(options => options.Retry.MaxAttempts = 1);
        await store.UploadAsync("k", Content);
        faulty.Fault = request => request.Operation == "GetObject" ? new LocalFault { DropAfterResponseBytes = 0 } : null;
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("k"), "old");
        var error = await Assert.ThrowsAsync<ObjectStoreException>(async () => await store.DownloadToFileAsync("k", folder.File("k")));
        Assert.True(error.Kind is ErrorKind.Connection or ErrorKind.Integrity, error.ToString());
        Assert.Equal("old", await File.ReadAllTextAsync(folder.File("k")));
        Assert.Equal(["k"], folder.Names());
    }

    [Fact]
    public async Task ABodyShorterThanItsLengthIsNoBody()
    {
        await using var server = LoopbackServer.Start(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.SendAsync("HTTP/1.1 200 OK\r\nETag: \"e\"\r\nContent-Length: 10\r\n\r\nfour");
        });
        await using var store = Open(server.Address);
        var error = await Assert.ThrowsAsync<ObjectStoreException>(async () => await store.ReadBytesAsync("k"));
        Assert.True(error.Kind is ErrorKind.Connection or ErrorKind.Integrity, error.ToString());
    }

    [Fact]
    public async Task WhatFollowsTheLengthIsNotRead()
    {
        await using var server = LoopbackServer.Start(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.SendAsync("HTTP/1.1 200 OK\r\nETag: \"e\"\r\nContent-Length: 4\r\n\r\nfour and more that nobody asked for");
        });
        await using var store = Open(server.Address);
        Assert.Equal("four"u8.ToArray(), await store.ReadBytesAsync("k"));
        Assert.Equal("four"u8.ToArray(), await store.ReadBytesAsync("k"));
    }

    [Fact]
    public async Task AChecksumIsComparedByTheServerToo()
    {
        await using var faulty = await FaultyCloud.StartAsync();
        using var client = faulty.Options().CreateClient();
        var wrong = Checksums.Compute(ChecksumAlgorithm.Sha256, "other bytes"u8).Value;
        var error = await Assert.ThrowsAsync<Virga.Http.ServiceException>(async () => await client.PutObjectAsync(FaultyCloud.Bucket, "k", Content, checksumSha256: wrong));
        Assert.True(error.Kind is ErrorKind.Integrity or ErrorKind.InvalidArgument, error.Message);
        await using var store = faulty.Store();
        Assert.False(await store.ExistsAsync("k"));
    }

    private static ObjectStore Open(Uri endpoint) => S3Stores.Open("bucket", new S3Options
    {
        Endpoint = endpoint,
        Profile = S3Profiles.Compatible,
        Credentials = new StaticCredentials("AKIDEXAMPLE", "secret"),
        Configure = options => options.Retry.MaxAttempts = 1,
    });

    private static async Task OldFileStaysAsync(ObjectStore store, ErrorKind kind)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("k"), "old");
        var error = await Assert.ThrowsAsync<ObjectStoreException>(async () => await store.DownloadToFileAsync("k", folder.File("k")));
        Assert.True(error.Kind == kind, error.ToString());
        Assert.Equal("old", await File.ReadAllTextAsync(folder.File("k")));
        Assert.Equal(["k"], folder.Names());
    }
}
