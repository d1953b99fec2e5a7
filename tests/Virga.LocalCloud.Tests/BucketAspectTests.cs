using System.Text;

namespace Virga.Local.Tests;

/// <summary>Configurations of a bucket: what a new one of Amazon's has, and nothing else.</summary>
public sealed class BucketAspectTests
{
    [Theory]
    [InlineData("policy", "NoSuchBucketPolicy")]
    [InlineData("policyStatus", "NoSuchBucketPolicy")]
    [InlineData("cors", "NoSuchCORSConfiguration")]
    [InlineData("lifecycle", "NoSuchLifecycleConfiguration")]
    [InlineData("website", "NoSuchWebsiteConfiguration")]
    [InlineData("replication", "ReplicationConfigurationNotFoundError")]
    [InlineData("object-lock", "ObjectLockConfigurationNotFoundError")]
    [InlineData("tagging", "NoSuchTagSet")]
    public async Task WhatABucketDoesNotHaveIsAbsent(string aspect, string code)
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        Answer answer = await client.SendAsync("GET", "/abc?" + aspect);
        Assert.Equal((404, code, "abc"), (answer.Status, answer.Code, answer.Value("BucketName")));
        Assert.Equal("NoSuchBucket", (await client.SendAsync("GET", "/absent?" + aspect)).Code);
    }

    [Theory]
    [InlineData("versioning", "VersioningConfiguration", "")]
    [InlineData("logging", "BucketLoggingStatus", "")]
    [InlineData("notification", "NotificationConfiguration", "")]
    [InlineData("accelerate", "AccelerateConfiguration", "")]
    [InlineData("requestPayment", "RequestPaymentConfiguration", "BucketOwner")]
    [InlineData("ownershipControls", "OwnershipControls", "BucketOwnerEnforced")]
    [InlineData("publicAccessBlock", "PublicAccessBlockConfiguration", "truetruetruetrue")]
    [InlineData("encryption", "ServerSideEncryptionConfiguration", "AES256")]
    [InlineData("acl", "AccessControlPolicy", "FULL_CONTROL")]
    public async Task WhatABucketHasIsReadAndMayBeWrittenAsItIs(string aspect, string root, string text)
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        Answer answer = await client.SendAsync("GET", "/abc?" + aspect);
        Assert.Equal((200, root), (answer.Status, answer.Xml.Name.LocalName));
        Assert.EndsWith(text, answer.Xml.Value, StringComparison.Ordinal);
        Assert.Equal(200, (await client.SendAsync("PUT", "/abc?" + aspect, answer.Body)).Status);
    }

    [Theory]
    [InlineData("versioning", "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>")]
    [InlineData("requestPayment", "<RequestPaymentConfiguration><Payer>Requester</Payer></RequestPaymentConfiguration>")]
    [InlineData("publicAccessBlock", "<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>false</IgnorePublicAcls></PublicAccessBlockConfiguration>")]
    [InlineData("encryption", "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:kms</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>")]
    [InlineData("cors", "<CORSConfiguration/>")]
    [InlineData("policy", "{}")]
    public async Task ButNotChanged(string aspect, string document)
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        Answer answer = await client.SendAsync("PUT", "/abc?" + aspect, Encoding.UTF8.GetBytes(document));
        Assert.Equal((501, "NotImplemented"), (answer.Status, answer.Code));
        Assert.StartsWith($"?{aspect} cannot be changed", answer.Value("Message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnElementThatSaysFalseSaysNothing()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        const string document =
            """
            <ServerSideEncryptionConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
              <Rule>
                <ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault>
                <BucketKeyEnabled>false</BucketKeyEnabled>
              </Rule>
            </ServerSideEncryptionConfiguration>
            """;
        Assert.Equal(200, (await client.SendAsync("PUT", "/abc?encryption", Encoding.UTF8.GetBytes(document))).Status);
    }

    [Theory]
    [InlineData("policy")]
    [InlineData("cors")]
    [InlineData("lifecycle")]
    [InlineData("website")]
    [InlineData("encryption")]
    [InlineData("tagging")]
    public async Task WhatIsAbsentMayBeDeleted(string aspect)
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        Assert.Equal(204, (await client.SendAsync("DELETE", "/abc?" + aspect)).Status);
        Assert.Equal(200, (await client.SendAsync("HEAD", "/abc")).Status);
    }

    [Theory]
    [InlineData("POST", "/abc?policy")]
    [InlineData("HEAD", "/abc?cors")]
    [InlineData("DELETE", "/abc?acl")]
    [InlineData("POST", "/abc/key?tagging")]
    public async Task AMethodThatDoesNotFitTouchesNothing(string method, string target)
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        await client.SendAsync("PUT", "/abc/key", [1]);
        Assert.Equal(405, (await client.SendAsync(method, target)).Status);
        Assert.Equal(200, (await client.SendAsync("HEAD", "/abc/key")).Status);
    }

    [Fact]
    public async Task AnAccessListMayOnlyNameTheOwner()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        await client.SendAsync("PUT", "/abc/key", [1]);
        Answer own = await client.SendAsync("GET", "/abc/key?acl");
        Assert.Equal(200, (await client.SendAsync("PUT", "/abc/key?acl", own.Body)).Status);
        Assert.Equal(200, (await client.SendAsync("PUT", "/abc/key?acl", [], ("x-amz-acl", "private"))).Status);
        string shared = own.Text.Replace("FULL_CONTROL", "READ", StringComparison.Ordinal);
        Assert.Equal("AccessControlListNotSupported", (await client.SendAsync("PUT", "/abc/key?acl", Encoding.UTF8.GetBytes(shared))).Code);
        Assert.Equal("MissingSecurityHeader", (await client.SendAsync("PUT", "/abc/key?acl")).Code);
        Assert.Equal("NoSuchKey", (await client.SendAsync("GET", "/abc/absent?acl")).Code);
        Assert.Equal("InvalidBucketAclWithObjectOwnership", (await client.SendAsync("PUT", "/abd", [], ("x-amz-acl", "public-read"))).Code);
    }
}
