using System.Text;

namespace Virga.Local.Tests;

public sealed class BucketTests
{
    [Fact]
    public async Task ABucketIsCreatedListedFoundAndDeleted()
    {
        await using CloudClient client = await CloudClient.StartAsync();
        Answer created = await client.SendAsync("PUT", "/first-bucket");
        Assert.Equal((200, "/first-bucket"), (created.Status, created["Location"]));
        Answer head = await client.SendAsync("HEAD", "/first-bucket");
        Assert.Equal((200, "us-east-1"), (head.Status, head["x-amz-bucket-region"]));
        Answer list = await client.SendAsync("GET", "/");
        Assert.Contains("<Bucket><Name>first-bucket</Name><CreationDate>2026-03-01T12:00:00.000Z</CreationDate>", list.Text, StringComparison.Ordinal);
        Assert.Equal(204, (await client.SendAsync("DELETE", "/first-bucket")).Status);
        Answer gone = await client.SendAsync("HEAD", "/first-bucket");
        Assert.Equal((404, 0), (gone.Status, gone.Body.Length));
        Assert.Equal("NoSuchBucket", (await client.SendAsync("DELETE", "/first-bucket")).Code);
    }

    [Fact]
    public async Task BucketsAreListedInPages()
    {
        await using CloudClient client = await CloudClient.StartAsync();
        foreach (string name in new[] { "ccc", "aaa", "bbb", "xxx" })
        {
            await client.SendAsync("PUT", "/" + name);
        }

        List<string> names = [];
        string query = "max-buckets=2";
        for (int page = 0; page < 2; page++)
        {
            Answer answer = await client.SendAsync("GET", "/?" + query);
            names.AddRange(answer.Xml.Descendants().Where(static node => node.Name.LocalName == "Name").Select(static node => node.Value));
            string? token = answer.Xml.Elements().FirstOrDefault(static node => node.Name.LocalName == "ContinuationToken")?.Value;
            Assert.Equal(page == 0, token is not null);
            query = "max-buckets=2&continuation-token=" + token;
        }

        Assert.Equal(["aaa", "bbb", "ccc", "xxx"], names);
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("Upper")]
    [InlineData("under_score")]
    [InlineData("-dash")]
    [InlineData("dot.")]
    [InlineData("two..dots")]
    [InlineData("192.168.5.4")]
    [InlineData("xn--name")]
    [InlineData("name-s3alias")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task ANameThatNoBucketMayHaveIsRefused(string name)
    {
        await using CloudClient client = await CloudClient.StartAsync();
        Answer answer = await client.SendAsync("PUT", "/" + name);
        Assert.Equal((400, "InvalidBucketName"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task ABucketWithObjectsIsNotDeleted()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "full");
        await client.SendAsync("PUT", "/full/a", [1]);
        Answer answer = await client.SendAsync("DELETE", "/full");
        Assert.Equal((409, "BucketNotEmpty"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task TheLocationConstraintMustNameTheRegion()
    {
        await using CloudClient client = await CloudClient.StartAsync(new() { TimeProvider = new ManualTime(), Region = "eu-west-1" });
        Assert.Equal("IllegalLocationConstraintException", (await client.SendAsync("PUT", "/abc")).Code);
        Assert.Equal("IllegalLocationConstraintException", (await client.SendAsync("PUT", "/abc", Constraint("eu-north-1"))).Code);
        Assert.Equal(200, (await client.SendAsync("PUT", "/abc", Constraint("eu-west-1"))).Status);
        Assert.Equal("BucketAlreadyOwnedByYou", (await client.SendAsync("PUT", "/abc", Constraint("eu-west-1"))).Code);
        Assert.Equal("eu-west-1", (await client.SendAsync("GET", "/abc?location")).Xml.Value);
        Assert.Equal("MalformedXML", (await client.SendAsync("PUT", "/abd", Encoding.UTF8.GetBytes("<!DOCTYPE x><CreateBucketConfiguration/>"))).Code);
    }

    [Fact]
    public async Task TheFirstRegionHasNoName()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        Assert.Equal(string.Empty, (await client.SendAsync("GET", "/abc?location")).Xml.Value);
        Assert.Equal(200, (await client.SendAsync("PUT", "/abc")).Status);
        Assert.Equal("InvalidLocationConstraint", (await client.SendAsync("PUT", "/abd", Constraint("us-east-1"))).Code);
    }

    [Theory]
    [InlineData("GET", "/abc?analytics&id=1", "?analytics")]
    [InlineData("GET", "/abc/key?torrent", "?torrent")]
    [InlineData("POST", "/abc/key?restore", "?restore")]
    [InlineData("PUT", "/abc/key?retention", "?retention")]
    [InlineData("POST", "/abc/key?select&select-type=2", "?select")]
    [InlineData("GET", "/abc/key?policy", "?policy")]
    [InlineData("GET", "/abc?attributes", "?attributes")]
    [InlineData("PUT", "/abc?policy", "?policy")]
    [InlineData("DELETE", "/abc?object-lock", "?object-lock")]
    [InlineData("GET", "/abc?ofTheFuture", "?ofTheFuture")]
    [InlineData("DELETE", "/abc/key?ofTheFuture=", "?ofTheFuture")]
    public async Task WhatIsNotThereSaysSo(string method, string target, string name)
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        await client.SendAsync("PUT", "/abc/key", [1]);
        Answer answer = await client.SendAsync(method, target);
        Assert.Equal((501, "NotImplemented"), (answer.Status, answer.Code));
        Assert.StartsWith(name + " ", answer.Value("Message"), StringComparison.Ordinal);
        Assert.Equal(200, (await client.SendAsync("HEAD", "/abc/key")).Status);
    }

    [Fact]
    public async Task AParameterWithAValueThatNobodyKnowsIsLeftAlone()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        await client.SendAsync("PUT", "/abc/key?x-id=PutObject", [1]);
        Assert.Equal(200, (await client.SendAsync("GET", "/abc/key?time=123")).Status);
    }

    [Fact]
    public async Task AnErrorCarriesResourceAndRequestId()
    {
        await using CloudClient client = await CloudClient.StartAsync();
        Answer answer = await client.SendAsync("GET", "/absent/some%20key");
        Assert.Equal("NoSuchBucket", answer.Code);
        Assert.Equal("The specified bucket does not exist", answer.Value("Message"));
        Assert.Equal("/absent/some%20key", answer.Value("Resource"));
        Assert.Equal(answer["x-amz-request-id"], answer.Value("RequestId"));
        Assert.Equal(answer["x-amz-id-2"], answer.Value("HostId"));
        Assert.Equal("application/xml", answer["Content-Type"]);
    }

    private static byte[] Constraint(string region)
        => Encoding.UTF8.GetBytes($"<CreateBucketConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><LocationConstraint>{region}</LocationConstraint></CreateBucketConfiguration>");
}
