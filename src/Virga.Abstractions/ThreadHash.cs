using System.Buffers;
using System.Security.Cryptography;

namespace Virga;

/// <summary>Hashes with objects that each thread keeps: making one anew costs as much as hashing a kilobyte, and leaves a finalizer behind.</summary>
internal static class ThreadHash
{
    [ThreadStatic]
    private static IncrementalHash? _sha256;

    [ThreadStatic]
    private static IncrementalHash? _other;

    public static int Compute(HashAlgorithmName name, ReadOnlySequence<byte> bytes, Span<byte> destination)
    {
        var hash = name == HashAlgorithmName.SHA256 ? _sha256 ??= IncrementalHash.CreateHash(name) : Other(name);
        if (destination.Length < hash.HashLengthInBytes) throw new ArgumentException($"A checksum of {name} has {hash.HashLengthInBytes} bytes; the destination has {destination.Length}.", nameof(destination));
        foreach (var segment in bytes) hash.AppendData(segment.Span);
        return hash.GetHashAndReset(destination);
    }

    private static IncrementalHash Other(HashAlgorithmName name)
    {
        if (_other is not null && _other.AlgorithmName == name) return _other;
        _other?.Dispose();
        return _other = IncrementalHash.CreateHash(name);
    }
}
