namespace Virga.Local.Tests;

public sealed class ListingTests
{
    [Fact]
    public async Task PrefixAndDelimiterRollKeysUp()
    {
        await using CloudClient client = await FilledAsync("a", "b/1", "b/2", "b/c/3", "d", "e/1");
        Answer all = await client.SendAsync("GET", "/abc?list-type=2&delimiter=%2F");
        Assert.Equal(["a", "d"], all.Values("Contents", "Key"));
        Assert.Equal(["b/", "e/"], all.Values("CommonPrefixes", "Prefix"));
        Assert.Equal(("4", "1000", "false", "/"), (all.Value("KeyCount"), all.Value("MaxKeys"), all.Value("IsTruncated"), all.Value("Delimiter")));
        Answer inner = await client.SendAsync("GET", "/abc?list-type=2&delimiter=%2F&prefix=b%2F");
        Assert.Equal(["b/1", "b/2"], inner.Values("Contents", "Key"));
        Assert.Equal(["b/c/"], inner.Values("CommonPrefixes", "Prefix"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task PagesJoinWithoutGapOrRepeat(int size)
    {
        await using CloudClient client = await FilledAsync("a", "b/1", "b/2", "c", "d/1", "d/2", "e");
        List<string> found = [];
        string target = $"/abc?list-type=2&delimiter=%2F&max-keys={size}";
        string next = target;
        while (true)
        {
            Answer page = await client.SendAsync("GET", next);
            found.AddRange(page.Values("Contents", "Key"));
            found.AddRange(page.Values("CommonPrefixes", "Prefix"));
            if (page.Value("IsTruncated") == "false")
            {
                break;
            }

            next = $"{target}&continuation-token={page.Value("NextContinuationToken")}";
        }

        Assert.Equal(["a", "b/", "c", "d/", "e"], found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task StartAfterSkipsKeys()
    {
        await using CloudClient client = await FilledAsync("a", "b", "c");
        Answer page = await client.SendAsync("GET", "/abc?list-type=2&start-after=a&fetch-owner=true");
        Assert.Equal(["b", "c"], page.Values("Contents", "Key"));
        Assert.Equal("a", page.Value("StartAfter"));
        Assert.Equal(2, page.Values("Contents", "Owner").Length);
    }

    [Theory]
    [InlineData("list-type=2&max-keys=x")]
    [InlineData("list-type=2&max-keys=-1")]
    [InlineData("list-type=2&encoding-type=hex")]
    [InlineData("list-type=2&continuation-token=none")]
    [InlineData("list-type=2&continuation-token=")]
    public async Task ABadArgumentIsNamed(string query)
    {
        await using CloudClient client = await FilledAsync();
        Answer answer = await client.SendAsync("GET", "/abc?" + query);
        Assert.Equal((400, "InvalidArgument"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task NoKeysAreAPageToo()
    {
        await using CloudClient client = await FilledAsync("a");
        Answer page = await client.SendAsync("GET", "/abc?list-type=2&max-keys=0");
        Assert.Equal(("0", "false"), (page.Value("KeyCount"), page.Value("IsTruncated")));
    }

    [Fact]
    public async Task KeysComeInTheOrderOfTheirBytes()
    {
        // U+1F600 stands before U+FFFD in UTF-16, behind it in UTF-8.
        await using CloudClient client = await FilledAsync("%F0%9F%98%80", "%EF%BF%BD", "a", "Z");
        Assert.Equal(["Z", "a", "\uFFFD", "\U0001F600"], (await client.SendAsync("GET", "/abc?list-type=2")).Values("Contents", "Key"));
    }

    [Fact]
    public async Task NamesAreEncodedOnRequest()
    {
        await using CloudClient client = await FilledAsync("a%20b/c%2B%C3%A4%07");
        Answer page = await client.SendAsync("GET", "/abc?list-type=2&encoding-type=url&prefix=a%20");
        Assert.Equal(["a+b/c%2B%C3%A4%07"], page.Values("Contents", "Key"));
        Assert.Equal(("a+", "url"), (page.Value("Prefix"), page.Value("EncodingType")));
    }

    [Fact]
    public async Task TheOlderListingGoesOnByMarker()
    {
        await using CloudClient client = await FilledAsync("a", "b/1", "b/2", "c");
        Answer first = await client.SendAsync("GET", "/abc?delimiter=%2F&max-keys=2");
        Assert.Equal(("true", "b/"), (first.Value("IsTruncated"), first.Value("NextMarker")));
        Answer second = await client.SendAsync("GET", "/abc?delimiter=%2F&max-keys=2&marker=b%2F");
        Assert.Equal(["c"], second.Values("Contents", "Key"));
        Assert.Empty(second.Values("CommonPrefixes", "Prefix"));
        Assert.Equal(["c"], (await client.SendAsync("GET", "/abc?marker=b%2F2")).Values("Contents", "Key"));
    }

    [Fact]
    public async Task EveryObjectHasOneVersionCalledNull()
    {
        await using CloudClient client = await FilledAsync("a", "b/1", "c");
        Answer page = await client.SendAsync("GET", "/abc?versions&max-keys=1");
        Assert.Equal(["null"], page.Values("Version", "VersionId"));
        Assert.Equal(("true", "a"), (page.Value("IsTruncated"), page.Value("NextKeyMarker")));
        Answer rest = await client.SendAsync("GET", "/abc?versions&key-marker=a&delimiter=%2F");
        Assert.Equal(["c"], rest.Values("Version", "Key"));
        Assert.Equal(["b/"], rest.Values("CommonPrefixes", "Prefix"));
        Assert.Equal(200, (await client.SendAsync("GET", "/abc/a?versionId=null")).Status);
        Assert.Equal(400, (await client.SendAsync("GET", "/abc/a?versionId=other")).Status);
    }

    private static async Task<CloudClient> FilledAsync(params string[] keys)
    {
        CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        foreach (string key in keys)
        {
            Assert.Equal(200, (await client.SendAsync("PUT", "/abc/" + key, [1])).Status);
        }

        return client;
    }
}
