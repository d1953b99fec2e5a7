using System.Security.Cryptography;

namespace Virga.Storage;

/// <summary>Takes bytes piece by piece and gives their checksum once.</summary>
internal abstract class ChecksumComputer : IDisposable
{
    public abstract void Append(ReadOnlySpan<byte> bytes);

    public abstract Checksum Finish();

    public virtual void Dispose()
    {
    }

    public static ChecksumComputer? Create(ChecksumAlgorithm algorithm) => algorithm switch
    {
        ChecksumAlgorithm.None => null,
        ChecksumAlgorithm.Crc32C => new Crc32CComputer(),
        ChecksumAlgorithm.Crc64Nvme => new Crc64NvmeComputer(),
        ChecksumAlgorithm.Crc32 => new Crc32Computer(),
        ChecksumAlgorithm.Sha1 => new HashComputer(algorithm, HashAlgorithmName.SHA1),
        ChecksumAlgorithm.Sha256 => new HashComputer(algorithm, HashAlgorithmName.SHA256),
        ChecksumAlgorithm.Md5 => new HashComputer(algorithm, HashAlgorithmName.MD5),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "Not a checksum algorithm."),
    };
}
