using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Virga;

/// <summary>Computes a checksum over bytes as they pass by.</summary>
/// <remarks>
/// The three CRCs run at memory speed where the processor multiplies without carries, so a transfer does not notice them.
/// Not safe for concurrent calls.
/// </remarks>
public sealed class ChecksumComputer : IDisposable
{
    /// <summary>The length in bytes of the longest checksum.</summary>
    public const int MaxSize = 32;

    private readonly CyclicRedundancy? _cyclic;
    private readonly IncrementalHash? _hash;
    private ulong _state;

    private ChecksumComputer(ChecksumAlgorithm algorithm)
    {
        Algorithm = algorithm;
        _cyclic = Cyclic(algorithm);
        _hash = _cyclic is null ? IncrementalHash.CreateHash(HashName(algorithm)) : null;
        _state = _cyclic?.Start ?? 0;
    }

    /// <summary>The algorithm.</summary>
    public ChecksumAlgorithm Algorithm { get; }

    /// <summary>Makes a computer that has seen no bytes.</summary>
    /// <param name="algorithm">The algorithm.</param>
    /// <exception cref="ArgumentOutOfRangeException">The algorithm is <see cref="ChecksumAlgorithm.None"/> or not one of the enum's.</exception>
    public static ChecksumComputer Create(ChecksumAlgorithm algorithm) => new(algorithm);

    /// <summary>The checksum of bytes that are all at hand.</summary>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="bytes">The bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The algorithm is <see cref="ChecksumAlgorithm.None"/> or not one of the enum's.</exception>
    public static Checksum Compute(ChecksumAlgorithm algorithm, ReadOnlySpan<byte> bytes)
    {
        using var computer = new ChecksumComputer(algorithm);
        computer.Append(bytes);
        return computer.Finish();
    }

    /// <summary>Writes the checksum of bytes that are all at hand. Nothing is allocated.</summary>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="destination">Where the checksum goes; at least <see cref="SizeOf"/> bytes.</param>
    /// <returns>How many bytes were written.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The algorithm is <see cref="ChecksumAlgorithm.None"/> or not one of the enum's.</exception>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public static int Compute(ChecksumAlgorithm algorithm, ReadOnlySequence<byte> bytes, Span<byte> destination)
    {
        if (Cyclic(algorithm) is not { } cyclic) return ThreadHash.Compute(HashName(algorithm), bytes, destination);
        var state = cyclic.Start;
        foreach (var segment in bytes) state = cyclic.Append(state, segment.Span);
        Write(cyclic, state, destination);
        return cyclic.Width / 8;
    }

    /// <summary>How many bytes a checksum of an algorithm has: 4, 8, 16, 20 or 32; 0 for none.</summary>
    /// <param name="algorithm">The algorithm.</param>
    public static int SizeOf(ChecksumAlgorithm algorithm) => algorithm switch
    {
        ChecksumAlgorithm.Crc32 or ChecksumAlgorithm.Crc32C => 4,
        ChecksumAlgorithm.Crc64Nvme => 8,
        ChecksumAlgorithm.Md5 => 16,
        ChecksumAlgorithm.Sha1 => 20,
        ChecksumAlgorithm.Sha256 => 32,
        _ => 0,
    };

    /// <summary>Takes the next bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_cyclic is not null) _state = _cyclic.Append(_state, bytes);
        else _hash!.AppendData(bytes);
    }

    /// <summary>The checksum of everything that was appended; the computer begins anew afterwards.</summary>
    public Checksum Finish()
    {
        var value = new byte[SizeOf(Algorithm)];
        Finish(value);
        return new Checksum(Algorithm, value);
    }

    /// <summary>Writes the checksum of everything that was appended; the computer begins anew afterwards.</summary>
    /// <param name="destination">Where it goes; at least <see cref="SizeOf"/> bytes.</param>
    /// <returns>How many bytes were written.</returns>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public int Finish(Span<byte> destination)
    {
        if (_cyclic is null) return _hash!.GetHashAndReset(destination);
        Write(_cyclic, _state, destination);
        _state = _cyclic.Start;
        return _cyclic.Width / 8;
    }

    /// <summary>Gives the hash object back.</summary>
    public void Dispose() => _hash?.Dispose();

    private static void Write(CyclicRedundancy cyclic, ulong state, Span<byte> destination)
    {
        if (destination.Length < cyclic.Width / 8) throw new ArgumentException($"The checksum has {cyclic.Width / 8} bytes; the destination has {destination.Length}.", nameof(destination));
        if (cyclic.Width == 64) BinaryPrimitives.WriteUInt64BigEndian(destination, ~state);
        else BinaryPrimitives.WriteUInt32BigEndian(destination, ~(uint)state);
    }

    private static CyclicRedundancy? Cyclic(ChecksumAlgorithm algorithm) => algorithm switch
    {
        ChecksumAlgorithm.Crc32 => CyclicRedundancy.Crc32,
        ChecksumAlgorithm.Crc32C => CyclicRedundancy.Crc32C,
        ChecksumAlgorithm.Crc64Nvme => CyclicRedundancy.Crc64Nvme,
        _ => null,
    };

    private static HashAlgorithmName HashName(ChecksumAlgorithm algorithm) => algorithm switch
    {
        ChecksumAlgorithm.Sha1 => HashAlgorithmName.SHA1,
        ChecksumAlgorithm.Sha256 => HashAlgorithmName.SHA256,
        ChecksumAlgorithm.Md5 => HashAlgorithmName.MD5,
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "Choose one of the algorithms of ChecksumAlgorithm other than None."),
    };
}
