using System.Security.Cryptography;

namespace Virga.Local.Checksums;

/// <summary>A checksum that grows with the bytes it is shown.</summary>
internal abstract class RunningChecksum : IDisposable
{
    public abstract void Append(ReadOnlySpan<byte> bytes);

    /// <summary>The value in the order of bytes that the protocol encodes (big-endian for a CRC).</summary>
    public abstract byte[] Finish();

    public virtual void Dispose() => GC.SuppressFinalize(this);

    public static RunningChecksum Create(ChecksumKind kind) => kind switch
    {
        ChecksumKind.Crc32 => new TableCrc(CrcPolynomial.Crc32),
        ChecksumKind.Crc32C => new HardwareCrc32C(),
        ChecksumKind.Crc64Nvme => new TableCrc(CrcPolynomial.Crc64Nvme),
        ChecksumKind.Sha1 => new HashChecksum(HashAlgorithmName.SHA1),
        _ => new HashChecksum(HashAlgorithmName.SHA256),
    };

    public static byte[] Of(ChecksumKind kind, ReadOnlySpan<byte> bytes)
    {
        using RunningChecksum checksum = Create(kind);
        checksum.Append(bytes);
        return checksum.Finish();
    }
}
