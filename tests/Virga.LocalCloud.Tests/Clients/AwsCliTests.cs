using System.Text;

namespace Virga.Local.Tests.Clients;

/// <summary>awscli as a person uses it: whole files, whole folders.</summary>
public sealed class AwsCliTests
{
    // Each start of this client takes most of a second of a processor, so that there are few; the others run on a folder too.
    [SkippableFact]
    public async Task FilesGoUpAndComeBack()
    {
        using ScratchFolder scratch = new();
        await using LocalCloud cloud = await LocalCloud.StartAsync();
        ClientCommand aws = AwsCommand.Require(cloud, scratch.Path);
        byte[] large = ClientFiles.WriteLarge(Path.Combine(scratch.Path, "large"));
        await aws.RunAsync("s3", "mb", "s3://files");
        await aws.RunAsync("s3", "cp", "large", "s3://files/large", "--metadata", "colour=grey green", "--content-type", "text/x-large");
        await aws.RunAsync("s3", "cp", "s3://files/large", "back");
        ClientFiles.AssertHolds(large, Path.Combine(scratch.Path, "back"));

        // A copy of several parts asks for the source's tags as well.
        await aws.RunAsync("s3", "mv", "s3://files/large", "s3://files/moved/\u00e4 +%");
        string head = await aws.RunAsync("s3api", "head-object", "--bucket", "files", "--key", "moved/\u00e4 +%", "--query", "[ContentLength, ContentType, Metadata.colour]");
        Assert.Equal($"{large.Length}\ttext/x-large\tgrey green", head.Trim());
        Assert.Contains($"{large.Length} moved/\u00e4 +%", await aws.RunAsync("s3", "ls", "s3://files", "--recursive"), StringComparison.Ordinal);
        await aws.RunAsync("s3", "rb", "s3://files", "--force");
        Assert.Equal(string.Empty, await aws.RunAsync("s3", "ls"));
    }

    [SkippableFact]
    public async Task FoldersAreSynchronizedBothWays()
    {
        using ScratchFolder scratch = new();
        await using CloudClient client = await CloudClient.StartAsync(new(), "files");
        ClientCommand aws = AwsCommand.Require(client.Cloud, scratch.Path);
        string here = Path.Combine(scratch.Path, "here");
        string there = Path.Combine(scratch.Path, "there");
        ClientFiles.Write(here);

        // An empty file in the middle of many once made the next answer on its connection unreadable, and a minute's wait.
        await aws.RunAsync("s3", "sync", here, "s3://files/kept", "--cli-read-timeout", "20");
        Assert.Equal(string.Empty, await aws.RunAsync("s3", "sync", here, "s3://files/kept"));
        await aws.RunAsync("s3", "sync", "s3://files/kept", there);
        ClientFiles.AssertSame(here, there);
        File.Delete(Path.Combine(here, "plain.txt"));
        Assert.StartsWith("delete: s3://files/kept/plain.txt", await aws.RunAsync("s3", "sync", here, "s3://files/kept", "--delete"), StringComparison.Ordinal);
        Assert.Equal(404, (await client.SendAsync("HEAD", "/files/kept/plain.txt")).Status);
    }

    [SkippableFact]
    public async Task APresignedUrlOfTheirsIsAccepted()
    {
        using ScratchFolder scratch = new();
        await using CloudClient client = await CloudClient.StartAsync(new(), "files");
        await client.SendAsync("PUT", "/files/a%20b%2B%C3%A4", [1, 2, 3]);
        string url = (await AwsCommand.Require(client.Cloud, scratch.Path).RunAsync("s3", "presign", "s3://files/a b+\u00e4", "--expires-in", "60")).Trim();
        Answer answer = await client.SendUnsignedAsync("GET", url[url.IndexOf("/files", StringComparison.Ordinal)..]);
        Assert.Equal((200, 3), (answer.Status, answer.Body.Length));
        Assert.Equal("SignatureDoesNotMatch", (await client.SendUnsignedAsync("PUT", url[url.IndexOf("/files", StringComparison.Ordinal)..], [4])).Code);
    }

    [SkippableFact]
    public async Task MoreThanAThousandAreListedAndDeleted()
    {
        using ScratchFolder scratch = new();
        await using CloudClient client = await CloudClient.StartAsync(new(), "files");
        ClientCommand aws = AwsCommand.Require(client.Cloud, scratch.Path);
        await ManyObjects.PutAsync(client, "files", 1100);
        string prefixes = await aws.RunAsync("s3api", "list-objects-v2", "--bucket", "files", "--delimiter", "/", "--query", "[Contents[].Key, CommonPrefixes[].Prefix]");
        Assert.Equal(ManyObjects.TopLevel, prefixes.ReplaceLineEndings("\n"));
        Assert.Equal("1100", (await aws.RunAsync("s3api", "list-objects", "--bucket", "files", "--query", "length(Contents[])", "--output", "json")).Trim());
        Assert.Equal("1100", (await aws.RunAsync("s3api", "list-object-versions", "--bucket", "files", "--query", "length(Versions[])", "--output", "json")).Trim());
        string deleted = await aws.RunAsync(
            "s3api", "delete-objects", "--bucket", "files", "--delete", "Objects=[{Key=many/a b/0000},{Key=top}]", "--query", "Deleted[].Key");
        Assert.Equal(["many/a b/0000", "top"], deleted.Trim().Split('\t').Order(StringComparer.Ordinal));
        Assert.Equal(1098, (await aws.RunAsync("s3", "rm", "s3://files", "--recursive")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Empty((await client.SendAsync("GET", "/files")).Values("Contents", "Key"));
    }

    [SkippableFact]
    public async Task TheirChecksumsHold()
    {
        using ScratchFolder scratch = new();
        await using CloudClient client = await CloudClient.StartAsync(new(), "files");
        await File.WriteAllTextAsync(Path.Combine(scratch.Path, "small"), "small");
        ClientCommand aws = AwsCommand.Require(client.Cloud, scratch.Path);
        foreach (string algorithm in (string[])["SHA256", "CRC32"])
        {
            string put = await aws.RunAsync("s3api", "put-object", "--bucket", "files", "--key", "small", "--body", "small", "--checksum-algorithm", algorithm, "--output", "json");
            Assert.Contains("Checksum" + algorithm, put, StringComparison.Ordinal);
        }

        await aws.RunAsync("s3api", "get-object", "--bucket", "files", "--key", "small", "--checksum-mode", "ENABLED", "back");
        Assert.Equal("small", await File.ReadAllTextAsync(Path.Combine(scratch.Path, "back")));
    }
}
