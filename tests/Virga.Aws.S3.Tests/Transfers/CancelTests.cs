using Virga.Parity;
using Virga.Storage;
using Virga.Storage.Conformance;

namespace Virga.Aws.S3.Tests.Transfers;

/// <summary>An upload that is cancelled, at whatever stage, leaves no upload behind.</summary>
public sealed class CancelTests
{
    private const int PartSize = 5 * 1024 * 1024;

    public static TheoryData<string, string, bool> Stages
    {
        get
        {
            var all = new TheoryData<string, string, bool>();
            foreach (var where in new[] { "localcloud", "ceph" })
            {
                foreach (var stage in new[] { "begin", "part 1", "part 3", "complete" })
                {
                    all.Add(where, stage, false);
                    all.Add(where, stage, true);
                }
            }

            return all;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Stages))]
    [Parity("CB-21")]
    public async Task ACancelledUploadLeavesNoUpload(string where, string stage, bool afterAnswer)
    {
        var place = S3Place.Named(where);
        await using var bucket = await place.NewBucketAsync();
        using var handler = new CancellingHandler(request => Is(stage, request), afterAnswer);
        await using var store = S3Stores.Open(bucket.Name, place.Options() with { Configure = options => options.Handler = handler });
        var bytes = new byte[3 * PartSize];
        var upload = store.UploadAsync("k", new UnseekableStream(new MemoryStream(bytes)), new UploadOptions { Transfer = new TransferOptions { PartSize = PartSize, Parallel = 2 } }, null, handler.Token);

        // Once the answer to the completion has come, the object is stored and there is nothing to cancel.
        if (stage == "complete" && afterAnswer) await CompletedOrCancelledAsync(upload);
        else await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await upload);
        Assert.True(handler.Token.IsCancellationRequested);
        Assert.Empty(await bucket.UploadsAsync());
        if (stage != "complete") Assert.False(await bucket.Store.ExistsAsync("k"));
    }

    private static async Task CompletedOrCancelledAsync(ValueTask<UploadResult> upload)
    {
        try
        {
            Assert.Equal(3L * PartSize, (await upload).Bytes);
        }
        catch (OperationCanceledException e)
        {
            Assert.True(e.CancellationToken.IsCancellationRequested);
        }
    }

    private static bool Is(string stage, HttpRequestMessage request)
    {
        var query = request.RequestUri!.Query;
        return stage switch
        {
            "begin" => request.Method == HttpMethod.Post && query is "?uploads" or "?uploads=",
            "complete" => request.Method == HttpMethod.Post && query.Contains("uploadId=", StringComparison.Ordinal),
            _ => request.Method == HttpMethod.Put && query.Contains($"partNumber={stage[5..]}", StringComparison.Ordinal),
        };
    }
}
