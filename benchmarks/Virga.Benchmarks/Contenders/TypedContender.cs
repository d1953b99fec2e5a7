using Virga.Aws;
using Virga.Aws.S3;
using Virga.Benchmarks.Server;

namespace Virga.Benchmarks.Contenders;

/// <summary>The generated client with its defaults: every call signed afresh, retry on, checksum of the body as S3 asks for it.</summary>
internal sealed class TypedContender(Uri server, HttpMessageHandler? handler = null) : Contender
{
    private readonly S3Client _client = Options(server, handler).CreateClient();
    private readonly byte[] _body = CannedAnswers.Body();
    private readonly byte[] _buffer = new byte[64 * 1024];

    public override string Name => "typed client";

    public static S3Options Options(Uri server, HttpMessageHandler? handler = null) => new()
    {
        Endpoint = server,
        Profile = S3Profiles.Aws,
        Credentials = new StaticCredentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
        Configure = options => options.Handler = handler,
    };

    public override async ValueTask HeadAsync()
    {
        var head = await _client.HeadObjectAsync(CannedAnswers.Bucket, CannedAnswers.Key);
        Check(head is { ETag: not null, LastModified: not null, ContentLength: CannedAnswers.BodyLength });
    }

    public override async ValueTask GetAsync()
    {
        using var answer = await _client.GetObjectAsync(CannedAnswers.Bucket, CannedAnswers.Key);
        Check(answer is { ETag: not null, LastModified: not null, ContentLength: CannedAnswers.BodyLength });
        var length = 0L;
        int read;
        while ((read = await answer.Content.ReadAsync(_buffer)) > 0) length += read;
        Check(length == CannedAnswers.BodyLength);
    }

    public override async ValueTask PutAsync()
    {
        var answer = await _client.PutObjectAsync(CannedAnswers.Bucket, CannedAnswers.Key, _body);
        Check(answer.ETag is not null);
    }

    public override async ValueTask ListAsync(Action? row)
    {
        var count = 0;
        await foreach (var entry in _client.ListObjectsV2Async(CannedAnswers.Bucket))
        {
            Check(entry is { Key.Length: > 0, Size: > 0, ETag: not null, LastModified.Year: > 2000 });
            if (++count % CannedAnswers.PageLength == 0) row?.Invoke();
        }

        Check(count == CannedAnswers.Pages * CannedAnswers.PageLength);
    }

    public override ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
