using Microsoft.AspNetCore.Http;

namespace Virga.Local.Http;

/// <summary>An answer's body that breaks off, ends early or is damaged.</summary>
internal sealed class FaultyResponseBody(HttpContext http, Stream inner, LocalFault fault) : PassingStream
{
    private long _written;

    public override bool CanWrite => true;

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        long end = fault.TruncateResponseAt ?? long.MaxValue;
        if (http.Response.ContentLength > end)
        {
            http.Response.ContentLength = end;
        }

        long drop = fault.DropAfterResponseBytes ?? long.MaxValue;
        int count = (int)Math.Clamp(Math.Min(end, drop) - _written, 0, buffer.Length);
        ReadOnlyMemory<byte> bytes = Damage(buffer[..count]);
        _written += count;
        if (count > 0)
        {
            await inner.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }

        if (_written >= drop)
        {
            if (_written > 0)
            {
                await inner.FlushAsync(cancellationToken).ConfigureAwait(false);
            }

            http.Abort();
            throw new OperationCanceledException(http.RequestAborted);
        }
    }

    private ReadOnlyMemory<byte> Damage(ReadOnlyMemory<byte> bytes)
    {
        if (fault.CorruptResponseAt is not { } position || position < _written || position >= _written + bytes.Length)
        {
            return bytes;
        }

        byte[] copy = bytes.ToArray();
        copy[position - _written] ^= 0xFF;
        return copy;
    }
}
