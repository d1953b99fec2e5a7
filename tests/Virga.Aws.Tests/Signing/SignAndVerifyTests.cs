using System.Text;
using Virga.Aws.Signing;
using static Virga.Aws.Tests.Signing.SignatureExamples;

namespace Virga.Aws.Tests.Signing;

/// <summary>Random requests, signed here and checked by the second reading of the rules; and what a signature costs.</summary>
public sealed class SignAndVerifyTests
{
    private static readonly string[] Pieces = ["a", "Z9", "/", "//", ".", "..", "%20", "%2B", "%C3%A4", "%F0%9F%98%80", "~", "-_", "%25", "%3D", "%26"];

    [Fact]
    public void WhatIsSignedInHeadersIsVerified()
    {
        var random = new Random(20260102);
        for (var i = 0; i < 1000; i++)
        {
            var request = Make(random, out var headers);
            headers.Add(Header("x-amz-date", S3Scope.Date));
            headers.Add(Header("x-amz-content-sha256", SigV4.UnsignedPayload));
            var authorization = SigV4.Authorization(
                new CanonicalRequest { Method = request.Method, Host = request.Host, Path = request.Path, Query = request.Query, Headers = headers, PayloadHash = SigV4.UnsignedPayload, HeaderRule = (SignedHeaderRule)random.Next(2) },
                S3Scope,
                new byte[SigV4.SignatureLength]);

            var received = request with { Headers = [.. headers, Header("Authorization", authorization)] };
            Assert.Equal(SignatureVerifier.FromHeaders(received, S3Credentials.SecretAccessKey), SignatureVerifier.InHeaders(received));
        }
    }

    [Fact]
    public void WhatIsPresignedIsVerified()
    {
        var random = new Random(20260103);
        for (var i = 0; i < 1000; i++)
        {
            var request = Make(random, out var headers);
            var query = PresignedQuery.Build(
                new CanonicalRequest { Method = request.Method, Host = request.Host, Path = request.Path, Query = request.Query, Headers = headers, PayloadHash = SigV4.UnsignedPayload },
                S3Scope,
                TimeSpan.FromSeconds(random.Next(1, 604800)),
                random.Next(2) == 0 ? null : "token+/=" + random.Next());

            var received = request with { Headers = headers, Query = query };
            Assert.Equal(SignatureVerifier.FromQuery(received, S3Credentials.SecretAccessKey), SignatureVerifier.InQuery(received));
        }
    }

    [Fact]
    public void AChangeAnywhereChangesTheSignature()
    {
        var signatures = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (method, host, path, query, value) in new[]
        {
            ("GET", "h", "/a", "b=1", "v"), ("PUT", "h", "/a", "b=1", "v"), ("GET", "i", "/a", "b=1", "v"), ("GET", "h", "/b", "b=1", "v"), ("GET", "h", "/a", "b=2", "v"), ("GET", "h", "/a", "b=1", "w"), ("GET", "h", "/a", "b=1&b=1", "v"),
        })
        {
            signatures.Add(Sign(method, host, path, query, SigV4.UnsignedPayload, S3Scope, PathRule.AsSent, Header("x-amz-meta-a", value)));
        }

        Assert.Equal(7, signatures.Count);
    }

    [Fact]
    public void ALongRequestOutgrowsTheStackAndIsSignedAlike()
    {
        var path = "/" + string.Concat(Enumerable.Repeat("%C3%A4", 4000));
        var query = string.Join('&', Enumerable.Range(0, 200).Select(i => $"p{i}={new string('x', 50)}"));
        KeyValuePair<string, string>[] headers = [.. Enumerable.Range(0, 100).Select(i => Header($"x-amz-meta-{i}", new string('y', 60))), Header("x-amz-date", S3Scope.Date), Header("x-amz-content-sha256", SigV4.UnsignedPayload)];
        var authorization = SigV4.Authorization(
            new CanonicalRequest { Method = "PUT", Host = "h", Path = path, Query = query, Headers = headers, PayloadHash = SigV4.UnsignedPayload }, S3Scope, new byte[SigV4.SignatureLength]);

        var received = new SignatureVerifier.Received("PUT", "h", path, query, [.. headers, Header("Authorization", authorization)], []);
        Assert.Equal(SignatureVerifier.FromHeaders(received, S3Credentials.SecretAccessKey), SignatureVerifier.InHeaders(received));
    }

    [Fact]
    public void ASignatureAllocatesItsTextAndNothingElse()
    {
        var cache = new SigningScopeCache("us-east-1", "s3");
        KeyValuePair<string, string>[] headers = [Header("x-amz-date", S3Scope.Date), Header("x-amz-content-sha256", SigV4.UnsignedPayload), Header("Content-Type", "text/plain")];
        for (var i = 0; i < 100; i++) SignOnce();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) SignOnce();
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / 1000;

        Assert.InRange(each, 1, 500);

        int SignOnce()
        {
            Span<byte> signature = stackalloc byte[SigV4.SignatureLength];
            var request = new CanonicalRequest { Method = "PUT", Host = ExampleHost, Path = "/folder/key%20name.bin", Query = "partNumber=1&uploadId=abc", Headers = headers, PayloadHash = SigV4.UnsignedPayload };
            return SigV4.Authorization(request, cache.For(S3Credentials, May24), signature).Length;
        }
    }

    [Fact]
    public void TheKeyIsDerivedAgainWhenTheDayOrTheSecretChangesAndNotOtherwise()
    {
        var cache = new SigningScopeCache("us-east-1", "s3");
        var first = cache.For(S3Credentials, May24);

        Assert.Same(first, cache.For(S3Credentials, May24.AddMilliseconds(900)));
        var later = cache.For(S3Credentials, May24.AddHours(23));
        Assert.Same(first.Key, later.Key);
        Assert.Equal("20130524T230000Z", later.Date);
        Assert.Equal("20130525/us-east-1/s3/aws4_request", cache.For(S3Credentials, May24.AddDays(1)).Text);
        Assert.NotEqual(first.Key, cache.For(S3Credentials, May24.AddDays(1)).Key);
        Assert.NotEqual(first.Key, cache.For(new AwsCredentials(S3Credentials.AccessKeyId, "other"), May24).Key);
    }

    private static SignatureVerifier.Received Make(Random random, out List<KeyValuePair<string, string>> headers)
    {
        var path = new StringBuilder("/");
        for (var i = random.Next(12); i > 0; i--) path.Append(Pieces[random.Next(Pieces.Length)]);
        var query = string.Join('&', Enumerable.Range(0, random.Next(5)).Select(_ => Parameter(random)));
        headers = [];
        if (random.Next(2) == 0) headers.Add(Header("Content-Type", " text/plain;  charset=utf-8"));
        for (var i = random.Next(4); i > 0; i--) headers.Add(Header($"x-amz-meta-{random.Next(3)}{(random.Next(2) == 0 ? "_a" : "A")}", $"v  {random.Next(9)} "));
        if (random.Next(2) == 0) headers.Add(Header("User-Agent", "agent"));
        return new SignatureVerifier.Received(random.Next(2) == 0 ? "GET" : "PUT", "bucket.example.org", path.ToString(), query, headers, []);
    }

    private static string Parameter(Random random)
    {
        var name = "n" + Pieces[random.Next(4, Pieces.Length)] + random.Next(3);
        return random.Next(4) == 0 ? name : $"{name}={Pieces[random.Next(Pieces.Length)]}";
    }
}
