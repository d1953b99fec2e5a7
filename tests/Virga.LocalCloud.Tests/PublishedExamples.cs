using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Virga.Local.Authentication;
using Virga.Local.Bodies;
using Virga.Local.Http;

namespace Virga.Local.Tests;

/// <summary>The exchanges that Amazon's reference signs step by step, with its own signatures.</summary>
public sealed class PublishedExamples
{
    private const string Credential = "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request";
    private static readonly DateTimeOffset At = new(2013, 5, 24, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("GET", "/test.txt", "", "host;range;x-amz-content-sha256;x-amz-date", TestSigner.Empty, "Range", "bytes=0-9", "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")]
    [InlineData(
        "PUT", "/test$file.text", "", "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class", "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
        "x-amz-storage-class", "REDUCED_REDUNDANCY", "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd")]
    [InlineData("GET", "/", "lifecycle", "host;x-amz-content-sha256;x-amz-date", TestSigner.Empty, "Accept", "*/*", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")]
    [InlineData("GET", "/", "max-keys=2&prefix=J", "host;x-amz-content-sha256;x-amz-date", TestSigner.Empty, "Accept", "*/*", "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")]
    public void TheHeaderOfTheExampleIsAccepted(string method, string path, string query, string signedHeaders, string payload, string name, string value, string signature)
    {
        IHeaderDictionary headers = Headers(payload, signedHeaders, signature, "examplebucket.s3.amazonaws.com");
        headers.Date = "Fri, 24 May 2013 00:00:00 GMT";
        headers[name] = value;
        SignedMessage message = new(method, path, QueryParameters.Parse(query), headers);
        Assert.Equal(signature, Verifier().Verify(message, At).Signature);
        SignedMessage changed = message with { RawPath = path + "x" };
        Assert.Equal("SignatureDoesNotMatch", Assert.Throws<S3Exception>(() => Verifier().Verify(changed, At)).Code);
    }

    [Fact]
    public void TheUrlOfTheExampleIsAccepted()
    {
        const string query = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
            + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
            + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";
        IHeaderDictionary headers = new HeaderDictionary { ["Host"] = "examplebucket.s3.amazonaws.com" };
        SignedMessage message = new("GET", "/test.txt", QueryParameters.Parse(query), headers);
        Assert.Equal("20130524/us-east-1/s3/aws4_request", Verifier().Verify(message, At.AddHours(24)).Scope);
        Assert.Equal("Request has expired", Assert.Throws<S3Exception>(() => Verifier().Verify(message, At.AddHours(24).AddSeconds(1))).Message);
    }

    [Fact]
    public async Task TheChunksOfTheExampleAreAccepted()
    {
        IHeaderDictionary headers = Headers(
            "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
            "content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class",
            "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9",
            "s3.amazonaws.com");
        headers.ContentEncoding = "aws-chunked";
        headers.ContentLength = 66824;
        headers["x-amz-decoded-content-length"] = "66560";
        headers["x-amz-storage-class"] = "REDUCED_REDUNDANCY";
        VerifiedSignature seed = Verifier().Verify(new("PUT", "/examplebucket/chunkObject.txt", QueryParameters.Parse(string.Empty), headers), At);
        string body = Chunk(65536, "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648")
            + Chunk(1024, "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497")
            + Chunk(0, "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9");
        Assert.Equal(66824, body.Length);
        Assert.Equal(66560, await ReadAsync(body, PayloadMode.SignedChunks, seed));
        S3Exception changed = await Assert.ThrowsAsync<S3Exception>(() => ReadAsync(body.Replace("aaa\r", "aab\r", StringComparison.Ordinal), PayloadMode.SignedChunks, seed));
        Assert.Equal("SignatureDoesNotMatch", changed.Code);
        S3Exception cut = await Assert.ThrowsAsync<S3Exception>(() => ReadAsync(body[..66000], PayloadMode.SignedChunks, seed));
        Assert.Equal("IncompleteBody", cut.Code);
    }

    [Fact]
    public async Task TheTrailerOfTheExampleIsAccepted()
    {
        IHeaderDictionary headers = Headers(
            "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
            "content-encoding;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class;x-amz-trailer",
            "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e",
            "s3.amazonaws.com");
        headers.ContentEncoding = "aws-chunked";
        headers["x-amz-decoded-content-length"] = "66560";
        headers["x-amz-storage-class"] = "REDUCED_REDUNDANCY";
        headers["x-amz-trailer"] = "x-amz-checksum-crc32c";
        VerifiedSignature seed = Verifier().Verify(new("PUT", "/examplebucket/chunkObject.txt", QueryParameters.Parse(string.Empty), headers), At);
        string body = Chunk(65536, "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2")
            + Chunk(1024, "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7")
            + "0;chunk-signature=2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\n"
            + "x-amz-checksum-crc32c:sOO8/Q==\r\nx-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n";
        Assert.Equal(66560, await ReadAsync(body, PayloadMode.SignedChunksTrailer, seed));
        S3Exception changed = await Assert.ThrowsAsync<S3Exception>(
            () => ReadAsync(body.Replace("sOO8", "sOO9", StringComparison.Ordinal), PayloadMode.SignedChunksTrailer, seed));
        Assert.Equal("SignatureDoesNotMatch", changed.Code);
    }

    private static SignatureVerifier Verifier() => new(new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", null), "us-east-1");

    private static HeaderDictionary Headers(string payload, string signed, string signature, string host) => new HeaderDictionary
    {
        ["Host"] = host,
        ["x-amz-date"] = "20130524T000000Z",
        ["x-amz-content-sha256"] = payload,
        ["Authorization"] = $"AWS4-HMAC-SHA256 Credential={Credential},SignedHeaders={signed},Signature={signature}",
    };

    private static string Chunk(int size, string signature)
        => string.Create(CultureInfo.InvariantCulture, $"{size:x};chunk-signature={signature}\r\n{new string('a', size)}\r\n");

    private static async Task<long> ReadAsync(string body, PayloadMode mode, VerifiedSignature seed)
    {
        using ChunkedSource source = new(new MemoryStream(Encoding.ASCII.GetBytes(body)), mode, new ChunkSigner(seed));
        byte[] block = new byte[10_000];
        long total = 0;
        int count;
        while ((count = await source.ReadAsync(block, CancellationToken.None)) > 0)
        {
            total += count;
        }

        return total;
    }
}
