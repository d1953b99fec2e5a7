using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Virga.Local.Tests;

public sealed class MultipartTests
{
    private static readonly byte[] First = Filled(1);
    private static readonly byte[] Second = Filled(2);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task PartsBecomeAnObject(bool inFolder)
    {
        using ScratchFolder folder = new();
        await using CloudClient client = await StartAsync(inFolder ? folder.Path : null);
        string id = await BeginAsync(client, ("x-amz-meta-one", "1"), ("Content-Type", "text/css"));
        string second = await PutAsync(client, id, 7, Second);
        string first = await PutAsync(client, id, 2, First);
        await PutAsync(client, id, 9, [1]);
        Answer done = await CompleteAsync(client, id, (2, first), (7, second));
        string etag = $"\"{Convert.ToHexStringLower(MD5.HashData([.. MD5.HashData(First), .. MD5.HashData(Second)]))}-2\"";
        Assert.Equal((200, etag, "abc", "key"), (done.Status, done.Value("ETag"), done.Value("Bucket"), done.Value("Key")));
        Answer get = await client.SendAsync("GET", "/abc/key");
        Assert.Equal([.. First, .. Second], get.Body);
        Assert.Equal((etag, "1", "text/css"), (get["ETag"], get["x-amz-meta-one"], get["Content-Type"]));
        Answer range = await client.SendAsync("GET", "/abc/key", null, ("Range", "bytes=99-100"));
        Assert.Equal([1, 2], range.Body);
        Assert.Equal("NoSuchUpload", (await client.SendAsync("GET", $"/abc/key?uploadId={id}")).Code);
        Assert.Equal(204, (await client.SendAsync("DELETE", "/abc/key")).Status);
        Assert.Empty(inFolder ? Directory.GetFiles(folder.Path, "????????????????????????????????", SearchOption.AllDirectories) : []);
    }

    [Fact]
    public async Task APartIsReadByItsNumber()
    {
        await using CloudClient client = await StartAsync();
        string id = await BeginAsync(client);
        await CompleteAsync(client, id, (1, await PutAsync(client, id, 1, First)), (2, await PutAsync(client, id, 2, [9, 9])));
        Answer part = await client.SendAsync("GET", "/abc/key?partNumber=2");
        Assert.Equal((206, "bytes 100-101/102", "2"), (part.Status, part["Content-Range"], part["x-amz-mp-parts-count"]));
        Assert.Equal([9, 9], part.Body);
        Assert.Equal((416, "InvalidPartNumber"), await StatusAsync(client.SendAsync("GET", "/abc/key?partNumber=3")));
        Assert.Equal((400, "InvalidRequest"), await StatusAsync(client.SendAsync("GET", "/abc/key?partNumber=1", null, ("Range", "bytes=0-1"))));
    }

    [Fact]
    public async Task WhatCannotBeCompletedIsRefused()
    {
        await using CloudClient client = await StartAsync();
        string id = await BeginAsync(client);
        string first = await PutAsync(client, id, 1, First);
        string second = await PutAsync(client, id, 2, [1]);
        string third = await PutAsync(client, id, 3, First);
        Assert.Equal("InvalidPartOrder", (await CompleteAsync(client, id, (3, third), (1, first))).Code);
        Assert.Equal("InvalidPartOrder", (await CompleteAsync(client, id, (1, first), (1, first))).Code);
        Assert.Equal("InvalidPart", (await CompleteAsync(client, id, (1, first), (4, first))).Code);
        Assert.Equal("InvalidPart", (await CompleteAsync(client, id, (1, "\"x\""))).Code);
        Answer small = await CompleteAsync(client, id, (1, first), (2, second), (3, third));
        Assert.Equal(("EntityTooSmall", "2"), (small.Code, small.Value("PartNumber")));
        Assert.Equal("MalformedXML", (await CompleteAsync(client, id)).Code);
        Assert.Equal("NoSuchUpload", (await CompleteAsync(client, "none", (1, first))).Code);
        Assert.Equal("NoSuchUpload", (await client.SendAsync("PUT", "/abc/other?partNumber=1&uploadId=" + id, [1])).Code);
        Assert.Equal("InvalidArgument", (await client.SendAsync("PUT", "/abc/key?partNumber=0&uploadId=" + id, [1])).Code);
        Assert.Equal("InvalidArgument", (await client.SendAsync("PUT", "/abc/key?partNumber=10001&uploadId=" + id, [1])).Code);
        Assert.Equal(404, (await client.SendAsync("HEAD", "/abc/key")).Status);
        Assert.Equal(200, (await CompleteAsync(client, id, (1, first), (2, second))).Status);
    }

    [Fact]
    public async Task TheDefaultLeastPartIsFiveMebibytes()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        string id = await BeginAsync(client);
        string first = await PutAsync(client, id, 1, new byte[(5 * 1024 * 1024) - 1]);
        string second = await PutAsync(client, id, 2, [1]);
        Answer small = await CompleteAsync(client, id, (1, first), (2, second));
        Assert.Equal(("EntityTooSmall", "5242880", "5242879"), (small.Code, small.Value("MinSizeAllowed"), small.Value("ProposedSize")));
    }

    [Fact]
    public async Task CompletionHoldsToItsCondition()
    {
        await using CloudClient client = await StartAsync();
        string id = await BeginAsync(client);
        string part = await PutAsync(client, id, 1, First);
        string target = $"/abc/key?uploadId={id}";
        Assert.Equal((404, "NoSuchKey"), await StatusAsync(client.SendAsync("POST", target, Document((1, part)), ("If-Match", "\"x\""))));
        await client.SendAsync("PUT", "/abc/key", [1]);
        Assert.Equal((412, "PreconditionFailed"), await StatusAsync(client.SendAsync("POST", target, Document((1, part)), ("If-None-Match", "*"))));
        Assert.Equal((400, "InvalidRequest"), await StatusAsync(client.SendAsync("POST", target, Document((1, part)), ("x-amz-mp-object-size", "3"))));
        await client.SendAsync("DELETE", "/abc/key");
        Assert.Equal(200, (await client.SendAsync("POST", target, Document((1, part)), ("If-None-Match", "*"))).Status);
    }

    [Fact]
    public async Task APartIsCopiedFromARange()
    {
        await using CloudClient client = await StartAsync();
        await client.SendAsync("PUT", "/abc/source", [.. First, .. Second]);
        string id = await BeginAsync(client);
        string target = $"/abc/key?partNumber=1&uploadId={id}";
        Answer copied = await client.SendAsync("PUT", target, null, ("x-amz-copy-source", "/abc/source"), ("x-amz-copy-source-range", "bytes=99-101"));
        Assert.Equal("CopyPartResult", copied.Xml.Name.LocalName);
        Assert.Equal("InvalidArgument", (await client.SendAsync("PUT", target, null, ("x-amz-copy-source", "/abc/source"), ("x-amz-copy-source-range", "bytes=150-250"))).Code);
        Assert.Equal("InvalidArgument", (await client.SendAsync("PUT", target, null, ("x-amz-copy-source", "/abc/source"), ("x-amz-copy-source-range", "bytes=-3"))).Code);
        await CompleteAsync(client, id, (1, copied.Value("ETag")));
        Assert.Equal([1, 2, 2], (await client.SendAsync("GET", "/abc/key")).Body);
    }

    [Fact]
    public async Task PartsAreListedInPages()
    {
        await using CloudClient client = await StartAsync();
        string id = await BeginAsync(client);
        for (int number = 1; number <= 5; number++)
        {
            await PutAsync(client, id, number, First);
        }

        Answer page = await client.SendAsync("GET", $"/abc/key?uploadId={id}&max-parts=2&part-number-marker=1");
        Assert.Equal(["2", "3"], page.Values("Part", "PartNumber"));
        Assert.Equal(("true", "3"), (page.Value("IsTruncated"), page.Value("NextPartNumberMarker")));
        Answer last = await client.SendAsync("GET", $"/abc/key?uploadId={id}&part-number-marker=3");
        Assert.Equal(["4", "5"], last.Values("Part", "PartNumber"));
        Assert.Equal("false", last.Value("IsTruncated"));
    }

    [Fact]
    public async Task UploadsAreListedInPagesAndAborted()
    {
        await using CloudClient client = await StartAsync();
        List<string> ids = [];
        foreach (string key in new[] { "b/1", "a", "b/2", "c" })
        {
            ids.Add((await client.SendAsync("POST", $"/abc/{key}?uploads")).Value("UploadId"));
        }

        Answer all = await client.SendAsync("GET", "/abc?uploads&delimiter=%2F");
        Assert.Equal(["a", "c"], all.Values("Upload", "Key"));
        Assert.Equal(["b/"], all.Values("CommonPrefixes", "Prefix"));
        Answer first = await client.SendAsync("GET", "/abc?uploads&max-uploads=2");
        Assert.Equal(["a", "b/1"], first.Values("Upload", "Key"));
        Answer second = await client.SendAsync("GET", $"/abc?uploads&key-marker=b%2F1&upload-id-marker={first.Value("NextUploadIdMarker")}");
        Assert.Equal(["b/2", "c"], second.Values("Upload", "Key"));
        Assert.Equal(["b/1", "b/2"], (await client.SendAsync("GET", "/abc?uploads&prefix=b")).Values("Upload", "Key"));
        Assert.Equal(204, (await client.SendAsync("DELETE", $"/abc/a?uploadId={ids[1]}")).Status);
        Assert.Equal((404, "NoSuchUpload"), await StatusAsync(client.SendAsync("DELETE", $"/abc/a?uploadId={ids[1]}")));
        Assert.Equal(3, (await client.SendAsync("GET", "/abc?uploads")).Values("Upload", "Key").Length);
        Assert.Equal(204, (await client.SendAsync("DELETE", "/abc")).Status);
    }

    [Fact]
    public async Task ACopyOfAnUploadedObjectIsOnePiece()
    {
        await using CloudClient client = await StartAsync();
        string id = await BeginAsync(client);
        await CompleteAsync(client, id, (1, await PutAsync(client, id, 1, First)), (2, await PutAsync(client, id, 2, Second)));
        Answer copied = await client.SendAsync("PUT", "/abc/copy", null, ("x-amz-copy-source", "/abc/key"));
        Assert.Equal($"\"{Convert.ToHexStringLower(MD5.HashData([.. First, .. Second]))}\"", copied.Value("ETag"));
    }

    internal static async Task<string> BeginAsync(CloudClient client, params (string, string)[] headers)
        => (await client.SendAsync("POST", "/abc/key?uploads", null, headers)).Value("UploadId");

    internal static async Task<string> PutAsync(CloudClient client, string id, int number, byte[] body, params (string, string)[] headers)
    {
        Answer answer = await client.SendAsync("PUT", $"/abc/key?partNumber={number}&uploadId={id}", body, headers);
        Assert.Equal(200, answer.Status);
        return answer["ETag"]!;
    }

    internal static Task<Answer> CompleteAsync(CloudClient client, string id, params (int Number, string Tag)[] parts)
        => client.SendAsync("POST", $"/abc/key?uploadId={id}", Document(parts));

    private static byte[] Document(params (int Number, string Tag)[] parts) => Encoding.UTF8.GetBytes(
        $"<CompleteMultipartUpload>{string.Concat(parts.Select(part => string.Create(CultureInfo.InvariantCulture, $"<Part><PartNumber>{part.Number}</PartNumber><ETag>{part.Tag}</ETag></Part>")))}</CompleteMultipartUpload>");

    private static async Task<(int, string)> StatusAsync(Task<Answer> pending)
    {
        Answer answer = await pending;
        return (answer.Status, answer.Code);
    }

    private static Task<CloudClient> StartAsync(string? folder = null)
        => CloudClient.StartAsync(new() { TimeProvider = new ManualTime(), MinPartSize = 100, Folder = folder }, "abc");

    private static byte[] Filled(byte value)
    {
        byte[] bytes = new byte[100];
        Array.Fill(bytes, value);
        return bytes;
    }
}
