namespace Virga.Local.Tests.Clients;

/// <summary>rclone, a client in Go with a signer and a parser of its own.</summary>
public sealed class RcloneTests
{
    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FoldersGoUpAndComeBack(bool inFolder)
    {
        using ScratchFolder scratch = new();
        using ScratchFolder folder = new();
        await using LocalCloud cloud = await LocalCloud.StartAsync(new() { Folder = inFolder ? folder.Path : null });
        ClientCommand rclone = RcloneCommand.Require(cloud, scratch.Path);
        string here = Path.Combine(scratch.Path, "here");
        string there = Path.Combine(scratch.Path, "there");
        ClientFiles.Write(here);
        byte[] large = ClientFiles.WriteLarge(Path.Combine(here, "large"));
        await rclone.RunAsync("mkdir", "cloud:files");
        await rclone.RunAsync("sync", here, "cloud:files/kept");

        // By the checksums of the listing, and byte by byte.
        await rclone.RunAsync("check", "--checksum", here, "cloud:files/kept");
        await rclone.RunAsync("check", "--download", here, "cloud:files/kept");
        Assert.Contains("There was nothing to transfer", (await rclone.TryAsync("sync", "-v", here, "cloud:files/kept")).Errors, StringComparison.Ordinal);
        await rclone.RunAsync("sync", "--multi-thread-cutoff", "5M", "--multi-thread-streams", "3", "cloud:files/kept", there);
        ClientFiles.AssertSame(here, there);

        // A copy in parts, and a range of it.
        await rclone.RunAsync("moveto", "cloud:files/kept/large", "cloud:files/moved");
        await rclone.RunAsync("copyto", "cloud:files/moved", "whole");
        ClientFiles.AssertHolds(large, Path.Combine(scratch.Path, "whole"));
        Assert.Equal("tent of", await rclone.RunAsync("cat", "cloud:files/kept/plain.txt", "--offset", "3", "--count", "7"));
        await rclone.RunAsync("purge", "cloud:files");
        Assert.Equal(string.Empty, await rclone.RunAsync("lsd", "cloud:"));
    }

    [SkippableFact]
    public async Task MetadataStaysWithAnObject()
    {
        using ScratchFolder scratch = new();
        await using CloudClient client = await CloudClient.StartAsync(new(), "files");
        ClientCommand rclone = RcloneCommand.Require(client.Cloud, scratch.Path);
        await File.WriteAllTextAsync(Path.Combine(scratch.Path, "small"), "small");
        await rclone.RunAsync("copyto", "small", "cloud:files/small", "--header-upload", "Content-Type: text/x-ours", "--header-upload", "X-Amz-Meta-Colour: grey", "--header-upload", "Cache-Control: no-cache");
        Answer head = await client.SendAsync("HEAD", "/files/small");
        Assert.Equal(("text/x-ours", "grey", "no-cache"), (head["Content-Type"], head["x-amz-meta-colour"], head["Cache-Control"]));
        Assert.Contains("text/x-ours", await rclone.RunAsync("lsjson", "cloud:files"), StringComparison.Ordinal);
        Assert.StartsWith("eb5c1399a871211c7e7ed732d15e3a8b", await rclone.RunAsync("md5sum", "cloud:files"), StringComparison.Ordinal);

        // The time of the file goes as metadata, and a touch is a copy of the object to itself.
        await rclone.RunAsync("touch", "cloud:files/small", "--timestamp", "2020-01-02T03:04:05");
        Assert.Contains("2020-01-02 03:04:05", await rclone.RunAsync("lsl", "cloud:files"), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task ALinkOfTheirsIsRead()
    {
        using ScratchFolder scratch = new();
        await using CloudClient client = await CloudClient.StartAsync(new(), "files");
        await client.SendAsync("PUT", "/files/a%20b%2B%C3%A4", [1, 2, 3]);
        string url = (await RcloneCommand.Require(client.Cloud, scratch.Path).RunAsync("link", "cloud:files/a b+\u00e4", "--expire", "1m")).Trim();
        Answer answer = await client.SendUnsignedAsync("GET", url[url.IndexOf("/files", StringComparison.Ordinal)..]);
        Assert.Equal((200, 3), (answer.Status, answer.Body.Length));
    }

    [SkippableTheory]
    [InlineData("1")]
    [InlineData("2")]
    public async Task MoreThanAThousandAreListedAndDeleted(string version)
    {
        using ScratchFolder scratch = new();
        await using CloudClient client = await CloudClient.StartAsync(new(), "files");
        ClientCommand rclone = RcloneCommand.Require(client.Cloud, scratch.Path);
        await ManyObjects.PutAsync(client, "files", 1100);
        Assert.Contains("\"count\":1100", await rclone.RunAsync("size", "--json", "--s3-list-version", version, "cloud:files"), StringComparison.Ordinal);
        Assert.Contains("\"count\":1100", await rclone.RunAsync("size", "--json", "--fast-list", "--s3-list-url-encode", "false", "--s3-list-version", version, "cloud:files"), StringComparison.Ordinal);
        Assert.Equal("many/\ntop\n", (await rclone.RunAsync("lsf", "--s3-list-version", version, "cloud:files")).ReplaceLineEndings("\n"));
        await rclone.RunAsync("delete", "cloud:files");
        Assert.Contains("\"count\":0", await rclone.RunAsync("size", "--json", "cloud:files"), StringComparison.Ordinal);
    }

    // Names under localhost resolve on some machines only; as its own proxy the endpoint is found on all.
    [SkippableFact]
    public async Task ABucketMayBeNamedByTheHost()
    {
        using ScratchFolder scratch = new();
        List<string> hosts = [];
        await using CloudClient client = await CloudClient.StartAsync(new() { OnRequest = request => { lock (hosts) { hosts.Add(request.Headers["Host"]); } } }, "files");
        ClientCommand rclone = RcloneCommand.Require(client.Cloud, scratch.Path);
        rclone.Environment["HTTP_PROXY"] = client.Cloud.Endpoint.ToString();
        rclone.Environment["NO_PROXY"] = string.Empty;
        rclone.Environment["RCLONE_CONFIG_CLOUD_ENDPOINT"] = $"http://localhost:{client.Cloud.Port}";
        rclone.Environment["RCLONE_CONFIG_CLOUD_FORCE_PATH_STYLE"] = "false";
        await File.WriteAllTextAsync(Path.Combine(scratch.Path, "small"), "small");
        await rclone.RunAsync("copyto", "small", "cloud:files/a b/c+\u00fc");
        Assert.Equal("a b/c+\u00fc", (await rclone.RunAsync("lsf", "-R", "--files-only", "cloud:files")).Trim());
        Assert.Equal("small", (await client.SendAsync("GET", "/files/a%20b/c%2B%C3%BC")).Text);
        Assert.Contains($"files.localhost:{client.Cloud.Port}", hosts);
    }

    [SkippableFact]
    public async Task UploadsThatWereLeftAreListedAndCleared()
    {
        using ScratchFolder scratch = new();
        await using CloudClient client = await CloudClient.StartAsync(new(), "files");
        ClientCommand rclone = RcloneCommand.Require(client.Cloud, scratch.Path);
        string id = (await client.SendAsync("POST", "/files/left%20over?uploads")).Value("UploadId");
        Assert.Contains(id, await rclone.RunAsync("backend", "list-multipart-uploads", "cloud:files"), StringComparison.Ordinal);
        Assert.Equal("Unversioned", (await rclone.RunAsync("backend", "versioning", "cloud:files")).Trim());
        await rclone.RunAsync("backend", "cleanup", "cloud:files", "-o", "max-age=0s");
        Assert.Equal("NoSuchUpload", (await client.SendAsync("GET", "/files/left%20over?uploadId=" + id)).Code);
    }

    [SkippableFact]
    public async Task ErrorsAreUnderstood()
    {
        using ScratchFolder scratch = new();
        await using CloudClient client = await CloudClient.StartAsync(new(), "files");
        ClientCommand rclone = RcloneCommand.Require(client.Cloud, scratch.Path);
        await client.SendAsync("PUT", "/files/key", [1]);
        Assert.Contains("directory not found", await rclone.FailAsync("lsf", "cloud:absent"), StringComparison.Ordinal);
        Assert.Contains("BucketNotEmpty", await rclone.FailAsync("rmdir", "cloud:files"), StringComparison.Ordinal);
        rclone.Environment["RCLONE_CONFIG_CLOUD_SECRET_ACCESS_KEY"] = "another-secret";
        Assert.Contains("SignatureDoesNotMatch", await rclone.FailAsync("lsd", "cloud:"), StringComparison.Ordinal);
    }
}
