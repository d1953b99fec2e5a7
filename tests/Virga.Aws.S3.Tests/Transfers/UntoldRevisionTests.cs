using Virga.Storage;
using Virga.Testing;

namespace Virga.Aws.S3.Tests.Transfers;

/// <summary>Servers that complete an upload without telling the ETag, as radosgw does.</summary>
public sealed class UntoldRevisionTests
{
    private const int PartSize = 5 * 1024 * 1024;
    private static readonly UploadOptions InParts = new() { Transfer = new TransferOptions { PartSize = PartSize, Parallel = 1 } };

    [Fact]
    public async Task TheRevisionIsAskedFor()
    {
        var handler = Completing().Then(_ => Head(PartSize + 1));
        await using var store = Scripted.Store(handler);
        var stored = await store.UploadAsync("k", new byte[PartSize + 1], InParts);
        Assert.Equal(("later-2", PartSize + 1L), (stored.Info.Revision, stored.Info.Size));
        Assert.Equal("HEAD", handler.Requests[^1].Method);
    }

    [Fact]
    public async Task TheRevisionOfAnotherWritersObjectIsNotTaken()
    {
        await using var store = Scripted.Store(Completing().Then(_ => Head(7)));
        Assert.Null((await store.UploadAsync("k", new byte[PartSize + 1], InParts)).Info.Revision);
    }

    [Fact]
    public async Task AWriterWhoMayNotReadHasStoredAllTheSame()
    {
        var handler = Completing().Answer(403);
        await using var store = Scripted.Store(handler);
        var stored = await store.UploadAsync("k", new byte[PartSize + 1], InParts);
        Assert.Equal((null, 2), (stored.Info.Revision, stored.Parts));
        Assert.DoesNotContain(handler.Requests, r => r.Method == "DELETE");
    }

    private static ScriptedHandler Completing() => new ScriptedHandler()
        .Answer(200, "<InitiateMultipartUploadResult><UploadId>u1</UploadId></InitiateMultipartUploadResult>", "application/xml")
        .Answer(200, "", null, ("ETag", "\"p1\""))
        .Answer(200, "", null, ("ETag", "\"p2\""))
        .Answer(200, "<CompleteMultipartUploadResult><Key>k</Key><ETag></ETag></CompleteMultipartUploadResult>", "application/xml");

    private static HttpResponseMessage Head(long length)
    {
        var answer = ScriptedHandler.Response(200, new ByteArrayContent([]), null, ("ETag", "\"later-2\""));
        answer.Content.Headers.ContentLength = length;
        return answer;
    }
}
