namespace Virga.Http;

/// <summary>Reads a body once to compute a checksum of it.</summary>
internal static class BodyHash
{
    public static async ValueTask<Checksum> ComputeAsync(ChecksumAlgorithm algorithm, BodySource body, CancellationToken cancellationToken)
    {
        using var computer = ChecksumComputer.Create(algorithm);
        if (body is SequenceBody memory)
        {
            foreach (var part in memory.Bytes) computer.Append(part.Span);
            return computer.Finish();
        }

        var stream = body.OpenRead();
        var buffer = SegmentPool.Shared.Rent();
        try
        {
            while (true)
            {
                var count = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
                if (count == 0) return computer.Finish();
                computer.Append(buffer.AsSpan(0, count));
            }
        }
        finally
        {
            SegmentPool.Shared.Return(buffer);
            await stream.DisposeAsync().ConfigureAwait(false);
        }
    }
}
