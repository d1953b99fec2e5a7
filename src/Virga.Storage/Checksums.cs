using System.Buffers;

namespace Virga.Storage;

/// <summary>Computes checksums of bytes at hand.</summary>
public static class Checksums
{
    /// <summary>The checksum of one run of bytes.</summary>
    /// <param name="algorithm">The algorithm; <see cref="ChecksumAlgorithm.None"/> gives no checksum.</param>
    /// <param name="bytes">The bytes.</param>
    public static Checksum Compute(ChecksumAlgorithm algorithm, ReadOnlySpan<byte> bytes)
    {
        using var computer = Start(algorithm);
        if (computer is null) return default;
        computer.Append(bytes);
        return computer.Finish();
    }

    /// <summary>The checksum of a sequence of bytes.</summary>
    /// <param name="algorithm">The algorithm; <see cref="ChecksumAlgorithm.None"/> gives no checksum.</param>
    /// <param name="bytes">The bytes.</param>
    public static Checksum Compute(ChecksumAlgorithm algorithm, ReadOnlySequence<byte> bytes)
    {
        using var computer = Start(algorithm);
        if (computer is null) return default;
        foreach (var segment in bytes) computer.Append(segment.Span);
        return computer.Finish();
    }

    /// <summary>The checksum of what a stream still holds.</summary>
    /// <param name="algorithm">The algorithm; <see cref="ChecksumAlgorithm.None"/> gives no checksum and reads nothing.</param>
    /// <param name="stream">The stream, read from its position to its end.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async ValueTask<Checksum> ComputeAsync(ChecksumAlgorithm algorithm, Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var computer = Start(algorithm);
        if (computer is null) return default;
        var buffer = SegmentPool.Shared.Rent();
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0) computer.Append(buffer.AsSpan(0, read));
        }
        finally
        {
            SegmentPool.Shared.Return(buffer);
        }

        return computer.Finish();
    }

    /// <summary>A computer that has seen no bytes; null where there is nothing to compute.</summary>
    internal static ChecksumComputer? Start(ChecksumAlgorithm algorithm) => algorithm == ChecksumAlgorithm.None ? null : ChecksumComputer.Create(algorithm);
}
