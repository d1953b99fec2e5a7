using System.Security.Cryptography;
using Virga.Http;
using Virga.Testing;

namespace Virga.Aws.S3.Tests.Operations;

/// <summary>What goes out, compared with what Amazon's API reference shows: for operations that no server here takes in full, and for the order of elements.</summary>
public sealed class WireTests
{
    private const string Xmlns = "xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";
    private const string Bucket = "examplebucket";

    public static TheoryData<string, string, string> Documents => new()
    {
        { "tagging", "?tagging", $"<Tagging {Xmlns}><TagSet><Tag><Key>Key1</Key><Value>Value1</Value></Tag><Tag><Key>Key2</Key><Value>Value2</Value></Tag></TagSet></Tagging>" },
        { "versioning", "?versioning", $"<VersioningConfiguration {Xmlns}><MfaDelete>Enabled</MfaDelete><Status>Enabled</Status></VersioningConfiguration>" },
        { "lifecycle", "?lifecycle", $"<LifecycleConfiguration {Xmlns}><Rule><ID>TestOnly</ID><Filter><Prefix>documents/</Prefix></Filter><Status>Enabled</Status><Expiration><Days>3650</Days></Expiration><Transition><Days>365</Days><StorageClass>GLACIER</StorageClass></Transition></Rule></LifecycleConfiguration>" },
        { "lifecycle-all", "?lifecycle", $"<LifecycleConfiguration {Xmlns}><Rule><Filter/><Status>Enabled</Status><Expiration><Date>2030-01-01T00:00:00Z</Date></Expiration><NoncurrentVersionExpiration><NoncurrentDays>9</NoncurrentDays><NewerNoncurrentVersions>2</NewerNoncurrentVersions></NoncurrentVersionExpiration></Rule></LifecycleConfiguration>" },
        { "encryption", "?encryption", $"<ServerSideEncryptionConfiguration {Xmlns}><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:kms</SSEAlgorithm><KMSMasterKeyID>arn:aws:kms:us-east-1:1234/5678example</KMSMasterKeyID></ApplyServerSideEncryptionByDefault><BucketKeyEnabled>true</BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration>" },
        { "lock", "?object-lock", $"<ObjectLockConfiguration {Xmlns}><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>COMPLIANCE</Mode><Years>1</Years></DefaultRetention></Rule></ObjectLockConfiguration>" },
        { "acl", "?acl", $"<AccessControlPolicy {Xmlns}><Owner><ID>owner-id</ID></Owner><AccessControlList><Grant><Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"Group\"><URI>http://acs.amazonaws.com/groups/s3/LogDelivery</URI></Grantee><Permission>READ_ACP</Permission></Grant></AccessControlList></AccessControlPolicy>" },
        { "website", "?website", $"<WebsiteConfiguration {Xmlns}><RedirectAllRequestsTo><HostName>www.example.com</HostName><Protocol>https</Protocol></RedirectAllRequestsTo></WebsiteConfiguration>" },
        { "notification", "?notification", $"<NotificationConfiguration {Xmlns}><TopicConfiguration><Id>new</Id><Filter><S3Key><FilterRule><Name>suffix</Name><Value>.jpg</Value></FilterRule></S3Key></Filter><Topic>arn:aws:sns:us-east-1:356671443308:s3notificationtopic2</Topic><Event>s3:ReducedRedundancyLostObject</Event><Event>s3:ObjectCreated:*</Event></TopicConfiguration><QueueConfiguration><Queue>arn:aws:sqs:us-east-1:356671443308:s3notificationqueue</Queue><Event>s3:ObjectCreated:Put</Event></QueueConfiguration><CloudFunctionConfiguration><CloudFunction>arn:aws:lambda:us-west-2:35667example:function:CreateThumbnail</CloudFunction><Event>s3:ObjectCreated:Put</Event></CloudFunctionConfiguration></NotificationConfiguration>" },
        { "logging", "?logging", $"<BucketLoggingStatus {Xmlns}><LoggingEnabled><TargetBucket>mybucketlogs</TargetBucket><TargetGrants><Grant><Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"AmazonCustomerByEmail\"><EmailAddress>user@company.com</EmailAddress></Grantee><Permission>READ</Permission></Grant></TargetGrants><TargetPrefix>mybucket-access_log-/</TargetPrefix></LoggingEnabled></BucketLoggingStatus>" },
        { "accelerate", "?accelerate", $"<AccelerateConfiguration {Xmlns}><Status>Suspended</Status></AccelerateConfiguration>" },
        { "payment", "?requestPayment", $"<RequestPaymentConfiguration {Xmlns}><Payer>Requester</Payer></RequestPaymentConfiguration>" },
        { "ownership", "?ownershipControls", $"<OwnershipControls {Xmlns}><Rule><ObjectOwnership>BucketOwnerPreferred</ObjectOwnership></Rule></OwnershipControls>" },
        { "block", "?publicAccessBlock", $"<PublicAccessBlockConfiguration {Xmlns}><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>false</IgnorePublicAcls></PublicAccessBlockConfiguration>" },
        { "retention", "/k?retention&versionId=v1", $"<Retention {Xmlns}><Mode>GOVERNANCE</Mode><RetainUntilDate>2030-01-01T00:00:00Z</RetainUntilDate></Retention>" },
        { "hold", "/k?legal-hold", $"<LegalHold {Xmlns}><Status>ON</Status></LegalHold>" },
        { "restore", "/k?restore", $"<RestoreRequest {Xmlns}><Days>1</Days><GlacierJobParameters><Tier>Expedited</Tier></GlacierJobParameters></RestoreRequest>" },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task ADocumentIsWrittenAsTheReferenceShows(string what, string target, string xml)
    {
        var handler = new ScriptedHandler().Answer(200);
        using var client = Scripted.Client(handler);

        await SendAsync(what, client);

        Assert.Equal((what == "restore" ? "POST" : "PUT", "/" + Bucket + target, xml), (handler.Single.Method, handler.Single.Target, handler.Single.Text));
        Assert.Equal(Digest(handler.Single.Body), handler.Single.Header("Content-MD5"));
    }

    [Fact]
    public async Task AKeyOfKmsIsNamedWithItsContext()
    {
        var handler = new ScriptedHandler().Answer(200, "", null, ("ETag", "\"e\""), ("x-amz-server-side-encryption", "aws:kms"), ("x-amz-server-side-encryption-aws-kms-key-id", "arn:key"), ("x-amz-server-side-encryption-bucket-key-enabled", "true"));
        using var client = Scripted.Client(handler);

        var put = await client.PutObjectAsync(Bucket, "k", "x"u8.ToArray(), serverSideEncryption: ServerSideEncryption.AwsKms, kmsKeyId: "arn:key", kmsContext: "e30=", bucketKeyEnabled: true, expectedBucketOwner: "111122223333");

        Assert.Equal("aws:kms", handler.Single.Header("x-amz-server-side-encryption"));
        Assert.Equal("arn:key", handler.Single.Header("x-amz-server-side-encryption-aws-kms-key-id"));
        Assert.Equal("e30=", handler.Single.Header("x-amz-server-side-encryption-context"));
        Assert.Equal("true", handler.Single.Header("x-amz-server-side-encryption-bucket-key-enabled"));
        Assert.Equal("111122223333", handler.Single.Header("x-amz-expected-bucket-owner"));
        Assert.Equal((ServerSideEncryption.AwsKms, "arn:key", true), (put.ServerSideEncryption, put.KmsKeyId, put.BucketKeyEnabled));
    }

    [Fact]
    public async Task ACustomerKeyGoesOutInBase64AndIsToldNowhere()
    {
        var handler = new ScriptedHandler().Answer(400, "<Error><Code>InvalidArgument</Code><Message>no</Message></Error>", "application/xml");
        using var client = Scripted.Client(handler);
        var key = new CustomerKey(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray());

        var error = await Assert.ThrowsAsync<ServiceException>(async () => await client.GetObjectAsync(Bucket, "k", customerAlgorithm: key.Algorithm, customerKey: key.Key, customerKeyMd5: key.Md5));

        Assert.Equal("AES256", handler.Single.Header("x-amz-server-side-encryption-customer-algorithm"));
        Assert.Equal("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", handler.Single.Header("x-amz-server-side-encryption-customer-key"));
        Assert.Equal(Digest(key.Key.ToArray()), handler.Single.Header("x-amz-server-side-encryption-customer-key-MD5"));
        Assert.DoesNotContain("AAECAwQF", error.ToString() + key, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new CustomerKey(new byte[16]));
    }

    // radosgw copies nothing that is encrypted.
    [Fact]
    public async Task ACopyBringsTheKeysOfBothSides()
    {
        var handler = new ScriptedHandler().Answer(200, "<CopyObjectResult><ETag>e</ETag></CopyObjectResult>", "application/xml", ("x-amz-copy-source-version-id", "v1"), ("Last-Modified", "Fri, 20 Nov 2026 12:00:00 GMT"));
        using var client = Scripted.Client(handler);
        var (old, next) = (CustomerKey.Create(), CustomerKey.Create());

        var copied = await client.CopyObjectAsync(
            Bucket,
            "copy",
            "/examplebucket/k?versionId=v1",
            customerAlgorithm: next.Algorithm,
            customerKey: next.Key,
            customerKeyMd5: next.Md5,
            sourceCustomerAlgorithm: old.Algorithm,
            sourceCustomerKey: old.Key,
            sourceCustomerKeyMd5: old.Md5,
            expectedSourceBucketOwner: "111122223333");

        var sent = handler.Single;
        Assert.Equal("v1", copied.SourceVersionId);
        Assert.Equal(("AES256", Convert.ToBase64String(old.Key.Span), Digest(old.Key.ToArray())), (sent.Header("x-amz-copy-source-server-side-encryption-customer-algorithm"), sent.Header("x-amz-copy-source-server-side-encryption-customer-key"), sent.Header("x-amz-copy-source-server-side-encryption-customer-key-MD5")));
        Assert.Equal((Convert.ToBase64String(next.Key.Span), "111122223333"), (sent.Header("x-amz-server-side-encryption-customer-key"), sent.Header("x-amz-source-expected-bucket-owner")));
    }

    [Fact]
    public async Task ADeletionMayPassGovernanceAndBringACode()
    {
        var handler = new ScriptedHandler().Answer(204);
        using var client = Scripted.Client(handler);

        await client.DeleteObjectAsync(Bucket, "k", versionId: "v1", bypassGovernance: true, mfa: "20899872 301749", requestPayer: RequestPayer.Requester);

        Assert.Equal(("/examplebucket/k?versionId=v1", "true", "20899872 301749", "requester"), (handler.Single.Target, handler.Single.Header("x-amz-bypass-governance-retention"), handler.Single.Header("x-amz-mfa"), handler.Single.Header("x-amz-request-payer")));
    }

    [Fact]
    public async Task AttributesAreAskedForInOneHeaderAndReadWithTheirParts()
    {
        const string Answer = """
            <GetObjectAttributesOutput xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><ETag>d41d8</ETag><Checksum><ChecksumSHA256>YWJj</ChecksumSHA256><ChecksumType>COMPOSITE</ChecksumType></Checksum>
            <ObjectParts><PartsCount>2</PartsCount><IsTruncated>true</IsTruncated><NextPartNumberMarker>1</NextPartNumberMarker><Part><PartNumber>1</PartNumber><Size>5</Size><ChecksumSHA256>YWJj</ChecksumSHA256></Part></ObjectParts></GetObjectAttributesOutput>
            """;
        var handler = new ScriptedHandler().Answer(200, Answer, "application/xml", ("x-amz-version-id", "v1"));
        using var client = Scripted.Client(handler);

        var told = await client.GetObjectAttributesAsync(Bucket, "k", [ObjectAttribute.Checksum, ObjectAttribute.ObjectParts], maxParts: 1);

        Assert.Equal(("/examplebucket/k?attributes", "Checksum,ObjectParts", "1"), (handler.Single.Target, handler.Single.Header("x-amz-object-attributes")?.Replace(" ", "", StringComparison.Ordinal), handler.Single.Header("x-amz-max-parts")));
        Assert.Equal(("v1", "COMPOSITE", 2, 1), (told.VersionId, told.Body.Checksum?.ChecksumType, told.Body.ObjectParts?.PartsCount, told.Body.ObjectParts?.NextPartNumberMarker));
        Assert.Equal(5L, Assert.Single(told.Body.ObjectParts!.Parts).Size);
    }

    [Fact]
    public async Task AnEmptyMarkerOfVersionsIsNotSent()
    {
        var handler = new ScriptedHandler()
            .Answer(200, "<ListVersionsResult><IsTruncated>true</IsTruncated><NextKeyMarker>a%2Fb+c</NextKeyMarker><NextVersionIdMarker></NextVersionIdMarker></ListVersionsResult>", "application/xml")
            .Answer(200, "<ListVersionsResult><IsTruncated>false</IsTruncated></ListVersionsResult>", "application/xml");
        using var client = Scripted.Client(handler);

        var count = 0;
        await foreach (var page in client.ListObjectVersionsPagesAsync(Bucket)) count += page is null ? 0 : 1;

        Assert.Equal(2, count);
        Assert.Contains("key-marker=a%2Fb%20c", handler.Requests[1].Target, StringComparison.Ordinal);
        Assert.DoesNotContain("version-id-marker", handler.Requests[1].Target, StringComparison.Ordinal);
    }

    private static async Task SendAsync(string what, S3Client client)
    {
        var later = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
        switch (what)
        {
            case "tagging": await client.PutBucketTaggingAsync(Bucket, new() { Tags = [new() { Key = "Key1", Value = "Value1" }, new() { Key = "Key2", Value = "Value2" }] }); break;
            case "versioning": await client.PutBucketVersioningAsync(Bucket, new() { Status = SettingStatus.Enabled, MfaDelete = SettingStatus.Enabled }, mfa: "20899872 301749"); break;
            case "lifecycle": await client.PutBucketLifecycleAsync(Bucket, new() { Rules = [new() { Id = "TestOnly", Filter = new() { Prefix = "documents/" }, Status = SettingStatus.Enabled, Transitions = [new() { Days = 365, StorageClass = "GLACIER" }], Expiration = new() { Days = 3650 } }] }); break;
            case "lifecycle-all": await client.PutBucketLifecycleAsync(Bucket, new() { Rules = [new() { Filter = new(), Status = SettingStatus.Enabled, Expiration = new() { Date = later }, NoncurrentVersionExpiration = new() { NoncurrentDays = 9, NewerNoncurrentVersions = 2 } }] }); break;
            case "encryption": await client.PutBucketEncryptionAsync(Bucket, new() { Rules = [new() { Default = new() { Algorithm = ServerSideEncryption.AwsKms, KmsKeyId = "arn:aws:kms:us-east-1:1234/5678example" }, BucketKeyEnabled = true }] }); break;
            case "lock": await client.PutObjectLockConfigurationAsync(Bucket, new() { ObjectLockEnabled = SettingStatus.Enabled, Rule = new() { DefaultRetention = new() { Mode = ObjectLockMode.Compliance, Years = 1 } } }); break;
            case "acl": await client.PutBucketAclAsync(Bucket, accessControlPolicy: new() { Owner = new() { Id = "owner-id" }, Grants = [new() { Grantee = new() { Type = GranteeType.Group, Uri = "http://acs.amazonaws.com/groups/s3/LogDelivery" }, Permission = Permission.ReadAcp }] }); break;
            case "website": await client.PutBucketWebsiteAsync(Bucket, new() { RedirectAllRequestsTo = new() { HostName = "www.example.com", Protocol = "https" } }); break;
            case "notification": await client.PutBucketNotificationAsync(Bucket, Notification()); break;
            case "logging": await client.PutBucketLoggingAsync(Bucket, new() { Target = new() { Bucket = "mybucketlogs", Prefix = "mybucket-access_log-/", Grants = [new() { Grantee = new() { Type = GranteeType.AmazonCustomerByEmail, EmailAddress = "user@company.com" }, Permission = Permission.Read }] } }); break;
            case "accelerate": await client.PutBucketAccelerateAsync(Bucket, new() { Status = SettingStatus.Suspended }); break;
            case "payment": await client.PutBucketRequestPaymentAsync(Bucket, new() { Payer = Payer.Requester }); break;
            case "ownership": await client.PutBucketOwnershipControlsAsync(Bucket, new() { Rules = [new() { ObjectOwnership = ObjectOwnership.BucketOwnerPreferred }] }); break;
            case "block": await client.PutPublicAccessBlockAsync(Bucket, new() { BlockPublicAcls = true, IgnorePublicAcls = false }); break;
            case "retention": await client.PutObjectRetentionAsync(Bucket, "k", new() { Mode = ObjectLockMode.Governance, RetainUntil = later }, versionId: "v1"); break;
            case "hold": await client.PutObjectLegalHoldAsync(Bucket, "k", new() { Status = LegalHoldStatus.On }); break;
            case "restore": await client.RestoreObjectAsync(Bucket, "k", restoreRequest: new() { Days = 1, GlacierJobParameters = new() { Tier = RestoreTier.Expedited } }); break;
            default: throw new ArgumentException($"Nothing sends '{what}'.", nameof(what));
        }
    }

    private static NotificationConfiguration Notification() => new()
    {
        Topics = [new() { Id = "new", Filter = new() { Key = new() { Rules = [new() { Name = "suffix", Value = ".jpg" }] } }, Topic = "arn:aws:sns:us-east-1:356671443308:s3notificationtopic2", Events = ["s3:ReducedRedundancyLostObject", "s3:ObjectCreated:*"] }],
        Queues = [new() { Queue = "arn:aws:sqs:us-east-1:356671443308:s3notificationqueue", Events = ["s3:ObjectCreated:Put"] }],
        Functions = [new() { CloudFunction = "arn:aws:lambda:us-west-2:35667example:function:CreateThumbnail", Events = ["s3:ObjectCreated:Put"] }],
    };

    private static string Digest(byte[] bytes)
    {
#pragma warning disable CA5351 // S3 asks for this digest.
        return Convert.ToBase64String(MD5.HashData(bytes));
#pragma warning restore CA5351
    }
}
