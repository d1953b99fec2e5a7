using System.Security.Cryptography;
using System.Text;

namespace Virga.Local.Tests;

public sealed class DeleteManyTests
{
    [Fact]
    public async Task ManyAreDeletedAndEachIsReported()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        await client.SendAsync("PUT", "/abc/a", [1]);
        await client.SendAsync("PUT", "/abc/b", [1]);
        Answer answer = await DeleteAsync(client, "<Delete><Object><Key>a</Key></Object><Object><Key>none</Key></Object><Object><Key>b</Key><ETag>\"x\"</ETag></Object></Delete>");
        Assert.Equal(["a", "none"], answer.Values("Deleted", "Key"));
        Assert.Equal(["PreconditionFailed"], answer.Values("Error", "Code"));
        Assert.Equal((404, 200), ((await client.SendAsync("HEAD", "/abc/a")).Status, (await client.SendAsync("HEAD", "/abc/b")).Status));
    }

    [Fact]
    public async Task QuietReportsErrorsAlone()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        Answer answer = await DeleteAsync(client, "<Delete><Quiet>true</Quiet><Object><Key>a</Key></Object><Object><Key>b</Key><VersionId>7</VersionId></Object></Delete>");
        Assert.Empty(answer.Values("Deleted", "Key"));
        Assert.Equal(["b"], answer.Values("Error", "Key"));
        Assert.Equal(["NoSuchVersion"], answer.Values("Error", "Code"));
    }

    [Theory]
    [InlineData("<Delete></Delete>")]
    [InlineData("<Delete><Object><Key></Key></Object></Delete>")]
    [InlineData("<Delete><Object>")]
    [InlineData("<Other><Object><Key>a</Key></Object></Other>")]
    [InlineData("<!DOCTYPE Delete [<!ENTITY e \"a\">]><Delete><Object><Key>&e;</Key></Object></Delete>")]
    [InlineData("not xml")]
    [InlineData("")]
    public async Task ADocumentThatIsNoDeleteIsMalformed(string xml)
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        await client.SendAsync("PUT", "/abc/a", [1]);
        Assert.Equal("MalformedXML", (await DeleteAsync(client, xml)).Code);
        Assert.Equal(200, (await client.SendAsync("HEAD", "/abc/a")).Status);
    }

    [Fact]
    public async Task AThousandIsTheMost()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        Assert.Equal(1000, (await DeleteAsync(client, Many(1000))).Values("Deleted", "Key").Length);
        Assert.Equal("MalformedXML", (await DeleteAsync(client, Many(1001))).Code);
        Assert.Equal("MalformedXML", (await DeleteAsync(client, string.Concat(Enumerable.Repeat("<Delete>", 100)))).Code);
        Assert.Equal("MaxMessageLengthExceeded", (await DeleteAsync(client, new string(' ', 3 * 1024 * 1024))).Code);
    }

    [Fact]
    public async Task TheDocumentNeedsADigestThatHolds()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        byte[] body = Encoding.UTF8.GetBytes(Many(1));
        Assert.Equal("InvalidRequest", (await client.SendAsync("POST", "/abc?delete", body)).Code);
        Assert.Equal("BadDigest", (await client.SendAsync("POST", "/abc?delete", body, ("Content-MD5", Convert.ToBase64String(new byte[16])))).Code);
        Assert.Equal("InvalidDigest", (await client.SendAsync("POST", "/abc?delete", body, ("Content-MD5", "abc"))).Code);
        Assert.Equal(200, (await client.SendAsync("POST", "/abc?delete", body, ("x-amz-checksum-sha256", Convert.ToBase64String(SHA256.HashData(body))))).Status);
    }

    [Fact]
    public async Task KeysThatXmlCannotHoldAreReferences()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        await client.SendAsync("PUT", "/abc/bell%07", [1]);
        Answer list = await client.SendAsync("GET", "/abc?list-type=2");
        Assert.Contains("<Key>bell&#x7;</Key>", list.Text, StringComparison.Ordinal);
        await DeleteAsync(client, "<Delete><Object><Key>bell&#x7;</Key></Object></Delete>");
        Assert.Equal(404, (await client.SendAsync("HEAD", "/abc/bell%07")).Status);
    }

    private static string Many(int count) => $"<Delete>{string.Concat(Enumerable.Range(0, count).Select(static index => $"<Object><Key>k{index}</Key></Object>"))}</Delete>";

    private static Task<Answer> DeleteAsync(CloudClient client, string xml)
    {
        byte[] body = Encoding.UTF8.GetBytes(xml);
        return client.SendAsync("POST", "/abc?delete", body, ("Content-MD5", Convert.ToBase64String(MD5.HashData(body))));
    }
}
