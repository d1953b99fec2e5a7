using Virga.Servers;

namespace Virga.Aws.S3.Tests.Operations;

/// <summary>Locked versions, on servers that are not ours.</summary>
public sealed class LockTests
{
    private static readonly DateTimeOffset Later = new(2049, 5, 6, 7, 8, 9, TimeSpan.Zero);

    // Amazon takes no locked object without a checksum, and the profile of moto sends none by itself.
    private static readonly ReadOnlyMemory<byte> DigestOfX = Convert.FromBase64String("ndTkYSaMgDT1yFZOFVxnpg==");

    public static TheoryData<string> Places => [TestServers.Ceph, TestServers.Moto];

    [SkippableTheory]
    [MemberData(nameof(Places))]
    public async Task ABucketLocksByDefault(string where)
    {
        await using var bucket = await VersionedBucket.CreateAsync(S3Place.Named(where), isLocking: true);
        await bucket.Client.PutObjectLockConfigurationAsync(bucket.Name, new() { ObjectLockEnabled = SettingStatus.Enabled, Rule = new() { DefaultRetention = new() { Mode = ObjectLockMode.Governance, Days = 3 } } });

        var told = await bucket.Client.GetObjectLockConfigurationAsync(bucket.Name);

        Assert.Equal((SettingStatus.Enabled, ObjectLockMode.Governance, 3), (told.ObjectLockEnabled, told.Rule?.DefaultRetention?.Mode, told.Rule?.DefaultRetention?.Days));
    }

    [SkippableTheory]
    [MemberData(nameof(Places))]
    public async Task ABucketWithoutLocksSaysSo(string where)
    {
        await using var bucket = await S3Place.Named(where).NewBucketAsync();

        await Refusal.IsAsync(ErrorKind.NotFound, "ObjectLockConfigurationNotFoundError", async () => await bucket.Client.GetObjectLockConfigurationAsync(bucket.Name));
    }

    [SkippableTheory]
    [MemberData(nameof(Places))]
    public async Task ARetainedVersionGoesOnlyPastGovernance(string where)
    {
        await using var bucket = await VersionedBucket.CreateAsync(S3Place.Named(where), isLocking: true);
        var client = bucket.Client;
        var put = await client.PutObjectAsync(bucket.Name, "k", "x"u8.ToArray(), contentMd5: DigestOfX, objectLockMode: ObjectLockMode.Governance, retainUntil: Later);
        var head = await client.HeadObjectAsync(bucket.Name, "k");
        Assert.Equal((ObjectLockMode.Governance, Later), (head.ObjectLockMode, head.RetainUntil));

        await Refusal.IsAsync(ErrorKind.AccessDenied, "AccessDenied", async () => await client.DeleteObjectAsync(bucket.Name, "k", versionId: put.VersionId));

        // moto answers this in no XML.
        if (where == TestServers.Ceph)
        {
            Assert.Equal(Later, (await client.GetObjectRetentionAsync(bucket.Name, "k", versionId: put.VersionId)).RetainUntil);
            await client.PutObjectRetentionAsync(bucket.Name, "k", new() { Mode = ObjectLockMode.Governance, RetainUntil = Later.AddDays(1) }, versionId: put.VersionId);
            var told = await client.GetObjectRetentionAsync(bucket.Name, "k", versionId: put.VersionId);
            Assert.Equal((ObjectLockMode.Governance, Later.AddDays(1)), (told.Mode, told.RetainUntil));
        }

        Assert.Equal(204, (await client.DeleteObjectAsync(bucket.Name, "k", versionId: put.VersionId, bypassGovernance: true)).Status);
    }

    [SkippableTheory]
    [MemberData(nameof(Places))]
    public async Task AHeldVersionStaysUntilTheHoldIsLifted(string where)
    {
        await using var bucket = await VersionedBucket.CreateAsync(S3Place.Named(where), isLocking: true);
        var client = bucket.Client;
        var put = await client.PutObjectAsync(bucket.Name, "k", "x"u8.ToArray(), contentMd5: DigestOfX, legalHold: LegalHoldStatus.On);
        Assert.Equal(LegalHoldStatus.On, (await client.GetObjectLegalHoldAsync(bucket.Name, "k")).Status);

        await Refusal.IsAsync(ErrorKind.AccessDenied, "AccessDenied", async () => await client.DeleteObjectAsync(bucket.Name, "k", versionId: put.VersionId));
        await client.PutObjectLegalHoldAsync(bucket.Name, "k", new() { Status = LegalHoldStatus.Off });
        Assert.Equal(LegalHoldStatus.Off, (await client.HeadObjectAsync(bucket.Name, "k")).LegalHold);
        Assert.Equal(204, (await client.DeleteObjectAsync(bucket.Name, "k", versionId: put.VersionId)).Status);
    }
}
