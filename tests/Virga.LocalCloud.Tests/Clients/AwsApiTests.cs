namespace Virga.Local.Tests.Clients;

/// <summary>awscli operation by operation.</summary>
public sealed class AwsApiTests
{
    [SkippableFact]
    public async Task PartsAreSentCopiedListedAndJoined()
    {
        using ScratchFolder scratch = new();
        await using CloudClient client = await CloudClient.StartAsync(new(), "files");
        ClientCommand aws = AwsCommand.Require(client.Cloud, scratch.Path);
        byte[] large = ClientFiles.WriteLarge(Path.Combine(scratch.Path, "large"));
        const int part = 5 * 1024 * 1024;
        await File.WriteAllBytesAsync(Path.Combine(scratch.Path, "part"), large[..part]);
        await client.SendAsync("PUT", "/files/source", large);

        string id = await Api(aws, "create-multipart-upload", "--key", "joined", "--metadata", "a=b", "--tagging", "t=1", "--query", "UploadId");
        string first = await Api(aws, "upload-part", "--key", "joined", "--upload-id", id, "--part-number", "1", "--body", "part", "--query", "ETag");
        string second = await Api(
            aws, "upload-part-copy", "--key", "joined", "--upload-id", id, "--part-number", "2", "--copy-source", "files/source",
            "--copy-source-range", $"bytes={part}-{large.Length - 1}", "--query", "CopyPartResult.ETag");
        Assert.Equal($"1\t{part}\n2\t{large.Length - part}", await Api(aws, "list-parts", "--key", "joined", "--upload-id", id, "--query", "Parts[].[PartNumber, Size]"));
        Assert.Equal($"joined\t{id}", await Api(aws, "list-multipart-uploads", "--query", "Uploads[].[Key, UploadId]"));
        await Api(
            aws, "complete-multipart-upload", "--key", "joined", "--upload-id", id,
            "--multipart-upload", $"Parts=[{{PartNumber=1,ETag={first}}},{{PartNumber=2,ETag={second}}}]");
        string range = await Api(aws, "get-object", "--key", "joined", "--range", $"bytes={part - 2}-", "--query", "[ContentRange, Metadata.a]", "rest");
        Assert.Equal($"bytes {part - 2}-{large.Length - 1}/{large.Length}\tb", range);
        ClientFiles.AssertHolds(large[(part - 2)..], Path.Combine(scratch.Path, "rest"));
        Assert.Equal($"{large.Length}\t2", await Api(aws, "get-object-attributes", "--key", "joined", "--object-attributes", "ObjectSize", "ObjectParts", "--query", "[ObjectSize, ObjectParts.TotalPartsCount]"));
        Assert.Contains("(NoSuchUpload)", await aws.FailAsync("s3api", "abort-multipart-upload", "--bucket", "files", "--key", "joined", "--upload-id", id), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task ErrorsAreUnderstood()
    {
        using ScratchFolder scratch = new();
        await using CloudClient client = await CloudClient.StartAsync(new(), "files");
        ClientCommand aws = AwsCommand.Require(client.Cloud, scratch.Path);
        await client.SendAsync("PUT", "/files/key", [1]);
        string tag = (await client.SendAsync("HEAD", "/files/key"))["ETag"]!;
        Assert.Contains("(NoSuchKey)", await aws.FailAsync("s3api", "get-object", "--bucket", "files", "--key", "absent", "out"), StringComparison.Ordinal);
        Assert.Contains("(NoSuchBucket)", await aws.FailAsync("s3", "ls", "s3://absent"), StringComparison.Ordinal);
        Assert.Contains("(BucketNotEmpty)", await aws.FailAsync("s3", "rb", "s3://files"), StringComparison.Ordinal);
        Assert.Contains("(304)", await aws.FailAsync("s3api", "get-object", "--bucket", "files", "--key", "key", "--if-none-match", tag, "out"), StringComparison.Ordinal);
        Assert.Contains("(PreconditionFailed)", await aws.FailAsync("s3api", "get-object", "--bucket", "files", "--key", "key", "--if-match", "\"0\"", "out"), StringComparison.Ordinal);
        ClientCommand other = AwsCommand.Require(client.Cloud, scratch.Path, "another-secret");
        Assert.Contains("(SignatureDoesNotMatch)", await other.FailAsync("s3api", "list-buckets"), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task TagsAndConfigurationsAreAnswered()
    {
        using ScratchFolder scratch = new();
        await using CloudClient client = await CloudClient.StartAsync(new(), "files");
        ClientCommand aws = AwsCommand.Require(client.Cloud, scratch.Path);
        await client.SendAsync("PUT", "/files/key", [1]);
        await Api(aws, "put-object-tagging", "--key", "key", "--tagging", "TagSet=[{Key=colour,Value=grey green}]");
        Assert.Equal("colour\tgrey green", await Api(aws, "get-object-tagging", "--key", "key", "--query", "TagSet[].[Key, Value]"));
        Assert.Equal("None", await Api(aws, "get-bucket-versioning", "--query", "Status"));
        Assert.Equal("FULL_CONTROL", await Api(aws, "get-object-acl", "--key", "key", "--query", "Grants[].Permission"));
        Assert.Contains("(NoSuchBucketPolicy)", await aws.FailAsync("s3api", "get-bucket-policy", "--bucket", "files"), StringComparison.Ordinal);
        Assert.Contains("(AccessControlListNotSupported)", await aws.FailAsync("s3api", "put-object-acl", "--bucket", "files", "--key", "key", "--acl", "public-read"), StringComparison.Ordinal);
        string refused = await aws.FailAsync("s3api", "put-bucket-versioning", "--bucket", "files", "--versioning-configuration", "Status=Enabled");
        Assert.Contains("(NotImplemented)", refused, StringComparison.Ordinal);
        Assert.Contains("?versioning cannot be changed", refused, StringComparison.Ordinal);
    }

    private static async Task<string> Api(ClientCommand aws, string operation, params string[] arguments)
        => (await aws.RunAsync(["s3api", operation, "--bucket", "files", .. arguments])).Trim().ReplaceLineEndings("\n");
}
