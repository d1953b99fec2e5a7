using Virga.Aws.Signing;
using static Virga.Aws.Tests.Signing.SignatureExamples;

namespace Virga.Aws.Tests.Signing;

/// <summary>The examples of "Signature Calculations for the Authorization Header" in the Amazon S3 API Reference.</summary>
public sealed class PublishedS3SignaturesTests
{
    [Fact]
    public void GetObjectWithARangeHasThePublishedSignature()
    {
        var signature = Sign("GET", ExampleHost, "/test.txt", "", SigV4.EmptyHash, S3Scope, PathRule.AsSent,
            Header("Range", "bytes=0-9"), Header("x-amz-content-sha256", SigV4.EmptyHash), Header("x-amz-date", "20130524T000000Z"));

        Assert.Equal("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41", signature);
    }

    [Fact]
    public void PutObjectWithADollarInItsKeyHasThePublishedSignature()
    {
        const string hash = "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072";
        var signature = Sign("PUT", ExampleHost, "/test%24file.text", "", hash, S3Scope, PathRule.AsSent,
            Header("Date", "Fri, 24 May 2013 00:00:00 GMT"), Header("x-amz-content-sha256", hash), Header("x-amz-date", "20130524T000000Z"), Header("x-amz-storage-class", "REDUCED_REDUNDANCY"));

        Assert.Equal("98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd", signature);
    }

    [Theory]
    [InlineData("lifecycle", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")]
    [InlineData("lifecycle=", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")]
    [InlineData("max-keys=2&prefix=J", "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")]
    [InlineData("prefix=J&max-keys=2", "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")]
    public void BucketRequestsHaveThePublishedSignatures(string query, string expected)
    {
        var signature = Sign("GET", ExampleHost, "/", query, SigV4.EmptyHash, S3Scope, PathRule.AsSent,
            Header("x-amz-content-sha256", SigV4.EmptyHash), Header("x-amz-date", "20130524T000000Z"));

        Assert.Equal(expected, signature);
    }

    [Fact]
    public void TheAuthorizationHeaderNamesTheScopeAndTheSignedHeaders()
    {
        var request = new CanonicalRequest
        {
            Method = "GET",
            Host = ExampleHost,
            Path = "/",
            Query = "lifecycle",
            Headers = [Header("X-Amz-Date", "20130524T000000Z"), Header("User-Agent", "x"), Header("X-Amz-Content-Sha256", SigV4.EmptyHash), Header("Range", "bytes=0-9")],
            PayloadHash = SigV4.EmptyHash,
        };

        var value = SigV4.Authorization(request, S3Scope, stackalloc byte[SigV4.SignatureLength]);

        Assert.Equal("AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543", value);
    }
}
