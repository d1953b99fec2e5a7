using Virga.Servers;

namespace Virga.Aws.S3.Tests.Operations;

/// <summary>Who may do what: access control lists, policies and what keeps a bucket private.</summary>
public sealed class AccessTests
{
    private const string Everyone = "http://acs.amazonaws.com/groups/global/AllUsers";

    public static TheoryData<string> Places => [TestServers.Ceph, TestServers.Moto];

    [SkippableTheory]
    [MemberData(nameof(Places))]
    public async Task ListsAreSetByNameAndByGrants(string where)
    {
        await using var bucket = await S3Place.Named(where).NewBucketAsync();
        var client = bucket.Client;
        await client.PutObjectAsync(bucket.Name, "k", "x"u8.ToArray());
        Assert.NotNull((await client.GetBucketAclAsync(bucket.Name)).Owner?.Id);

        await client.PutBucketAclAsync(bucket.Name, acl: CannedAcl.PublicRead);
        Assert.Contains((await client.GetBucketAclAsync(bucket.Name)).Grants, IsPublicRead);
        await client.PutObjectAclAsync(bucket.Name, "k", acl: CannedAcl.PublicRead);
        Assert.Contains((await client.GetObjectAclAsync(bucket.Name, "k")).Grants, IsPublicRead);

        await client.PutObjectAsync(bucket.Name, "open", "x"u8.ToArray(), grantRead: $"uri=\"{Everyone}\"");
        Assert.Contains((await client.GetObjectAclAsync(bucket.Name, "open")).Grants, IsPublicRead);
        await Refusal.IsAsync(ErrorKind.NotFound, "NoSuchKey", async () => await client.GetObjectAclAsync(bucket.Name, "missing"));
    }

    [SkippableFact]
    public async Task ListsAreSetByADocument()
    {
        await using var bucket = await S3Place.Ceph.NewBucketAsync();
        var client = bucket.Client;
        await client.PutObjectAsync(bucket.Name, "k", "x"u8.ToArray(), acl: CannedAcl.PublicRead);
        var owner = (await client.GetBucketAclAsync(bucket.Name)).Owner!;
        var own = new Grant { Grantee = new() { Type = GranteeType.CanonicalUser, Id = owner.Id, DisplayName = owner.DisplayName }, Permission = Permission.FullControl };
        await client.PutObjectAclAsync(bucket.Name, "k", accessControlPolicy: new() { Owner = owner, Grants = [own] });
        var grant = Assert.Single((await client.GetObjectAclAsync(bucket.Name, "k")).Grants);
        Assert.Equal((GranteeType.CanonicalUser, owner.Id, Permission.FullControl), (grant.Grantee?.Type, grant.Grantee?.Id, grant.Permission));

        await client.PutBucketAclAsync(bucket.Name, accessControlPolicy: new() { Owner = owner, Grants = [own, new() { Grantee = new() { Type = GranteeType.Group, Uri = Everyone }, Permission = Permission.Read }] });
        Assert.Contains((await client.GetBucketAclAsync(bucket.Name)).Grants, IsPublicRead);
    }

    [SkippableTheory]
    [MemberData(nameof(Places))]
    public async Task APolicyIsSetToldAndRemoved(string where)
    {
        await using var bucket = await S3Place.Named(where).NewBucketAsync();
        var client = bucket.Client;
        var policy = $$"""{"Version":"2012-10-17","Statement":[{"Sid":"Read","Effect":"Allow","Principal":"*","Action":["s3:GetObject"],"Resource":["arn:aws:s3:::{{bucket.Name}}/*"]}]}""";

        await Refusal.IsAsync(ErrorKind.NotFound, "NoSuchBucketPolicy", async () => await client.GetBucketPolicyAsync(bucket.Name));
        await client.PutBucketPolicyAsync(bucket.Name, policy);
        Assert.Equal(policy, await client.GetBucketPolicyAsync(bucket.Name));
        if (where == TestServers.Ceph) Assert.True((await client.GetBucketPolicyStatusAsync(bucket.Name)).IsPublic);
        await client.DeleteBucketPolicyAsync(bucket.Name);
        await Refusal.IsAsync(ErrorKind.NotFound, "NoSuchBucketPolicy", async () => await client.GetBucketPolicyAsync(bucket.Name));
    }

    [SkippableTheory]
    [MemberData(nameof(Places))]
    public async Task PublicAccessIsBlocked(string where)
    {
        await using var bucket = await S3Place.Named(where).NewBucketAsync();
        var client = bucket.Client;
        var all = new PublicAccessBlock { BlockPublicAcls = true, IgnorePublicAcls = true, BlockPublicPolicy = true, RestrictPublicBuckets = false };

        await UnblockedAsync(where, client, bucket.Name);
        await client.PutPublicAccessBlockAsync(bucket.Name, all);
        Assert.Equal(all, await client.GetPublicAccessBlockAsync(bucket.Name));
        await client.DeletePublicAccessBlockAsync(bucket.Name);
        await UnblockedAsync(where, client, bucket.Name);
    }

    [SkippableFact]
    public async Task OwnershipIsSetToldAndRemoved()
    {
        await using var bucket = await S3Place.Moto.NewBucketAsync();
        var client = bucket.Client;
        await client.PutBucketOwnershipControlsAsync(bucket.Name, new() { Rules = [new() { ObjectOwnership = ObjectOwnership.BucketOwnerEnforced }] });
        Assert.Equal(ObjectOwnership.BucketOwnerEnforced, Assert.Single((await client.GetBucketOwnershipControlsAsync(bucket.Name)).Rules).ObjectOwnership);
        await client.DeleteBucketOwnershipControlsAsync(bucket.Name);
        await Refusal.IsAsync(ErrorKind.NotFound, "OwnershipControlsNotFoundError", async () => await client.GetBucketOwnershipControlsAsync(bucket.Name));
    }

    // radosgw says that nothing is blocked where Amazon says that nothing was said.
    private static async Task UnblockedAsync(string where, S3Client client, string bucket)
    {
        if (where == TestServers.Ceph) Assert.False((await client.GetPublicAccessBlockAsync(bucket)).BlockPublicAcls);
        else await Refusal.IsAsync(ErrorKind.NotFound, "NoSuchPublicAccessBlockConfiguration", async () => await client.GetPublicAccessBlockAsync(bucket));
    }

    private static bool IsPublicRead(Grant grant) => grant.Permission == Permission.Read && grant.Grantee is { Uri: Everyone } grantee && grantee.Type == GranteeType.Group;
}
