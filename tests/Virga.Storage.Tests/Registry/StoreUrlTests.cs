namespace Virga.Storage.Tests.Registry;

public sealed class StoreUrlTests
{
    [Theory]
    [InlineData("s3://bucket", "s3", "bucket", null)]
    [InlineData("S3://bucket", "s3", "bucket", null)]
    [InlineData("s3://bucket/", "s3", "bucket", null)]
    [InlineData("s3://bucket/a/b", "s3", "bucket", "a/b")]
    [InlineData("s3://bucket/a%20b", "s3", "bucket", "a%20b")]
    [InlineData("s3://bucket/a?b=c#d", "s3", "bucket", "a?b=c#d")]
    [InlineData("s3://bucket//a//", "s3", "bucket", "/a//")]
    [InlineData("s3://bucket/../x", "s3", "bucket", "../x")]
    [InlineData("mem://name/ü+ =", "mem", "name", "ü+ =")]
    [InlineData("file:///data/runs", "file", "/data/runs", null)]
    [InlineData("file:///", "file", "/", null)]
    [InlineData("s3://", "s3", "", null)]
    public void EverythingBehindTheBucketIsTheKey(string url, string scheme, string bucket, string? key)
    {
        var parsed = StoreUrl.Parse(url);
        Assert.Equal((scheme, bucket, key), (parsed.Scheme, parsed.Bucket, parsed.Key));
        Assert.Empty(parsed.Settings);
    }

    [Theory]
    [InlineData("s3://bucket?endpoint=http%3A%2F%2Flocalhost%3A9000&profile=a+b")]
    [InlineData("s3://bucket/?endpoint=http%3A%2F%2Flocalhost%3A9000&profile=a+b")]
    [InlineData("s3://bucket?endpoint=http://localhost:9000&profile=a+b")]
    public void AQueryHoldsSettings(string url)
    {
        var parsed = StoreUrl.Parse(url);
        Assert.Equal("bucket", parsed.Bucket);
        Assert.Null(parsed.Key);
        Assert.Equal("http://localhost:9000", parsed.Settings["endpoint"]);
        Assert.Equal("a+b", parsed.Settings["profile"]);
    }

    [Theory]
    [InlineData("bucket/key")]
    [InlineData("://bucket")]
    [InlineData("1s3://bucket")]
    [InlineData("s3:///key")]
    [InlineData("s3://bucket?endpoint")]
    [InlineData("s3://bucket?a=1&a=2")]
    [InlineData("file://relative")]
    [InlineData("")]
    public void WhatIsNoUrlSaysWhy(string url)
    {
        var error = Assert.Throws<ObjectStoreException>(() => StoreUrl.Parse(url));
        Assert.Equal(ErrorKind.InvalidArgument, error.Kind);
    }

    [Fact]
    public void MessagesHoldNoValuesOfTheQuery()
    {
        Assert.Equal("s3://b?secret-access-key=...&x=...", StoreUrl.Redact("s3://b?secret-access-key=hunter2&x=1"));
        var error = Assert.Throws<ObjectStoreException>(() => StoreUrl.Parse("s3://b?secret-access-key=hunter2&y"));
        Assert.DoesNotContain("hunter2", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", StoreUrl.Parse("s3://b?secret-access-key=hunter2").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ASettingIsTakenOutInAnyWayOfWriting()
    {
        var url = StoreUrl.Parse("s3://b?AccessKeyId=x&region=y").Without("access-key-id");
        Assert.Equal(["region"], url.Settings.Keys);
        Assert.Equal("s3://b?region=...", url.ToString());
    }
}
