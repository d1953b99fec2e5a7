using System.Text;

namespace Virga.Local.Tests;

/// <summary>An independent client, where there is one.</summary>
public sealed class AwsCliTests
{
    private const string Missing = "The aws command is not installed.";

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FilesGoUpAndComeBack(bool inFolder)
    {
        Skip.IfNot(AwsCli.IsPresent, Missing);
        using ScratchFolder scratch = new();
        using ScratchFolder folder = new();
        await using LocalCloud cloud = await LocalCloud.StartAsync(new() { Folder = inFolder ? folder.Path : null });
        AwsCli aws = new(cloud, scratch.Path);
        byte[] large = new byte[20 * 1024 * 1024];
        new Random(11).NextBytes(large);
        await File.WriteAllBytesAsync(Path.Combine(scratch.Path, "large"), large);
        await File.WriteAllTextAsync(Path.Combine(scratch.Path, "small"), "small");
        await aws.RunAsync("s3", "mb", "s3://files");
        await aws.RunAsync("s3", "cp", "small", "s3://files/a b+\u00e4/small");
        await aws.RunAsync("s3", "cp", "large", "s3://files/large");
        string list = await aws.RunAsync("s3", "ls", "s3://files", "--recursive");
        Assert.Contains("20971520 large", list, StringComparison.Ordinal);
        Assert.Contains("a b+\u00e4/small", list, StringComparison.Ordinal);
        await aws.RunAsync("s3", "cp", "s3://files/large", "back");
        byte[] back = await File.ReadAllBytesAsync(Path.Combine(scratch.Path, "back"));
        Assert.True(large.AsSpan().SequenceEqual(back));
        await aws.RunAsync("s3", "cp", "s3://files/large", "s3://files/copied");
        string head = await aws.RunAsync("s3api", "head-object", "--bucket", "files", "--key", "copied");
        Assert.Contains("20971520", head, StringComparison.Ordinal);
        await aws.RunAsync("s3", "rb", "s3://files", "--force");
        Assert.Equal(string.Empty, await aws.RunAsync("s3", "ls"));
    }

    [SkippableFact]
    public async Task APresignedUrlOfTheirsIsAccepted()
    {
        Skip.IfNot(AwsCli.IsPresent, Missing);
        using ScratchFolder scratch = new();
        await using CloudClient client = await CloudClient.StartAsync(new(), "files");
        await client.SendAsync("PUT", "/files/a%20b%2B%C3%A4", [1, 2, 3]);
        string url = (await new AwsCli(client.Cloud, scratch.Path).RunAsync("s3", "presign", "s3://files/a b+\u00e4", "--expires-in", "60")).Trim();
        Answer answer = await client.SendUnsignedAsync("GET", url[url.IndexOf("/files", StringComparison.Ordinal)..]);
        Assert.Equal((200, 3), (answer.Status, answer.Body.Length));
    }

    [SkippableFact]
    public async Task ManyAreDeletedAndListed()
    {
        Skip.IfNot(AwsCli.IsPresent, Missing);
        using ScratchFolder scratch = new();
        await using CloudClient client = await CloudClient.StartAsync(new(), "files");
        foreach (string key in new[] { "x/1", "x/2", "y" })
        {
            await client.SendAsync("PUT", "/files/" + key, Encoding.UTF8.GetBytes(key));
        }

        AwsCli aws = new(client.Cloud, scratch.Path);
        string page = await aws.RunAsync("s3api", "list-objects-v2", "--bucket", "files", "--delimiter", "/", "--output", "text", "--query", "[Contents[].Key, CommonPrefixes[].Prefix]");
        Assert.Equal("y\nx/\n", page.ReplaceLineEndings("\n"));
        string deleted = await aws.RunAsync("s3api", "delete-objects", "--bucket", "files", "--delete", "Objects=[{Key=x/1},{Key=y}]", "--output", "text", "--query", "Deleted[].Key");
        Assert.Equal(["x/1", "y"], deleted.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
        string rest = await aws.RunAsync("s3api", "list-objects", "--bucket", "files", "--output", "text", "--query", "Contents[].Key");
        Assert.Equal("x/2", rest.Trim());
    }

    [SkippableTheory]
    [InlineData("CRC32")]
    [InlineData("SHA256")]
    public async Task TheirChecksumsHold(string algorithm)
    {
        Skip.IfNot(AwsCli.IsPresent, Missing);
        using ScratchFolder scratch = new();
        await using CloudClient client = await CloudClient.StartAsync(new(), "files");
        await File.WriteAllTextAsync(Path.Combine(scratch.Path, "small"), "small");
        AwsCli aws = new(client.Cloud, scratch.Path);
        string put = await aws.RunAsync("s3api", "put-object", "--bucket", "files", "--key", "small", "--body", "small", "--checksum-algorithm", algorithm);
        Assert.Contains("Checksum" + algorithm, put, StringComparison.Ordinal);
        await aws.RunAsync("s3api", "get-object", "--bucket", "files", "--key", "small", "--checksum-mode", "ENABLED", "back");
        Assert.Equal("small", await File.ReadAllTextAsync(Path.Combine(scratch.Path, "back")));
    }
}
