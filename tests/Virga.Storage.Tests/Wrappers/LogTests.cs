using Microsoft.Extensions.Logging;
using Virga.Storage.Driver;
using Virga.Storage.Memory;
using Virga.Storage.Tests.Transfers;

namespace Virga.Storage.Tests.Wrappers;

public sealed class LogTests
{
    [Fact]
    public async Task CallsAreLoggedAtDebugWithTheirKeys()
    {
        var logger = new RecordingLogger();
        var store = new ObjectStore(new MemoryDriver(), "b").Logged(logger);
        await store.UploadTextAsync("a-key", "12345");
        await store.ReadBytesAsync("a-key");
        await foreach (var row in store.ListAsync()) Assert.Equal("a-key", row.Key);
        await Rig.FailsAsync(ErrorKind.NotFound, () => store.StatAsync("no-key"));
        Assert.All(logger.Lines, line => Assert.Equal(LogLevel.Debug, line.Level));
        Assert.Contains("put of 'a-key' in bucket 'b'", logger.All, StringComparison.Ordinal);
        Assert.Contains("the body of 'a-key' in bucket 'b' was read", logger.All, StringComparison.Ordinal);
        Assert.Contains("5 bytes, to its end", logger.All, StringComparison.Ordinal);
        Assert.Contains("list in bucket 'b'", logger.All, StringComparison.Ordinal);
        Assert.Contains("stat of 'no-key' in bucket 'b' ended", logger.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AboveDebugStandsNoKey()
    {
        var logger = new RecordingLogger(LogLevel.Information);
        var rig = new Rig();
        var store = rig.Store.Logged(logger);
        rig.Driver.CopyFault = new ObjectStoreException(ErrorKind.Unavailable, "Object a-key cannot be read now.") { Code = "SlowDown", Status = 503, RequestId = "r-1", Key = "a-key" };
        await store.UploadTextAsync("a-key", "x");
        await Rig.FailsAsync(ErrorKind.NotFound, () => store.StatAsync("no-key"));
        await Rig.FailsAsync(ErrorKind.Unavailable, () => store.CopyAsync("a-key", "b-key"));
        var (level, text) = Assert.Single(logger.Lines);
        Assert.Equal(LogLevel.Warning, level);
        Assert.Contains("copy in bucket 'rig' failed", text, StringComparison.Ordinal);
        Assert.Contains("Unavailable, code SlowDown, status 503, request r-1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("-key", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignedUrlsAndUploadStatesAreNeverLogged()
    {
        var logger = new RecordingLogger(LogLevel.Trace);
        var rig = new Rig(change: all => all with { Presign = new PresignCapabilities { Kinds = [PresignKind.Get, PresignKind.PutPart], MaxExpires = TimeSpan.FromDays(1) } });
        var store = rig.Store.Logged(logger);
        Assert.Contains("secret", (await store.PresignAsync("k", PresignKind.Get, TimeSpan.FromMinutes(1))).Url.Query, StringComparison.Ordinal);
        await store.UploadAsync("large", Rig.Unseekable(350_000));
        await store.PresignAsync("k", PresignKind.PutPart, TimeSpan.FromMinutes(1), new PresignOptions { Upload = new Upload("k", "https://upload.example.test/?secret=1"), PartNumber = 1 });
        Assert.Contains("put_part of 'large'", logger.All, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", logger.All, StringComparison.Ordinal);
        var tickets = rig.Driver.Slots.Select(slot => slot.Name[..32]).Distinct();
        Assert.All(tickets, ticket => Assert.DoesNotContain(ticket, logger.All, StringComparison.Ordinal));
    }
}
