using Virga.Aws.S3;
using Virga.Benchmarks.Server;
using Virga.Storage;

namespace Virga.Benchmarks.Contenders;

/// <summary>The same through the store that is the same for every provider.</summary>
internal sealed class StoreContender(Uri server) : Contender
{
    private readonly ObjectStore _store = S3Stores.Open(CannedAnswers.Bucket, TypedContender.Options(server));
    private readonly byte[] _body = CannedAnswers.Body();
    private readonly byte[] _buffer = new byte[64 * 1024];

    public override string Name => "object store";

    public override async ValueTask HeadAsync()
    {
        var info = await _store.StatAsync(CannedAnswers.Key);
        Check(info is { Revision: not null, LastModified: not null, Size: CannedAnswers.BodyLength });
    }

    public override async ValueTask GetAsync()
    {
        await using var download = await _store.DownloadAsync(CannedAnswers.Key);
        Check(download.Info is { Revision: not null, LastModified: not null, Size: CannedAnswers.BodyLength });
        var length = 0L;
        int read;
        while ((read = await download.ReadAsync(_buffer)) > 0) length += read;
        Check(length == CannedAnswers.BodyLength);
    }

    public override async ValueTask PutAsync()
    {
        var result = await _store.UploadAsync(CannedAnswers.Key, _body);
        Check(result.Info.Revision is not null);
    }

    public override async ValueTask ListAsync(Action? row)
    {
        var count = 0;
        await foreach (var entry in _store.ListAsync())
        {
            Check(entry is { Key.Length: > 0, Size: > 0, Revision: not null, LastModified: not null });
            if (++count % CannedAnswers.PageLength == 0) row?.Invoke();
        }

        Check(count == CannedAnswers.Pages * CannedAnswers.PageLength);
    }

    public override ValueTask DisposeAsync() => _store.DisposeAsync();
}
