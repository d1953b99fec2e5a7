using Virga.Http;
using Virga.Servers;

namespace Virga.Aws.S3.Tests.Operations;

/// <summary>Keys that the caller keeps, and encryption that the bucket asks for.</summary>
public sealed class EncryptionTests
{
    private const int PartSize = 5 * 1024 * 1024;

    [SkippableFact]
    public async Task AnObjectIsReadOnlyWithTheKeyThatItWasWrittenWith()
    {
        await using var bucket = await S3Place.Ceph.NewBucketAsync();
        var client = bucket.Client;
        var (key, other) = (CustomerKey.Create(), CustomerKey.Create());
        var put = await client.PutObjectAsync(bucket.Name, "k", "secret"u8.ToArray(), customerAlgorithm: key.Algorithm, customerKey: key.Key, customerKeyMd5: key.Md5);
        Assert.Equal("AES256", put.CustomerAlgorithm);

        var head = await client.HeadObjectAsync(bucket.Name, "k", customerAlgorithm: key.Algorithm, customerKey: key.Key, customerKeyMd5: key.Md5);
        Assert.Equal((6L, Convert.ToBase64String(key.Md5.Span)), (head.ContentLength, Convert.ToBase64String(head.CustomerKeyMd5!.Value.Span)));
        Assert.Equal("secret", await ReadAsync(client, bucket.Name, "k", key));
        var without = await Assert.ThrowsAsync<ServiceException>(async () => await client.GetObjectAsync(bucket.Name, "k"));
        Assert.Equal((400, ErrorKind.InvalidArgument), (without.Status, without.Kind));
        await Assert.ThrowsAsync<ServiceException>(async () => await ReadAsync(client, bucket.Name, "k", other));
    }

    [SkippableFact]
    public async Task EveryPartOfAnUploadBringsTheKey()
    {
        await using var bucket = await S3Place.Ceph.NewBucketAsync();
        var client = bucket.Client;
        var key = CustomerKey.Create();
        var begun = await client.CreateMultipartUploadAsync(bucket.Name, "k", customerAlgorithm: key.Algorithm, customerKey: key.Key, customerKeyMd5: key.Md5);
        var first = await client.UploadPartAsync(bucket.Name, "k", 1, begun.UploadId, new byte[PartSize], customerAlgorithm: key.Algorithm, customerKey: key.Key, customerKeyMd5: key.Md5);
        var second = await client.UploadPartAsync(bucket.Name, "k", 2, begun.UploadId, "end"u8.ToArray(), customerAlgorithm: key.Algorithm, customerKey: key.Key, customerKeyMd5: key.Md5);
        await client.CompleteMultipartUploadAsync(bucket.Name, "k", begun.UploadId, new CompletedUpload { Part = [new() { PartNumber = 1, ETag = first.ETag }, new() { PartNumber = 2, ETag = second.ETag }] });

        await using var read = await client.GetObjectAsync(bucket.Name, "k", range: $"bytes={PartSize}-", customerAlgorithm: key.Algorithm, customerKey: key.Key, customerKeyMd5: key.Md5);
        using var reader = new StreamReader(read.Content, leaveOpen: true);
        Assert.Equal("end", await reader.ReadToEndAsync());
    }

    [SkippableFact]
    public async Task ABucketEncryptsByDefault()
    {
        await using var bucket = await S3Place.Moto.NewBucketAsync();
        var client = bucket.Client;
        await Refusal.IsAsync(ErrorKind.NotFound, "ServerSideEncryptionConfigurationNotFoundError", async () => await client.GetBucketEncryptionAsync(bucket.Name));
        await client.PutBucketEncryptionAsync(bucket.Name, new() { Rules = [new() { Default = new() { Algorithm = ServerSideEncryption.AwsKms, KmsKeyId = "alias/letters" }, BucketKeyEnabled = true }] });
        var rule = Assert.Single((await client.GetBucketEncryptionAsync(bucket.Name)).Rules);
        Assert.Equal((ServerSideEncryption.AwsKms, "alias/letters"), (rule.Default?.Algorithm, rule.Default?.KmsKeyId));

        var put = await client.PutObjectAsync(bucket.Name, "k", "x"u8.ToArray(), serverSideEncryption: ServerSideEncryption.AwsKms, kmsKeyId: "alias/other");
        Assert.Equal((ServerSideEncryption.AwsKms, "alias/other"), (put.ServerSideEncryption, put.KmsKeyId));
        await client.DeleteBucketEncryptionAsync(bucket.Name);
        await Refusal.IsAsync(ErrorKind.NotFound, "ServerSideEncryptionConfigurationNotFoundError", async () => await client.GetBucketEncryptionAsync(bucket.Name));
    }

    private static async Task<string> ReadAsync(S3Client client, string bucket, string key, CustomerKey own)
    {
        await using var answer = await client.GetObjectAsync(bucket, key, customerAlgorithm: own.Algorithm, customerKey: own.Key, customerKeyMd5: own.Md5);
        using var reader = new StreamReader(answer.Content, leaveOpen: true);
        return await reader.ReadToEndAsync();
    }
}
