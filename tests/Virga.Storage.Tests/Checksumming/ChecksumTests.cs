using System.Buffers;

namespace Virga.Storage.Tests.Checksumming;

public sealed class ChecksumTests
{
    // Check values of "123456789": CRC RevEng's catalogue for the CRCs, FIPS 180-4 and RFC 1321 implementations for the rest.
    [Theory]
    [InlineData(ChecksumAlgorithm.Crc32, "cbf43926")]
    [InlineData(ChecksumAlgorithm.Crc32C, "e3069283")]
    [InlineData(ChecksumAlgorithm.Crc64Nvme, "ae8b14860a799888")]
    [InlineData(ChecksumAlgorithm.Md5, "25f9e794323b453885f5181f1b624d0b")]
    [InlineData(ChecksumAlgorithm.Sha1, "f7c3bc1d808e04732adf679965ccc34ca7ae3441")]
    [InlineData(ChecksumAlgorithm.Sha256, "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225")]
    public void ThePublishedCheckValuesComeOut(ChecksumAlgorithm algorithm, string expected)
    {
        var checksum = Checksums.Compute(algorithm, "123456789"u8);
        Assert.Equal(algorithm, checksum.Algorithm);
        Assert.Equal(expected, Convert.ToHexStringLower(checksum.Value.Span));
    }

    [Fact]
    public void AChecksumGivesNoValueOfAnotherAlgorithm()
    {
        var checksum = Checksums.Compute(ChecksumAlgorithm.Sha1, "123456789"u8);
        Assert.Equal(20, checksum.Sha1?.Length);
        Assert.Null(checksum.Md5);
        Assert.Null(checksum.Crc32C);
        Assert.Null(default(Checksum).Md5);
    }

    [Theory]
    [InlineData(ChecksumAlgorithm.Crc32)]
    [InlineData(ChecksumAlgorithm.Crc32C)]
    [InlineData(ChecksumAlgorithm.Crc64Nvme)]
    [InlineData(ChecksumAlgorithm.Sha256)]
    public async Task PiecesGiveTheSameAsTheWhole(ChecksumAlgorithm algorithm)
    {
        var bytes = new byte[300_001];
        new Random(6).NextBytes(bytes);
        var whole = Checksums.Compute(algorithm, bytes);
        using var pieces = ChecksumComputer.Create(algorithm);
        var random = new Random(7);
        for (var at = 0; at < bytes.Length;)
        {
            var take = Math.Min(random.Next(1, 700), bytes.Length - at);
            pieces.Append(bytes.AsSpan(at, take));
            at += take;
        }

        Assert.Equal(whole, pieces.Finish());
        Assert.Equal(whole, Checksums.Compute(algorithm, new ReadOnlySequence<byte>(bytes)));
        Assert.Equal(whole, await Checksums.ComputeAsync(algorithm, new MemoryStream(bytes)));
    }

    [Fact]
    public void NoAlgorithmGivesNoChecksum() => Assert.True(Checksums.Compute(ChecksumAlgorithm.None, "x"u8).IsNone);
}
