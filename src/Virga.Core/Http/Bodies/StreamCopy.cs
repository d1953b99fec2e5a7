namespace Virga.Http;

/// <summary>Copies a stream to the connection through one pooled segment.</summary>
internal static class StreamCopy
{
    public static async ValueTask RunAsync(Stream source, long? length, Stream target, AttemptContent sent, CancellationToken cancellationToken)
    {
        var buffer = SegmentPool.Shared.Rent();
        try
        {
            var left = length ?? long.MaxValue;
            while (left > 0)
            {
                var count = await ReadAsync(source, buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)), cancellationToken).ConfigureAwait(false);
                if (count == 0) break;
                await target.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                sent.Wrote(count);
                left -= count;
            }
        }
        finally
        {
            SegmentPool.Shared.Return(buffer);
        }
    }

    private static async ValueTask<int> ReadAsync(Stream source, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException and not VirgaException)
        {
            throw new VirgaException(ErrorKind.InvalidArgument, $"The request body could not be read: {e.Message}", e);
        }
    }
}
