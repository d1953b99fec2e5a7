namespace Virga.Local.Tests.Clients;

/// <summary>s3cmd, an older client in Python that asks for much beside the object.</summary>
public sealed class S3CmdTests
{
    private static readonly string[] Keys = ["a//b", "/lead", "tab\tx", "50%25", "p+q \u00fc?x#y&="];

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FilesGoUpAndComeBack(bool inFolder)
    {
        using ScratchFolder scratch = new();
        using ScratchFolder folder = new();
        await using LocalCloud cloud = await LocalCloud.StartAsync(new() { Folder = inFolder ? folder.Path : null });
        ClientCommand s3cmd = S3CmdCommand.Require(cloud, scratch.Path);
        byte[] large = ClientFiles.WriteLarge(Path.Combine(scratch.Path, "large"));
        await s3cmd.RunAsync("mb", "s3://files");
        await s3cmd.RunAsync("put", "large", "s3://files/large", "--add-header=x-amz-meta-colour: grey", "--mime-type=text/x-large");
        await s3cmd.RunAsync("mv", "s3://files/large", "s3://files/moved \u00e4+%");

        // What is there already is not read again: the rest comes by a range.
        await File.WriteAllBytesAsync(Path.Combine(scratch.Path, "back"), large[..1_000_000]);
        await s3cmd.RunAsync("get", "--continue", "s3://files/moved \u00e4+%", "back");
        ClientFiles.AssertHolds(large, Path.Combine(scratch.Path, "back"));
        string info = await s3cmd.RunAsync("info", "s3://files/moved \u00e4+%");
        Assert.Contains("MIME type: text/x-large", info, StringComparison.Ordinal);
        Assert.Contains("x-amz-meta-colour: grey", info, StringComparison.Ordinal);
        Assert.Contains($"File size: {large.Length}", info, StringComparison.Ordinal);
        await s3cmd.RunAsync("rb", "--recursive", "--force", "s3://files");
        Assert.Equal(string.Empty, await s3cmd.RunAsync("ls"));
    }

    [SkippableFact]
    public async Task AwkwardKeysStayWhatTheyAre()
    {
        using ScratchFolder scratch = new();
        await using CloudClient client = await CloudClient.StartAsync(new(), "files");
        ClientCommand s3cmd = S3CmdCommand.Require(client.Cloud, scratch.Path);
        await File.WriteAllTextAsync(Path.Combine(scratch.Path, "small"), "small");
        foreach (string key in Keys)
        {
            await s3cmd.RunAsync("put", "small", "s3://files/d/" + key);
            Assert.Equal("small", (await client.SendAsync("GET", "/files/d/" + Uri.EscapeDataString(key).Replace("%2F", "/", StringComparison.Ordinal))).Text);
        }

        string list = await s3cmd.RunAsync("ls", "--recursive", "s3://files");
        Assert.Equal(Keys.Order(StringComparer.Ordinal), list.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line[(line.IndexOf("/d/", StringComparison.Ordinal) + 3)..]));
        await s3cmd.RunAsync("del", "--recursive", "--force", "s3://files/d/");
        Assert.Equal(string.Empty, await s3cmd.RunAsync("ls", "--recursive", "s3://files"));
    }

    [SkippableFact]
    public async Task FoldersAreSynchronizedBothWays()
    {
        using ScratchFolder scratch = new();
        await using CloudClient client = await CloudClient.StartAsync(new(), "files");
        ClientCommand s3cmd = S3CmdCommand.Require(client.Cloud, scratch.Path);
        string here = Path.Combine(scratch.Path, "here");
        string there = Path.Combine(scratch.Path, "there");
        ClientFiles.Write(here);
        Directory.CreateDirectory(there);
        await s3cmd.RunAsync("sync", here + "/", "s3://files/kept/");
        Assert.DoesNotContain("upload:", await s3cmd.RunAsync("sync", here + "/", "s3://files/kept/"), StringComparison.Ordinal);
        await s3cmd.RunAsync("sync", "s3://files/kept/", there + "/");
        ClientFiles.AssertSame(here, there);
        File.Delete(Path.Combine(here, "plain.txt"));
        Assert.Contains("delete: 's3://files/kept/plain.txt'", await s3cmd.RunAsync("sync", "--delete-removed", here + "/", "s3://files/kept/"), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task WhatTheyAskAboutABucketIsAnswered()
    {
        using ScratchFolder scratch = new();
        await using CloudClient client = await CloudClient.StartAsync(new(), "files");
        await client.SendAsync("PUT", "/files/key", [1]);
        ClientCommand s3cmd = S3CmdCommand.Require(client.Cloud, scratch.Path);
        string info = await s3cmd.RunAsync("info", "s3://files");
        foreach (string line in (string[])["Location:  us-east-1", "Payer:     BucketOwner", "Policy:    none", "CORS:      none", "ACL:       local: FULL_CONTROL"])
        {
            Assert.Contains(line, info, StringComparison.Ordinal);
        }

        await s3cmd.RunAsync("setacl", "--acl-private", "s3://files/key");
        Assert.Contains("AccessControlListNotSupported", await s3cmd.FailAsync("setacl", "--acl-public", "s3://files/key"), StringComparison.Ordinal);
        await s3cmd.RunAsync("modify", "--add-header=x-amz-meta-a:b", "s3://files/key");
        Assert.Equal("b", (await client.SendAsync("HEAD", "/files/key"))["x-amz-meta-a"]);
        Assert.Contains("NoSuchLifecycleConfiguration", await s3cmd.FailAsync("getlifecycle", "s3://files"), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task MoreThanAThousandAreListedAndDeleted()
    {
        using ScratchFolder scratch = new();
        await using CloudClient client = await CloudClient.StartAsync(new(), "files");
        ClientCommand s3cmd = S3CmdCommand.Require(client.Cloud, scratch.Path);
        await ManyObjects.PutAsync(client, "files", 1100);
        Assert.Contains("1100 objects", await s3cmd.RunAsync("du", "s3://files"), StringComparison.Ordinal);
        string top = await s3cmd.RunAsync("ls", "s3://files");
        Assert.Equal(2, top.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        await s3cmd.RunAsync("del", "--recursive", "--force", "--quiet", "s3://files");
        Assert.Empty((await client.SendAsync("GET", "/files")).Values("Contents", "Key"));
    }

    [SkippableFact]
    public async Task ABucketMayBeNamedByTheHost()
    {
        using ScratchFolder scratch = new();
        List<string> hosts = [];
        await using CloudClient client = await CloudClient.StartAsync(new() { OnRequest = request => { lock (hosts) { hosts.Add(request.Headers["Host"]); } } }, "files");
        ClientCommand s3cmd = S3CmdCommand.Require(client.Cloud, scratch.Path);
        await File.AppendAllTextAsync(
            Path.Combine(scratch.Path, ".s3cfg"), $"host_bucket = %(bucket)s.localhost:{client.Cloud.Port}\nproxy_host = 127.0.0.1\nproxy_port = {client.Cloud.Port}\n");
        await File.WriteAllTextAsync(Path.Combine(scratch.Path, "small"), "small");
        await s3cmd.RunAsync("put", "small", "s3://files/a b/c+\u00fc");
        Assert.EndsWith("s3://files/a b/c+\u00fc", (await s3cmd.RunAsync("ls", "--recursive", "s3://files")).Trim(), StringComparison.Ordinal);
        Assert.Contains($"files.localhost:{client.Cloud.Port}", hosts);
    }

    [SkippableFact]
    public async Task UploadsThatWereLeftAreListedAndAborted()
    {
        using ScratchFolder scratch = new();
        await using CloudClient client = await CloudClient.StartAsync(new(), "files");
        ClientCommand s3cmd = S3CmdCommand.Require(client.Cloud, scratch.Path);
        string id = (await client.SendAsync("POST", "/files/left%20over?uploads")).Value("UploadId");
        await client.SendAsync("PUT", $"/files/left%20over?partNumber=1&uploadId={id}", [1, 2, 3]);
        Assert.Contains(id, await s3cmd.RunAsync("multipart", "s3://files"), StringComparison.Ordinal);
        Assert.Contains("\t3", await s3cmd.RunAsync("listmp", "s3://files/left over", id), StringComparison.Ordinal);
        await s3cmd.RunAsync("abortmp", "s3://files/left over", id);
        Assert.Equal("NoSuchUpload", (await client.SendAsync("GET", "/files/left%20over?uploadId=" + id)).Code);
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TheirOldPresignedUrlsAreAcceptedOnRequest(bool accepted)
    {
        using ScratchFolder scratch = new();
        await using CloudClient client = await CloudClient.StartAsync(new() { AllowSignatureV2 = accepted }, "files");
        await client.SendAsync("PUT", "/files/a%20b%2B%C3%A4", [1, 2, 3]);
        string url = (await S3CmdCommand.Require(client.Cloud, scratch.Path).RunAsync("signurl", "s3://files/a b+\u00e4", "+60")).Trim();
        string target = url[url.IndexOf("/files", StringComparison.Ordinal)..];
        Answer answer = await client.SendUnsignedAsync("GET", target);
        if (accepted)
        {
            Assert.Equal((200, 3), (answer.Status, answer.Body.Length));
            Assert.Equal("SignatureDoesNotMatch", (await client.SendUnsignedAsync("PUT", target, [4])).Code);
        }
        else
        {
            Assert.Equal((400, "InvalidRequest"), (answer.Status, answer.Code));
            Assert.Contains("AWS4-HMAC-SHA256", answer.Value("Message"), StringComparison.Ordinal);
        }
    }

    [SkippableFact]
    public async Task ErrorsAreUnderstood()
    {
        using ScratchFolder scratch = new();
        await using CloudClient client = await CloudClient.StartAsync(new(), "files");
        ClientCommand s3cmd = S3CmdCommand.Require(client.Cloud, scratch.Path);
        Assert.Contains("(NoSuchBucket)", await s3cmd.FailAsync("ls", "s3://absent"), StringComparison.Ordinal);
        Assert.Contains("(NoSuchKey)", await s3cmd.FailAsync("info", "s3://files/absent"), StringComparison.Ordinal);
        Assert.Contains("(SignatureDoesNotMatch)", await s3cmd.FailAsync("--secret_key=another", "ls"), StringComparison.Ordinal);
    }
}
