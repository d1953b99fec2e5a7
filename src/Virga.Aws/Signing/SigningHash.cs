using System.Security.Cryptography;

namespace Virga.Aws.Signing;

/// <summary>SHA-256 and HMAC-SHA-256 with objects that each thread keeps: making them anew costs as much as the signature.</summary>
internal static class SigningHash
{
    [ThreadStatic]
    private static IncrementalHash? _sha;

    [ThreadStatic]
    private static IncrementalHash? _mac;

    [ThreadStatic]
    private static byte[]? _macKey;

    public static void Sha256(ReadOnlySpan<byte> bytes, Span<byte> hash)
    {
        var sha = _sha ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(bytes);
        sha.GetHashAndReset(hash);
    }

    public static void Mac(byte[] key, ReadOnlySpan<byte> bytes, Span<byte> hash)
    {
        if (!ReferenceEquals(_macKey, key))
        {
            _mac?.Dispose();
            _mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
            _macKey = key;
        }

        _mac!.AppendData(bytes);
        _mac.GetHashAndReset(hash);
    }

    /// <summary>Hashes, and writes the hash as 64 lower-case hex digits.</summary>
    public static void AppendSha256Hex(ReadOnlySpan<byte> bytes, ref SigningBuffer target)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> hex = stackalloc byte[64];
        Sha256(bytes, hash);
        Convert.TryToHexStringLower(hash, hex, out _);
        target.Append(hex);
    }

    public static void MacHex(byte[] key, ReadOnlySpan<byte> bytes, Span<byte> hex)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Mac(key, bytes, hash);
        Convert.TryToHexStringLower(hash, hex, out _);
    }
}
