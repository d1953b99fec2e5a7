namespace Virga.Http;

/// <summary>Reads a body once to compute a checksum of it.</summary>
internal static class BodyHash
{
    /// <summary>Computes at once what lies in memory; false when the body must be read.</summary>
    public static bool TryCompute(ChecksumAlgorithm algorithm, BodySource body, Span<byte> checksum, out int size)
    {
        size = 0;
        if (!body.TryGetBytes(out var bytes)) return false;
        size = ChecksumComputer.Compute(algorithm, bytes, checksum);
        return true;
    }

    public static async ValueTask<Checksum> ComputeAsync(ChecksumAlgorithm algorithm, BodySource body, CancellationToken cancellationToken)
    {
        using var computer = ChecksumComputer.Create(algorithm);
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
