using System.Security.Cryptography;
using System.Text;

namespace Virga.Local.Tests;

public sealed class ObjectTests
{
    private static readonly byte[] Body = Encoding.ASCII.GetBytes("0123456789");

    [Fact]
    public async Task AnObjectComesBackAsItWasPut()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        Answer put = await client.SendAsync(
            "PUT", "/abc/key", Body, ("Content-Type", "text/plain"), ("Cache-Control", "no-store"), ("Content-Encoding", "aws-chunked,gzip"),
            ("Content-Disposition", "inline"), ("Content-Language", "de"), ("Expires", "Thu, 01 Dec 2026 16:00:00 GMT"),
            ("x-amz-meta-Some-Name", "a value"), ("x-amz-storage-class", "STANDARD_IA"));
        string etag = $"\"{Convert.ToHexStringLower(MD5.HashData(Body))}\"";
        Assert.Equal((200, etag), (put.Status, put["ETag"]));
        Answer get = await client.SendAsync("GET", "/abc/key");
        Assert.Equal(200, get.Status);
        Assert.Equal(Body, get.Body);
        Assert.Equal(etag, get["ETag"]);
        Assert.Equal("text/plain", get["Content-Type"]);
        Assert.Equal("no-store", get["Cache-Control"]);
        Assert.Equal("gzip", get["Content-Encoding"]);
        Assert.Equal("inline", get["Content-Disposition"]);
        Assert.Equal("de", get["Content-Language"]);
        Assert.Equal("a value", get["x-amz-meta-some-name"]);
        Assert.Equal("STANDARD_IA", get["x-amz-storage-class"]);
        Assert.Equal("Sun, 01 Mar 2026 12:00:00 GMT", get["Last-Modified"]);
        Answer head = await client.SendAsync("HEAD", "/abc/key");
        Assert.Equal((200, "10", 0), (head.Status, head["Content-Length"], head.Body.Length));
    }

    [Fact]
    public async Task AMissingObjectIsNamedInTheError()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        Answer get = await client.SendAsync("GET", "/abc/none");
        Assert.Equal((404, "NoSuchKey", "none"), (get.Status, get.Code, get.Value("Key")));
        Answer head = await client.SendAsync("HEAD", "/abc/none");
        Assert.Equal((404, 0), (head.Status, head.Body.Length));
        Assert.Equal(204, (await client.SendAsync("DELETE", "/abc/none")).Status);
    }

    [Theory]
    [InlineData("bytes=0-3", "0123", "bytes 0-3/10")]
    [InlineData("bytes=7-", "789", "bytes 7-9/10")]
    [InlineData("bytes=-2", "89", "bytes 8-9/10")]
    [InlineData("bytes=-100", "0123456789", "bytes 0-9/10")]
    [InlineData("bytes=8-100", "89", "bytes 8-9/10")]
    [InlineData("bytes=8-9223372036854775807", "89", "bytes 8-9/10")]
    [InlineData("bytes=3-1", "0123456789", null)]
    [InlineData("bytes=0-1,3-4", "0123456789", null)]
    [InlineData("lines=0-1", "0123456789", null)]
    [InlineData("bytes=-", "0123456789", null)]
    public async Task ARangeIsCutOrIgnored(string range, string expected, string? contentRange)
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        await client.SendAsync("PUT", "/abc/key", Body);
        Answer answer = await client.SendAsync("GET", "/abc/key", null, ("Range", range));
        Assert.Equal((contentRange is null ? 200 : 206, expected, contentRange), (answer.Status, answer.Text, answer["Content-Range"]));
    }

    [Theory]
    [InlineData("bytes=10-")]
    [InlineData("bytes=-0")]
    public async Task ARangeBehindTheEndIsNotSatisfiable(string range)
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        await client.SendAsync("PUT", "/abc/key", Body);
        Answer answer = await client.SendAsync("GET", "/abc/key", null, ("Range", range));
        Assert.Equal((416, "InvalidRange", "10"), (answer.Status, answer.Code, answer.Value("ActualObjectSize")));
    }

    [Fact]
    public async Task TheQueryOverridesHeadersOfTheAnswer()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        await client.SendAsync("PUT", "/abc/key", Body, ("Content-Type", "text/plain"));
        Answer answer = await client.SendAsync("GET", "/abc/key?response-content-disposition=attachment%3B%20filename%3Da.txt&response-content-type=image%2Fpng");
        Assert.Equal(("image/png", "attachment; filename=a.txt"), (answer["Content-Type"], answer["Content-Disposition"]));
        foreach (string text in new[] { "a%0D%0Ab", "a%01b" })
        {
            Answer broken = await client.SendAsync("GET", "/abc/key?response-content-type=" + text);
            Assert.Equal((400, "InvalidArgument", null), (broken.Status, broken.Code, broken["ETag"]));
        }
    }

    [Fact]
    public async Task TooMuchMetadataIsRefused()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        Answer fits = await client.SendAsync("PUT", "/abc/key", Body, ("x-amz-meta-a", new string('x', 2047)));
        Answer large = await client.SendAsync("PUT", "/abc/key", Body, ("x-amz-meta-a", new string('x', 2048)));
        Assert.Equal((200, 400, "MetadataTooLarge"), (fits.Status, large.Status, large.Code));
    }

    [Theory]
    [InlineData("x-amz-storage-class", "COLD", "InvalidStorageClass")]
    [InlineData("x-amz-tagging", "a=b&a=c", "InvalidTag")]
    [InlineData("x-amz-tagging", "a=%zz", "InvalidArgument")]
    [InlineData("x-amz-acl", "public-read", "AccessControlListNotSupported")]
    [InlineData("x-amz-grant-read", "id=1", "AccessControlListNotSupported")]
    [InlineData("x-amz-website-redirect-location", "/other", "NotImplemented")]
    [InlineData("x-amz-expected-bucket-owner", "123456789012", "AccessDenied")]
    [InlineData("x-amz-server-side-encryption", "aws:kms", "NotImplemented")]
    [InlineData("x-amz-server-side-encryption-customer-algorithm", "AES256", "NotImplemented")]
    [InlineData("x-amz-object-lock-mode", "GOVERNANCE", "NotImplemented")]
    public async Task AHeaderThatWouldBeIgnoredIsRefused(string name, string value, string code)
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        Assert.Equal(code, (await client.SendAsync("PUT", "/abc/key", Body, (name, value))).Code);
        Assert.Equal(404, (await client.SendAsync("HEAD", "/abc/key")).Status);
    }

    [Fact]
    public async Task TheOwnerMayBeExpected()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        Assert.Equal(200, (await client.SendAsync("PUT", "/abc/key", Body, ("x-amz-expected-bucket-owner", "000000000000"))).Status);
        Assert.Equal("AccessDenied", (await client.SendAsync("PUT", "/abc/copy", null, ("x-amz-copy-source", "/abc/key"), ("x-amz-source-expected-bucket-owner", "123456789012"))).Code);
    }

    [Fact]
    public async Task AKeyOfMoreThanAKibibyteIsTooLong()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        string umlauts = string.Concat(Enumerable.Repeat("%C3%A4", 512));
        Assert.Equal(200, (await client.SendAsync("PUT", "/abc/" + umlauts, Body)).Status);
        Assert.Equal("KeyTooLongError", (await client.SendAsync("PUT", $"/abc/{umlauts}x", Body)).Code);
        Assert.Equal("KeyTooLongError", (await client.SendAsync("GET", $"/abc/{umlauts}x")).Code);
    }

    [Fact]
    public async Task APutWithoutALengthIsRefused()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        using HttpRequestMessage request = client.Build("PUT", "/abc/key", Body);
        request.Headers.TransferEncodingChunked = true;
        client.Sign(request, "/abc/key", Body);
        Answer answer = await client.SendAsync(request);
        Assert.Equal((411, "MissingContentLength"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task ABodyOverFiveGibibytesIsRefusedUnread()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        Answer answer = await client.SendAsync(
            "PUT", "/abc/key", Body, ("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER"), ("x-amz-decoded-content-length", "5368709121"));
        Assert.Equal((400, "EntityTooLarge", "5368709120"), (answer.Status, answer.Code, answer.Value("MaxSizeAllowed")));
    }

    [Fact]
    public async Task ABodyThatEndsEarlyLeavesNothing()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        SortedDictionary<string, string> headers = new(StringComparer.Ordinal)
        {
            ["host"] = client.Host, ["x-amz-content-sha256"] = "UNSIGNED-PAYLOAD", ["x-amz-date"] = TestSigner.Stamp(client.Now),
        };
        string authorization = client.Signer.Authorize("PUT", "/abc/key", string.Empty, headers, "UNSIGNED-PAYLOAD", client.Now);
        string head = "PUT /abc/key HTTP/1.1\r\n" + string.Concat(headers.Select(header => $"{header.Key}: {header.Value}\r\n"))
            + $"Authorization: {authorization}\r\nContent-Length: 100\r\n\r\nshort";
        string answer = await RawExchange.SendAsync(client.Cloud.Port, head);
        Assert.DoesNotContain("200 OK", answer, StringComparison.Ordinal);
        Assert.Equal(404, (await client.SendAsync("HEAD", "/abc/key")).Status);
    }

    [Fact]
    public async Task OddKeysAreKeptApart()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        foreach (string path in AwkwardKeys.Encoded)
        {
            Assert.Equal(200, (await client.SendAsync("PUT", "/abc/" + path, Encoding.UTF8.GetBytes(path))).Status);
        }

        foreach (string path in AwkwardKeys.Encoded)
        {
            Assert.Equal(path, (await client.SendAsync("GET", "/abc/" + path)).Text);
        }

        string[] expected = [.. AwkwardKeys.Encoded.Select(Uri.UnescapeDataString).OrderBy(static key => Encoding.UTF8.GetBytes(key), new ByteOrder())];
        Answer list = await client.SendAsync("GET", "/abc?list-type=2");
        Assert.Equal(expected, list.Values("Contents", "Key"));
    }

    [Fact]
    public async Task ANulInAKeyIsRefused()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        Assert.Equal(400, (await client.SendAsync("PUT", "/abc/a%00b", Body)).Status);
        Assert.Equal(400, (await client.SendAsync("PUT", "/abc/a%FFb", Body)).Status);
    }

    [Fact]
    public async Task MetadataBeyondAsciiComesBackAsAnEncodedWord()
    {
        await using CloudClient client = await CloudClient.StartAsync(new() { AllowAnonymous = true });
        await client.SendUnsignedAsync("PUT", "/abc");
        string head = $"PUT /abc/key HTTP/1.1\r\nHost: {client.Host}\r\nx-amz-meta-name: gr\u00fcn\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        Assert.StartsWith("HTTP/1.1 200", await RawExchange.SendAsync(client.Cloud.Port, head, endsSending: false), StringComparison.Ordinal);
        Assert.Equal("=?UTF-8?B?Z3LDvG4=?=", (await client.SendUnsignedAsync("GET", "/abc/key"))["x-amz-meta-name"]);
    }

    [Fact]
    public async Task AnotherMethodIsNotAllowed()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        Answer answer = await client.SendAsync("PATCH", "/abc/key");
        Assert.Equal((405, "MethodNotAllowed"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task AVirtualHostNamesTheBucket()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc.def");
        using HttpRequestMessage request = client.Build("PUT", "/some//key", Body);
        request.Headers.Host = $"abc.def.localhost:{client.Cloud.Port}";
        client.Sign(request, "/some//key", Body);
        Assert.Equal(200, (await client.SendAsync(request)).Status);
        Assert.Equal(Body, (await client.SendAsync("GET", "/abc.def/some//key")).Body);
    }
}
