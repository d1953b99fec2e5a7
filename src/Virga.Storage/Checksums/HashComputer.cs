using System.Security.Cryptography;

namespace Virga.Storage;

/// <summary>The checksums that the framework computes.</summary>
internal sealed class HashComputer(ChecksumAlgorithm algorithm, HashAlgorithmName name) : ChecksumComputer
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(name);

    public override void Append(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

    public override Checksum Finish() => new(algorithm, _hash.GetHashAndReset());

    public override void Dispose()
    {
        _hash.Dispose();
        base.Dispose();
    }
}
