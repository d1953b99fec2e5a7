using Microsoft.AspNetCore.Http;

namespace Virga.Local.Http;

/// <summary>A request's body whose connection breaks after some bytes.</summary>
internal sealed class DroppingRequestBody(HttpContext http, Stream inner, long limit) : PassingStream
{
    private long _left = limit;

    public override bool CanRead => true;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int room = (int)Math.Min(buffer.Length, _left);
        int count = room == 0 ? 0 : await inner.ReadAsync(buffer[..room], cancellationToken).ConfigureAwait(false);
        _left -= count;
        if (_left == 0)
        {
            http.Abort();
            throw new OperationCanceledException(http.RequestAborted);
        }

        return count;
    }
}
