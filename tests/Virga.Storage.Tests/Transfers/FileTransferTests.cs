using Virga.Storage.Conformance;

namespace Virga.Storage.Tests.Transfers;

public sealed class FileTransferTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(200_000)]
    [InlineData(900_000)]
    public async Task AFileThatChangesItsLengthIsNotStored(int newLength)
    {
        var rig = new Rig();
        var path = _folder.File("source");
        await File.WriteAllBytesAsync(path, Rig.Bytes(500_000));
        rig.Driver.OnPart = (_, _) =>
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            file.SetLength(newLength);
            return ValueTask.CompletedTask;
        };
        var error = await Rig.FailsAsync(ErrorKind.Integrity, () => rig.Store.UploadFileAsync("k", path));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.False(await rig.Store.ExistsAsync("k"));
        rig.AssertClean(aborts: 1);
    }

    [Fact]
    public async Task AFileThatCannotBeReadSaysWhich()
    {
        var rig = new Rig();
        var missing = await Rig.FailsAsync(ErrorKind.NotFound, () => rig.Store.UploadFileAsync("k", _folder.File("missing")));
        Assert.Contains(_folder.File("missing"), missing.Message, StringComparison.Ordinal);
        await Rig.FailsAsync(ErrorKind.InvalidArgument, () => rig.Store.UploadFileAsync("k", _folder.Root));
        Assert.Empty(rig.Driver.Calls);
    }

    [SkippableFact]
    public async Task AFileOfTheKernelThatHidesItsLengthIsNotStoredEmpty()
    {
        Skip.IfNot(File.Exists("/proc/self/status"), "There is no /proc.");
        var rig = new Rig();
        await Rig.FailsAsync(ErrorKind.InvalidArgument, () => rig.Store.UploadFileAsync("k", "/proc/self/status"));
        Assert.Empty(rig.Driver.Calls);
    }

    [Fact]
    public async Task ABrokenBodyIsTakenUpAgain()
    {
        var rig = new Rig();
        await rig.Store.UploadAsync("k", Rig.Bytes(900_000));
        rig.Driver.Body = (call, stream) => call <= 3 ? new BreakingStream(ReadAll(stream), 40_000) : stream;
        var result = await rig.Store.DownloadToFileAsync("k", _folder.File("target"));
        Assert.InRange(result.Resumes, 2, 3);
        Assert.Equal(Rig.Bytes(900_000), await File.ReadAllBytesAsync(_folder.File("target")));
    }

    [Fact]
    public async Task ABodyThatEndsEarlyIsTakenUpAgain()
    {
        var rig = new Rig(transfer: new TransferOptions { Parallel = 1 });
        await rig.Store.UploadAsync("k", Rig.Bytes(300_000));
        rig.Driver.Body = (call, stream) => call <= 2 ? new MemoryStream(ReadAll(stream)[..50_000]) : stream;
        var result = await rig.Store.DownloadToFileAsync("k", _folder.File("target"));
        Assert.Equal(2, result.Resumes);
        Assert.Equal(Rig.Bytes(300_000), await File.ReadAllBytesAsync(_folder.File("target")));
    }

    [Fact]
    public async Task ABodyThatBreaksForEverLeavesTheTarget()
    {
        var rig = new Rig();
        await rig.Store.UploadAsync("k", Rig.Bytes(900_000));
        await File.WriteAllTextAsync(_folder.File("target"), "old");
        rig.Driver.Body = (_, stream) => new MemoryStream(ReadAll(stream)[..1]);
        await Rig.FailsAsync(ErrorKind.Integrity, () => rig.Store.DownloadToFileAsync("k", _folder.File("target")));
        Assert.Equal("old", await File.ReadAllTextAsync(_folder.File("target")));
        Assert.Equal(["target"], _folder.Names());
    }

    [Fact]
    public async Task AnObjectThatIsReplacedMidwayIsNotMixed()
    {
        var rig = new Rig();
        await rig.Store.UploadAsync("k", Rig.Bytes(900_000));
        await File.WriteAllTextAsync(_folder.File("target"), "old");
        rig.Driver.Body = (call, stream) =>
        {
            if (call != 1) return stream;
            var replaced = rig.Driver.Inner.PutAsync("k", new MemoryStream(new byte[900_000]), new Driver.PutOptions { Length = 900_000 }, CancellationToken.None);
            Assert.True(replaced.IsCompletedSuccessfully);

            // The first stream breaks off, so that the rest must be asked for again, of an object that is another one by now.
            return new MemoryStream(ReadAll(stream)[..50_000]);
        };
        await Rig.FailsAsync(ErrorKind.PreconditionFailed, () => rig.Store.DownloadToFileAsync("k", _folder.File("target")));
        Assert.Equal("old", await File.ReadAllTextAsync(_folder.File("target")));
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(900_000)]
    public async Task BytesThatDoNotMatchTheirChecksumAreNotPutInPlace(int length)
    {
        var rig = new Rig();
        await rig.Store.UploadAsync("k", Rig.Bytes(length), new UploadOptions { Transfer = new TransferOptions { PartSize = 10_000_000 } });
        await File.WriteAllTextAsync(_folder.File("target"), "old");
        rig.Driver.Info = info => info with { Checksum = Checksums.Compute(ChecksumAlgorithm.Crc64Nvme, "other bytes"u8) };
        await Rig.FailsAsync(ErrorKind.Integrity, () => rig.Store.DownloadToFileAsync("k", _folder.File("target")));
        Assert.Equal("old", await File.ReadAllTextAsync(_folder.File("target")));
        Assert.Equal(["target"], _folder.Names());
        await Rig.FailsAsync(ErrorKind.Integrity, () => rig.Store.ReadBytesAsync("k"));
        Assert.Equal(Rig.Bytes(length), await rig.Store.ReadBytesAsync("k", new DownloadOptions { VerifyChecksum = false }));
    }

    [Fact]
    public async Task ATargetThatCannotBeWrittenIsKnownBeforeAnythingIsAsked()
    {
        var rig = new Rig();
        await Rig.FailsAsync(ErrorKind.InvalidArgument, () => rig.Store.DownloadToFileAsync("k", _folder.Root));
        await Rig.FailsAsync(ErrorKind.InvalidArgument, () => rig.Store.DownloadToFileAsync("k", Path.Combine(_folder.Root, "no", "such", "folder")));
        Assert.Empty(rig.Driver.Calls);
    }

    [Fact]
    public async Task ATargetThatMayNotBeWrittenKeepsItsBytes()
    {
        var rig = new Rig();
        await rig.Store.UploadAsync("k", Rig.Bytes(1000));
        var path = _folder.File("target");
        await File.WriteAllTextAsync(path, "old");
        File.SetAttributes(path, FileAttributes.ReadOnly);
        var error = await Rig.FailsAsync(ErrorKind.AccessDenied, () => rig.Store.DownloadToFileAsync("k", path));
        File.SetAttributes(path, FileAttributes.Normal);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Equal("old", await File.ReadAllTextAsync(path));
        Assert.Equal(["target"], _folder.Names());
    }

    [Fact]
    public async Task ATargetThatBecomesAFolderMeanwhileLeavesNoRests()
    {
        var rig = new Rig();
        await rig.Store.UploadAsync("k", Rig.Bytes(1000));
        rig.Driver.Body = (_, stream) =>
        {
            Directory.CreateDirectory(_folder.File("target"));
            return stream;
        };
        await Rig.FailsAsync(ErrorKind.InvalidArgument, () => rig.Store.DownloadToFileAsync("k", _folder.File("target")));
        Assert.Equal(["target"], _folder.Names());
    }

    [Fact]
    public async Task APlainStreamThatEndsEarlyOrLateOrBreaksSaysSo()
    {
        var rig = new Rig();
        await rig.Store.UploadAsync("k", Rig.Bytes(90_000));
        rig.Driver.Body = (_, stream) => new MemoryStream(ReadAll(stream)[..80_000]);
        var early = await Rig.FailsAsync(ErrorKind.Integrity, () => rig.Store.ReadBytesAsync("k"));
        Assert.Contains("80000 of 90000", early.Message, StringComparison.Ordinal);
        rig.Driver.Body = (_, stream) => new MemoryStream([.. ReadAll(stream), 1]);
        await Rig.FailsAsync(ErrorKind.Integrity, () => rig.Store.ReadBytesAsync("k"));
        rig.Driver.Body = (_, stream) => new BreakingStream(ReadAll(stream), 70_000);
        var broken = await Rig.FailsAsync(ErrorKind.Connection, () => rig.Store.ReadBytesAsync("k"));
        Assert.Equal(("rig", "k"), (broken.Bucket, broken.Key));
        Assert.Equal(0, rig.Segments.Rented);
    }

    private static byte[] ReadAll(Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
