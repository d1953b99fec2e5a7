using System.Text;

namespace Virga.Core.Tests.Checksums;

public sealed class ChecksumComputerTests
{
    // Check values: the CRC catalogue's "123456789"; FIPS 180 and RFC 1321 for the hashes of "abc".
    [Theory]
    [InlineData(ChecksumAlgorithm.Crc32, "123456789", "CBF43926")]
    [InlineData(ChecksumAlgorithm.Crc32C, "123456789", "E3069283")]
    [InlineData(ChecksumAlgorithm.Crc64Nvme, "123456789", "AE8B14860A799888")]
    [InlineData(ChecksumAlgorithm.Sha1, "abc", "A9993E364706816ABA3E25717850C26C9CD0D89D")]
    [InlineData(ChecksumAlgorithm.Sha256, "abc", "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
    [InlineData(ChecksumAlgorithm.Md5, "abc", "900150983CD24FB0D6963F7D28E17F72")]
    [InlineData(ChecksumAlgorithm.Crc32, "", "00000000")]
    [InlineData(ChecksumAlgorithm.Crc32C, "", "00000000")]
    [InlineData(ChecksumAlgorithm.Crc64Nvme, "", "0000000000000000")]
    public void GivesThePublishedCheckValue(ChecksumAlgorithm algorithm, string text, string expected)
    {
        var checksum = ChecksumComputer.Compute(algorithm, Encoding.ASCII.GetBytes(text));

        Assert.Equal(expected, Convert.ToHexString(checksum.Value.Span));
        Assert.Equal(ChecksumComputer.SizeOf(algorithm), checksum.Value.Length);
    }

    [Theory]
    [InlineData(ChecksumAlgorithm.Crc32)]
    [InlineData(ChecksumAlgorithm.Crc32C)]
    [InlineData(ChecksumAlgorithm.Crc64Nvme)]
    [InlineData(ChecksumAlgorithm.Sha1)]
    [InlineData(ChecksumAlgorithm.Sha256)]
    [InlineData(ChecksumAlgorithm.Md5)]
    public void WritesTheSameIntoMemoryOfTheCaller(ChecksumAlgorithm algorithm)
    {
        var bytes = new byte[5000];
        new Random(1).NextBytes(bytes);
        var expected = ChecksumComputer.Compute(algorithm, bytes);
        Span<byte> written = stackalloc byte[ChecksumComputer.MaxSize];

        // Twice, since hash objects are kept.
        for (var i = 0; i < 2; i++)
        {
            var size = ChecksumComputer.Compute(algorithm, Serialization.Segments.Random(bytes, new Random(2), 700), written);
            Assert.Equal(expected, new Checksum(algorithm, written[..size].ToArray()));
        }

        using var computer = ChecksumComputer.Create(algorithm);
        computer.Append(bytes);
        Assert.Equal(expected, new Checksum(algorithm, written[..computer.Finish(written)].ToArray()));
        Assert.Throws<ArgumentException>(() => ChecksumComputer.Compute(algorithm, new System.Buffers.ReadOnlySequence<byte>(bytes), new byte[3]));
    }

    // RFC 3720 appendix B.4, 32 bytes each.
    [Theory]
    [InlineData(0x00, "8A9136AA")]
    [InlineData(0xFF, "62A8AB43")]
    public void GivesTheIscsiExamplesForCrc32C(byte fill, string expected)
    {
        var bytes = new byte[32];
        Array.Fill(bytes, fill);

        Assert.Equal(expected, Convert.ToHexString(ChecksumComputer.Compute(ChecksumAlgorithm.Crc32C, bytes).Value.Span));
    }

    [Theory]
    [InlineData(ChecksumAlgorithm.Crc32, 0xEDB88320UL, 32)]
    [InlineData(ChecksumAlgorithm.Crc32C, 0x82F63B78UL, 32)]
    [InlineData(ChecksumAlgorithm.Crc64Nvme, 0x9A6C9329AC4BC9B5UL, 64)]
    public void FoldingEqualsTheBitwiseDefinitionAtEveryLength(ChecksumAlgorithm algorithm, ulong polynomial, int width)
    {
        var random = new Random(7);
        for (var length = 0; length < 700; length += 1 + random.Next(5))
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);

            var expected = Bitwise(bytes, polynomial, width);

            using var computer = ChecksumComputer.Create(algorithm);
            var at = 0;
            while (at < length)
            {
                var take = Math.Min(length - at, 1 + random.Next(300));
                computer.Append(bytes.AsSpan(at, take));
                at += take;
            }

            Assert.Equal(expected, Convert.ToHexString(computer.Finish().Value.Span));
            Assert.Equal(expected, Convert.ToHexString(ChecksumComputer.Compute(algorithm, bytes).Value.Span));
        }
    }

    [Fact]
    public void BeginsAnewAfterFinish()
    {
        using var computer = ChecksumComputer.Create(ChecksumAlgorithm.Crc64Nvme);
        computer.Append("other"u8);
        computer.Finish();
        computer.Append("123456789"u8);

        Assert.Equal("AE8B14860A799888", Convert.ToHexString(computer.Finish().Value.Span));
    }

    [Fact]
    public void RefusesNoAlgorithm() => Assert.Throws<ArgumentOutOfRangeException>(() => ChecksumComputer.Create(ChecksumAlgorithm.None));

    private static string Bitwise(byte[] bytes, ulong polynomial, int width)
    {
        var ones = width == 64 ? ulong.MaxValue : uint.MaxValue;
        var state = ones;
        foreach (var value in bytes)
        {
            state ^= value;
            for (var bit = 0; bit < 8; bit++) state = (state & 1) == 0 ? state >> 1 : (state >> 1) ^ polynomial;
        }

        return (state ^ ones).ToString(width == 64 ? "X16" : "X8", System.Globalization.CultureInfo.InvariantCulture);
    }
}
