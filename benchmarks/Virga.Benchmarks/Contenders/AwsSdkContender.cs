using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Virga.Benchmarks.Server;

namespace Virga.Benchmarks.Contenders;

/// <summary>AWSSDK.S3 with its defaults.</summary>
internal sealed class AwsSdkContender(Uri server) : Contender
{
    private readonly AmazonS3Client _client = new(
        new BasicAWSCredentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
        new AmazonS3Config { ServiceURL = server.ToString(), ForcePathStyle = true, UseHttp = true, AuthenticationRegion = "us-east-1" });

    private readonly byte[] _body = CannedAnswers.Body();
    private readonly byte[] _buffer = new byte[64 * 1024];

    public override string Name => "AWSSDK.S3";

    public override async ValueTask HeadAsync()
    {
        var head = await _client.GetObjectMetadataAsync(CannedAnswers.Bucket, CannedAnswers.Key);
        Check(head is { ETag: not null, LastModified: not null, ContentLength: CannedAnswers.BodyLength });
    }

    public override async ValueTask GetAsync()
    {
        using var answer = await _client.GetObjectAsync(CannedAnswers.Bucket, CannedAnswers.Key);
        Check(answer is { ETag: not null, LastModified: not null, ContentLength: CannedAnswers.BodyLength });
        var length = 0L;
        int read;
        while ((read = await answer.ResponseStream.ReadAsync(_buffer)) > 0) length += read;
        Check(length == CannedAnswers.BodyLength);
    }

    public override async ValueTask PutAsync()
    {
        var answer = await _client.PutObjectAsync(new PutObjectRequest { BucketName = CannedAnswers.Bucket, Key = CannedAnswers.Key, InputStream = new MemoryStream(_body) });
        Check(answer.ETag is not null);
    }

    public override async ValueTask ListAsync(Action? row)
    {
        var count = 0;
        var pages = _client.Paginators.ListObjectsV2(new ListObjectsV2Request { BucketName = CannedAnswers.Bucket });
        await foreach (var page in pages.Responses)
        {
            foreach (var entry in page.S3Objects)
            {
                Check(entry is { Key.Length: > 0, Size: > 0, ETag: not null, LastModified: not null });
                if (++count % CannedAnswers.PageLength == 0) row?.Invoke();
            }
        }

        Check(count == CannedAnswers.Pages * CannedAnswers.PageLength);
    }

    public override ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
