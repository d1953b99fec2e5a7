using System.Text;

namespace Virga.Local.Tests;

public sealed class TaggingTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TagsOfAnObjectAreSetReadCountedAndTaken(bool reopened)
    {
        using ScratchFolder folder = new();
        LocalCloudOptions options = new() { Folder = folder.Path, TimeProvider = new ManualTime(), AccessKeyId = "AKIALOCAL", SecretAccessKey = "secret" };
        CloudClient client = await CloudClient.StartAsync(options, "abc");
        await client.SendAsync("PUT", "/abc/key", [1, 2, 3], ("x-amz-tagging", "a=1&b%20c=%C3%A4"));
        if (reopened)
        {
            await client.DisposeAsync();
            client = await CloudClient.StartAsync(options);
        }

        await using CloudClient open = client;
        Assert.Equal("2", (await client.SendAsync("HEAD", "/abc/key"))["x-amz-tagging-count"]);
        Assert.Equal("a=1;b c=\u00e4", await TagsAsync(client, "/abc/key"));
        string? before = (await client.SendAsync("HEAD", "/abc/key"))["ETag"];
        Assert.Equal(200, (await client.SendAsync("PUT", "/abc/key?tagging", Document(("d", string.Empty)))).Status);
        Assert.Equal("d=", await TagsAsync(client, "/abc/key"));
        Answer read = await client.SendAsync("GET", "/abc/key");
        Assert.Equal((3, before), (read.Body.Length, read["ETag"]));
        Assert.Equal(204, (await client.SendAsync("DELETE", "/abc/key?tagging")).Status);
        Assert.Equal(string.Empty, await TagsAsync(client, "/abc/key"));
        Assert.Null((await client.SendAsync("HEAD", "/abc/key"))["x-amz-tagging-count"]);
    }

    [Fact]
    public async Task ABucketHasTagsToo()
    {
        using ScratchFolder folder = new();
        LocalCloudOptions options = new() { Folder = folder.Path, TimeProvider = new ManualTime(), AccessKeyId = "AKIALOCAL", SecretAccessKey = "secret" };
        await using (CloudClient client = await CloudClient.StartAsync(options, "abc"))
        {
            Assert.Equal(204, (await client.SendAsync("PUT", "/abc?tagging", Document(("team", "storage")))).Status);
        }

        await using CloudClient again = await CloudClient.StartAsync(options);
        Assert.Equal("team=storage", await TagsAsync(again, "/abc"));
        Assert.Equal(204, (await again.SendAsync("DELETE", "/abc?tagging")).Status);
        Assert.Equal("NoSuchTagSet", (await again.SendAsync("GET", "/abc?tagging")).Code);
    }

    [Fact]
    public async Task ACopyTakesTheTagsAlongUnlessItBringsItsOwn()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        await client.SendAsync("PUT", "/abc/key", [1], ("x-amz-tagging", "a=1"));
        await client.SendAsync("PUT", "/abc/same", null, ("x-amz-copy-source", "/abc/key"));
        await client.SendAsync("PUT", "/abc/other", null, ("x-amz-copy-source", "/abc/key"), ("x-amz-tagging-directive", "REPLACE"), ("x-amz-tagging", "b=2"));
        Assert.Equal(("a=1", "b=2"), (await TagsAsync(client, "/abc/same"), await TagsAsync(client, "/abc/other")));
        Assert.Equal("InvalidArgument", (await client.SendAsync("PUT", "/abc/x", null, ("x-amz-copy-source", "/abc/key"), ("x-amz-tagging-directive", "NONE"))).Code);
    }

    [Fact]
    public async Task AnUploadInPartsKeepsTheTagsItBeganWith()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        string id = (await client.SendAsync("POST", "/abc/key?uploads", null, ("x-amz-tagging", "a=1"))).Value("UploadId");
        Answer part = await client.SendAsync("PUT", $"/abc/key?partNumber=1&uploadId={id}", [1]);
        string list = $"<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>{part["ETag"]}</ETag></Part></CompleteMultipartUpload>";
        Assert.Equal(200, (await client.SendAsync("POST", "/abc/key?uploadId=" + id, Encoding.UTF8.GetBytes(list))).Status);
        Assert.Equal("a=1", await TagsAsync(client, "/abc/key"));
    }

    [Theory]
    [InlineData("aws:x", "1", "InvalidTag")]
    [InlineData("", "1", "InvalidTag")]
    [InlineData("a!", "1", "InvalidTag")]
    [InlineData("a", "b;", "InvalidTag")]
    public async Task ATagThatIsNoneIsRefused(string name, string value, string code)
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        await client.SendAsync("PUT", "/abc/key", [1]);
        Assert.Equal(code, (await client.SendAsync("PUT", "/abc/key?tagging", Document((name, value)))).Code);
    }

    [Fact]
    public async Task TooManyTagsAreRefusedAndAsManyAsMayBeAreNot()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        await client.SendAsync("PUT", "/abc/key", [1]);
        Assert.Equal(200, (await client.SendAsync("PUT", "/abc/key?tagging", Numbered(10))).Status);
        Assert.Equal("BadRequest", (await client.SendAsync("PUT", "/abc/key?tagging", Numbered(11))).Code);
        Assert.Equal(204, (await client.SendAsync("PUT", "/abc?tagging", Numbered(50))).Status);
        Assert.Equal("BadRequest", (await client.SendAsync("PUT", "/abc?tagging", Numbered(51))).Code);
        Assert.Equal("InvalidTag", (await client.SendAsync("PUT", "/abc/key?tagging", Document((new string('k', 129), "")))).Code);
        Assert.Equal("InvalidTag", (await client.SendAsync("PUT", "/abc/key?tagging", Document(("k", new string('v', 257))))).Code);
    }

    [Fact]
    public async Task AttributesTellWhatWasAskedFor()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        await client.SendAsync("PUT", "/abc/key", [1, 2, 3], ("x-amz-checksum-crc32", "VbyAHQ=="));
        Answer answer = await client.SendAsync("GET", "/abc/key?attributes", null, ("x-amz-object-attributes", "ETag,ObjectSize, Checksum,StorageClass,ObjectParts"));
        Assert.Equal(("5289df737df57326fcdd22597afb1fac", "3", "STANDARD"), (answer.Value("ETag"), answer.Value("ObjectSize"), answer.Value("StorageClass")));
        Assert.Equal("VbyAHQ==", answer.Values("Checksum", "ChecksumCRC32")[0]);
        Assert.DoesNotContain("ObjectParts", answer.Text, StringComparison.Ordinal);
        Assert.Equal("InvalidArgument", (await client.SendAsync("GET", "/abc/key?attributes")).Code);
        Assert.Equal("InvalidArgument", (await client.SendAsync("GET", "/abc/key?attributes", null, ("x-amz-object-attributes", "Colour"))).Code);
    }

    private static byte[] Numbered(int count) => Document([.. Enumerable.Range(0, count).Select(static index => ($"k{index}", "v"))]);

    private static byte[] Document(params (string Name, string Value)[] tags)
        => Encoding.UTF8.GetBytes($"<Tagging><TagSet>{string.Concat(tags.Select(static tag => $"<Tag><Key>{tag.Name}</Key><Value>{tag.Value}</Value></Tag>"))}</TagSet></Tagging>");

    private static async Task<string> TagsAsync(CloudClient client, string target)
    {
        Answer answer = await client.SendAsync("GET", target + "?tagging");
        Assert.Equal(200, answer.Status);
        return string.Join(';', answer.Xml.Elements().Single().Elements().Select(static tag => string.Join('=', tag.Elements().Select(static part => part.Value))));
    }
}
