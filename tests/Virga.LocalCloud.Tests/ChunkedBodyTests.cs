using System.Globalization;
using System.Text;
using Virga.Local.Checksums;

namespace Virga.Local.Tests;

public sealed class ChunkedBodyTests
{
    private const string Unsigned = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
    private static readonly byte[] Digits = Encoding.ASCII.GetBytes("123456789");

    [Theory]
    [InlineData(65536)]
    [InlineData(10_000)]
    public async Task AnUnsignedBodyInChunksIsTakenApart(int chunkSize)
    {
        byte[] body = new byte[200_000];
        new Random(3).NextBytes(body);
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        Answer put = await PutAsync(client, Frame(body, chunkSize, Crc(body)), body.Length);
        Assert.Equal((200, Crc(body)), (put.Status, put["x-amz-checksum-crc32"]));
        Answer get = await client.SendAsync("GET", "/abc/key");
        Assert.Equal(body, get.Body);
        Assert.Null(get["Content-Encoding"]);
    }

    [Fact]
    public async Task AnEmptyBodyInChunksIsAnEmptyObject()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        Assert.Equal(200, (await PutAsync(client, Frame([], 10, Crc([])), 0)).Status);
        Assert.Equal("0", (await client.SendAsync("HEAD", "/abc/key"))["Content-Length"]);
    }

    [Fact]
    public async Task ATrailingChecksumMustHold()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        Assert.Equal("BadDigest", (await PutAsync(client, Frame(Digits, 100, Crc([1])), 9)).Code);
        Assert.Equal("InvalidRequest", (await PutAsync(client, Frame(Digits, 100, "AAA="), 9)).Code);
        Assert.Equal("MalformedTrailerError", (await PutAsync(client, Encoding.ASCII.GetBytes("9\r\n123456789\r\n0\r\n\r\n"), 9)).Code);
        Assert.Equal("MalformedTrailerError", (await PutAsync(client, Encoding.ASCII.GetBytes("9\r\n123456789\r\n0\r\nnonsense\r\n\r\n"), 9)).Code);
        Assert.Equal(404, (await client.SendAsync("HEAD", "/abc/key")).Status);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(10)]
    public async Task TheDecodedLengthMustHold(int claimed)
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        Answer answer = await PutAsync(client, Frame(Digits, 100, Crc(Digits)), claimed);
        Assert.Equal((400, "IncompleteBody"), (answer.Status, answer.Code));
        Assert.Equal(404, (await client.SendAsync("HEAD", "/abc/key")).Status);
    }

    [Theory]
    [InlineData("9\r\n123456789", "IncompleteBody")]
    [InlineData("9\r\n123456789\r\n", "IncompleteBody")]
    [InlineData("zz\r\n123456789\r\n0\r\n\r\n", "InvalidRequest")]
    [InlineData("5\r\n123456789\r\n0\r\n\r\n", "InvalidRequest")]
    [InlineData("-1\r\n\r\n", "InvalidRequest")]
    [InlineData("ffffffffffffffff\r\n\r\n", "InvalidRequest")]
    public async Task BrokenFramingIsRefused(string body, string code)
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        Assert.Equal(code, (await PutAsync(client, Encoding.ASCII.GetBytes(body), 9)).Code);
    }

    [Fact]
    public async Task ATrailerOfAnotherKindIsRefused()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        Answer answer = await client.SendAsync(
            "PUT", "/abc/key", Frame(Digits, 100, Crc(Digits)), ("x-amz-content-sha256", Unsigned), ("x-amz-decoded-content-length", "9"), ("x-amz-trailer", "x-amz-meta-a"));
        Assert.Equal("InvalidRequest", answer.Code);
        Assert.Equal("MissingContentLength", (await client.SendAsync("PUT", "/abc/key", Digits, ("x-amz-content-sha256", Unsigned))).Code);
    }

    [Fact]
    public async Task ASignedBodyIsCheckedChunkByChunk()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        byte[] body = new byte[20_000];
        Assert.Equal(200, (await PutSignedAsync(client, body, 8192, damage: false)).Status);
        Assert.Equal(body, (await client.SendAsync("GET", "/abc/key")).Body);
        Assert.Equal((403, "SignatureDoesNotMatch"), await StatusAsync(PutSignedAsync(client, body, 8192, damage: true)));
        Assert.Equal((403, "InvalidChunkSizeError"), await StatusAsync(PutSignedAsync(client, body, 8000, damage: false)));
    }

    private static async Task<(int, string)> StatusAsync(Task<Answer> pending)
    {
        Answer answer = await pending;
        return (answer.Status, answer.Code);
    }

    private static Task<Answer> PutAsync(CloudClient client, byte[] framed, long length) => client.SendAsync(
        "PUT",
        "/abc/key",
        framed,
        ("Content-Encoding", "aws-chunked"),
        ("x-amz-content-sha256", Unsigned),
        ("x-amz-decoded-content-length", length.ToString(CultureInfo.InvariantCulture)),
        ("x-amz-trailer", "x-amz-checksum-crc32"));

    private static async Task<Answer> PutSignedAsync(CloudClient client, byte[] body, int chunkSize, bool damage)
    {
        using HttpRequestMessage request = client.Build(
            "PUT", "/abc/key", [], ("x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"), ("x-amz-decoded-content-length", body.Length.ToString(CultureInfo.InvariantCulture)));
        client.Sign(request, "/abc/key", []);
        string previous = request.Headers.GetValues("Authorization").Single().Split("Signature=")[1];
        using MemoryStream framed = new();
        for (int offset = 0; offset <= body.Length; offset += chunkSize)
        {
            byte[] chunk = body[offset..Math.Min(offset + chunkSize, body.Length)];
            previous = WriteSigned(client, framed, chunk, previous);
        }

        if (body.Length % chunkSize != 0)
        {
            WriteSigned(client, framed, [], previous);
        }

        byte[] bytes = framed.ToArray();
        bytes[9000] ^= (byte)(damage ? 1 : 0);
        request.Content = new ByteArrayContent(bytes);
        return await client.SendAsync(request);
    }

    private static string WriteSigned(CloudClient client, MemoryStream target, byte[] chunk, string previous)
    {
        string text = $"AWS4-HMAC-SHA256-PAYLOAD\n{TestSigner.Stamp(client.Now)}\n{client.Signer.Scope(client.Now)}\n{previous}\n{TestSigner.Empty}\n{TestSigner.Hash(chunk)}";
        string signature = client.Signer.Sign(client.Now, text);
        target.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{chunk.Length:x};chunk-signature={signature}\r\n")));
        target.Write(chunk);
        target.Write("\r\n"u8);
        return signature;
    }

    private static byte[] Frame(byte[] body, int chunkSize, string checksum)
    {
        using MemoryStream target = new();
        for (int offset = 0; offset < body.Length; offset += chunkSize)
        {
            int count = Math.Min(chunkSize, body.Length - offset);
            target.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{count:x}\r\n")));
            target.Write(body, offset, count);
            target.Write("\r\n"u8);
        }

        target.Write(Encoding.ASCII.GetBytes($"0\r\nx-amz-checksum-crc32:{checksum}\r\n\r\n"));
        return target.ToArray();
    }

    private static string Crc(byte[] bytes) => Convert.ToBase64String(RunningChecksum.Of(ChecksumKind.Crc32, bytes));
}
