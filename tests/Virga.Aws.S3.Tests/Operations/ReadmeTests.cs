using System.Text.RegularExpressions;
using Virga.Servers;

namespace Virga.Aws.S3.Tests.Operations;

/// <summary>The examples of the README of Virga.Aws are run, line by line as they stand there.</summary>
public sealed partial class ReadmeTests
{
    [SkippableFact]
    public async Task TheExamplesDoWhatTheyShow()
    {
        await using var versioned = await VersionedBucket.CreateAsync(S3Place.Ceph, isLocking: true);
        await using var plain = await S3Place.Ceph.NewBucketAsync();
        var (bucket, locked, s3) = (plain.Name, versioned.Name, versioned.Client);
        await s3.PutObjectAsync(bucket, "k", "old"u8.ToArray());
        ReadOnlyMemory<byte> report = "report"u8.ToArray();

        // tags
        await s3.PutObjectTaggingAsync(bucket, "k", new Tagging { Tags = [new() { Key = "team", Value = "blue" }] });
        Tagging tags = await s3.GetObjectTaggingAsync(bucket, "k");

        // versions: every page, and one version of an object
        await s3.PutBucketVersioningAsync(bucket, new() { Status = SettingStatus.Enabled });
        await foreach (ListVersionsResult page in s3.ListObjectVersionsPagesAsync(bucket, prefix: "k"))
            foreach (VersionEntry version in page.Version)
                await s3.HeadObjectAsync(bucket, version.Key, versionId: version.VersionId);

        // rules of a lifecycle
        await s3.PutBucketLifecycleAsync(bucket, new() { Rules = [new() { Id = "logs", Status = SettingStatus.Enabled, Filter = new() { Prefix = "logs/" }, Expiration = new() { Days = 30 } }] });

        // access: a canned list, and a policy as JSON
        await s3.PutObjectAclAsync(bucket, "k", acl: CannedAcl.PublicRead);
        await s3.PutBucketPolicyAsync(bucket, $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::{{bucket}}/*"}]}""");

        // pages of other origins, and a website
        await s3.PutBucketCorsAsync(bucket, new() { Rules = [new() { AllowedOrigins = ["https://app.example.com"], AllowedMethods = ["GET"] }] });
        await s3.PutBucketWebsiteAsync(bucket, new() { IndexDocument = new() { Suffix = "index.html" } });

        // a version that nobody deletes before its time, unless he may pass governance
        var kept = await s3.PutObjectAsync(locked, "k", report, objectLockMode: ObjectLockMode.Governance, retainUntil: DateTimeOffset.UtcNow.AddDays(1));
        await s3.DeleteObjectAsync(locked, "k", versionId: kept.VersionId, bypassGovernance: true);

        // a key that the server does not keep
        CustomerKey key = CustomerKey.Create();
        await s3.PutObjectAsync(bucket, "secret", report, customerAlgorithm: key.Algorithm, customerKey: key.Key, customerKeyMd5: key.Md5);
        await using var secret = await s3.GetObjectAsync(bucket, "secret", customerAlgorithm: key.Algorithm, customerKey: key.Key, customerKeyMd5: key.Md5);

        // who pays
        await s3.PutBucketRequestPaymentAsync(bucket, new() { Payer = Payer.Requester });

        Assert.Equal("blue", Assert.Single(tags.Tags).Value);
        using var reader = new StreamReader(secret.Content, leaveOpen: true);
        Assert.Equal("report", await reader.ReadToEndAsync());
        foreach (var deleted in await PurgedAsync(s3, bucket)) Assert.NotNull(deleted);
    }

    [SkippableFact]
    public async Task TheExamplesOnAServerThatHasTheRestDoWhatTheyShow()
    {
        await using var plain = await S3Place.Moto.NewBucketAsync();
        var (bucket, s3) = (plain.Name, plain.Client);

        // encryption by default, and for one object
        await s3.PutBucketEncryptionAsync(bucket, new() { Rules = [new() { Default = new() { Algorithm = ServerSideEncryption.Aes256 } }] });
        await s3.PutObjectAsync(bucket, "k", "text"u8.ToArray(), serverSideEncryption: ServerSideEncryption.AwsKms, kmsKeyId: "alias/letters");

        // attributes without the content, and a copy of what is archived
        var told = await s3.GetObjectAttributesAsync(bucket, "k", [ObjectAttribute.ObjectSize, ObjectAttribute.Checksum]);
        await s3.PutObjectAsync(bucket, "cold", "text"u8.ToArray(), storageClass: "GLACIER");
        await s3.RestoreObjectAsync(bucket, "cold", restoreRequest: new() { Days = 2, GlacierJobParameters = new() { Tier = RestoreTier.Bulk } });

        // what keeps a bucket private
        await s3.PutPublicAccessBlockAsync(bucket, new() { BlockPublicAcls = true, IgnorePublicAcls = true, BlockPublicPolicy = true, RestrictPublicBuckets = true });

        Assert.Equal(4L, told.Body.ObjectSize);
    }

    [Fact]
    public void EveryLineOfTheReadmeStandsHere()
    {
        var readme = File.ReadAllText(Repository.PathOf("src", "Virga.Aws", "README.md"));
        var source = Lines(File.ReadAllText(Repository.PathOf("tests", "Virga.Aws.S3.Tests", "Operations", "ReadmeTests.cs"))).ToHashSet();

        var lines = Lines(Fence().Matches(readme).Single(match => match.Value.Contains("PutObjectTaggingAsync", StringComparison.Ordinal)).Groups[1].Value).ToArray();

        Assert.True(lines.Length > 20);
        Assert.All(lines, line => Assert.Contains(line, source));
    }

    [Fact]
    public void TheReadmeNamesEveryOperation()
    {
        var readme = File.ReadAllText(Repository.PathOf("src", "Virga.Aws", "README.md"));
        var methods = typeof(S3Client).GetMethods().Select(method => method.Name).Where(name => name.EndsWith("Async", StringComparison.Ordinal) && name != "SendRawAsync" && !name.StartsWith("Presign", StringComparison.Ordinal));
        var operations = methods.Select(name => Suffix().Replace(name, "")).Distinct().ToArray();

        Assert.True(operations.Length > 65, $"{operations.Length}");
        Assert.All(operations, operation => Assert.Matches($@"\b{operation}\b", readme));
    }

    private static async Task<IReadOnlyList<string>> PurgedAsync(S3Client client, string bucket)
    {
        var gone = new List<string>();
        await foreach (var page in client.ListObjectVersionsPagesAsync(bucket))
        {
            foreach (var version in page.Version.Concat(page.DeleteMarker))
            {
                await client.DeleteObjectAsync(bucket, version.Key, versionId: version.VersionId);
                gone.Add(version.Key);
            }
        }

        return gone;
    }

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);

    [GeneratedRegex("^```csharp\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("(Page|Pages)?Async$")]
    private static partial Regex Suffix();
}
