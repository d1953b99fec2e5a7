using System.Security.Cryptography;

namespace Virga.Local.Checksums;

internal sealed class HashChecksum(HashAlgorithmName algorithm) : RunningChecksum
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(algorithm);

    public override void Append(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

    public override byte[] Finish() => _hash.GetHashAndReset();

    public override void Dispose()
    {
        _hash.Dispose();
        base.Dispose();
    }
}
