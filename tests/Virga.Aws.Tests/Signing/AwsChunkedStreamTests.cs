using System.Text;
using Virga.Aws.Signing;
using static Virga.Aws.Tests.Signing.SignatureExamples;

namespace Virga.Aws.Tests.Signing;

/// <summary>The upload of 65 KiB in the Amazon S3 API Reference, without and with a trailing checksum, and what it leaves open.</summary>
public sealed class AwsChunkedStreamTests
{
    private const string Seed = "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9";
    private const string TrailerSeed = "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e";

    [Fact]
    public void TheSeedSignaturesAreThePublishedOnes()
    {
        Assert.Equal(Seed, Sign("PUT", "s3.amazonaws.com", "/examplebucket/chunkObject.txt", "", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", S3Scope, PathRule.AsSent,
            Header("x-amz-date", "20130524T000000Z"), Header("x-amz-storage-class", "REDUCED_REDUNDANCY"), Header("x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"),
            Header("Content-Encoding", "aws-chunked"), Header("x-amz-decoded-content-length", "66560"), Header("Content-Length", "66824")));
        Assert.Equal(TrailerSeed, Sign("PUT", "s3.amazonaws.com", "/examplebucket/chunkObject.txt", "", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", S3Scope, PathRule.AsSent,
            Header("x-amz-date", "20130524T000000Z"), Header("x-amz-storage-class", "REDUCED_REDUNDANCY"), Header("x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"),
            Header("Content-Encoding", "aws-chunked"), Header("x-amz-decoded-content-length", "66560"), Header("x-amz-trailer", "x-amz-checksum-crc32c")));
    }

    [Fact]
    public void TheChunksCarryThePublishedSignaturesAndTheLengthIsExact()
    {
        using var stream = new AwsChunkedStream(new MemoryStream(Letters(66560)), Signed(66560));

        var expected = "10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n" + new string('a', 65536)
            + "\r\n400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n" + new string('a', 1024)
            + "\r\n0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n";
        Assert.Equal(66824, stream.Length);
        Assert.Equal(expected, ReadAll(stream, 1000));
    }

    [Fact]
    public void TheTrailingChecksumIsComputedAndSignedAsPublished()
    {
        var framing = new AwsChunkedFraming { DecodedLength = 66560, Scope = S3Scope, Seed = Encoding.ASCII.GetBytes(TrailerSeed), Trailer = ChecksumAlgorithm.Crc32C, TrailerHeader = "x-amz-checksum-crc32c" };
        using var stream = new AwsChunkedStream(new MemoryStream(Letters(66560)), framing);

        var text = ReadAll(stream, 4096);

        Assert.StartsWith("10000;chunk-signature=b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\r\n400;chunk-signature=1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7\r\n", text, StringComparison.Ordinal);
        Assert.EndsWith(
            "\r\n0;chunk-signature=2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\nx-amz-checksum-crc32c:sOO8/Q==\r\nx-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n",
            text,
            StringComparison.Ordinal);
        Assert.Equal(stream.Length, text.Length);
    }

    [Fact]
    public void AnUnsignedBodyHasBareChunksAndTheChecksum()
    {
        using var stream = new AwsChunkedStream(new MemoryStream(Letters(3)), new AwsChunkedFraming { DecodedLength = 3, Trailer = ChecksumAlgorithm.Crc32C, TrailerHeader = "x-amz-checksum-crc32c" });
        var checksum = Convert.ToBase64String(ChecksumComputer.Compute(ChecksumAlgorithm.Crc32C, "aaa"u8).Value.Span);

        var text = ReadAll(stream, 7);

        Assert.Equal($"3\r\naaa\r\n0\r\nx-amz-checksum-crc32c:{checksum}\r\n\r\n", text);
        Assert.Equal(stream.Length, text.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65535)]
    [InlineData(65536)]
    [InlineData(65537)]
    [InlineData(200_000)]
    public async Task TheAnnouncedLengthIsWhatIsSentInEveryFraming(int length)
    {
        foreach (var trailer in new[] { ChecksumAlgorithm.None, ChecksumAlgorithm.Crc32C, ChecksumAlgorithm.Crc64Nvme, ChecksumAlgorithm.Sha256 })
        {
            foreach (var scope in new[] { S3Scope, null })
            {
                var framing = new AwsChunkedFraming { DecodedLength = length, Scope = scope, Seed = Encoding.ASCII.GetBytes(Seed), Trailer = trailer, TrailerHeader = trailer == ChecksumAlgorithm.None ? null : "x-amz-checksum-x" };
                var copied = new MemoryStream();
                using var read = new AwsChunkedStream(new MemoryStream(Letters(length)), framing);
                using var copy = new AwsChunkedStream(new MemoryStream(Letters(length)), framing);
                await copy.CopyToAsync(copied);

                Assert.Equal(read.Length, copied.Length);
                Assert.Equal(ReadAll(read, 8191), Encoding.ASCII.GetString(copied.ToArray()));
            }
        }
    }

    [Theory]
    [InlineData(10, 11)]
    [InlineData(70_000, 80_000)]
    [InlineData(10, 9)]
    [InlineData(65536, 65535)]
    [InlineData(1, 0)]
    public async Task ABodyOfAnotherLengthThanAnnouncedIsAnError(int real, int announced)
    {
        using var stream = new AwsChunkedStream(new MemoryStream(Letters(real)), Signed(announced));

        var error = await Assert.ThrowsAsync<VirgaException>(() => stream.CopyToAsync(Stream.Null));

        Assert.Equal(ErrorKind.Integrity, error.Kind);
        Assert.Contains(announced.ToString(System.Globalization.CultureInfo.InvariantCulture), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DisposingGivesTheSegmentBackOnce()
    {
        var pool = new SegmentPool();
        var stream = new AwsChunkedStream(new MemoryStream(), Signed(0), pool);
        Assert.Equal(1, pool.Rented);
        stream.Dispose();
        stream.Dispose();

        Assert.Equal(0, pool.Rented);
        Assert.Throws<ObjectDisposedException>(() => stream.Read(new byte[1], 0, 1));
    }

    private static AwsChunkedFraming Signed(long length) => new() { DecodedLength = length, Scope = S3Scope, Seed = Encoding.ASCII.GetBytes(Seed) };

    private static byte[] Letters(int count) => Enumerable.Repeat((byte)'a', count).ToArray();

    private static string ReadAll(AwsChunkedStream stream, int step)
    {
        var all = new MemoryStream();
        var buffer = new byte[step];
        int read;
        while ((read = stream.Read(buffer, 0, buffer.Length)) > 0) all.Write(buffer, 0, read);
        return Encoding.ASCII.GetString(all.ToArray());
    }
}
