using System.Security.Cryptography;
using System.Text;
using Virga.Local.Store.Folder;

namespace Virga.Local.Tests;

public sealed class FolderTests
{
    private static readonly string Sha1 = Convert.ToBase64String(SHA1.HashData([1, 2]));

    [Fact]
    public async Task EverythingSurvivesARestart()
    {
        using ScratchFolder folder = new();
        string id;
        string part;
        await using (CloudClient client = await StartAsync(folder))
        {
            await client.SendAsync("PUT", "/abc");
            await client.SendAsync("PUT", "/empty.bucket");
            await client.SendAsync("PUT", "/abc/key", [1, 2], ("x-amz-meta-a", "1"), ("Content-Type", "text/css"), ("x-amz-checksum-sha1", Sha1));
            await client.SendAsync("PUT", "/abc/gone", [1]);
            await client.SendAsync("DELETE", "/abc/gone");
            id = await MultipartTests.BeginAsync(client, ("x-amz-checksum-algorithm", "CRC32"), ("x-amz-checksum-type", "FULL_OBJECT"));
            part = await MultipartTests.PutAsync(client, id, 1, [3, 4]);
        }

        await using CloudClient again = await StartAsync(folder);
        Assert.Equal(["abc", "empty.bucket"], (await again.SendAsync("GET", "/")).Xml.Descendants().Where(static node => node.Name.LocalName == "Name").Select(static node => node.Value));
        Answer get = await again.SendAsync("GET", "/abc/key", null, ("x-amz-checksum-mode", "ENABLED"));
        Assert.Equal([1, 2], get.Body);
        Assert.Equal(("1", "text/css", Sha1), (get["x-amz-meta-a"], get["Content-Type"], get["x-amz-checksum-sha1"]));
        Assert.Equal(["key"], (await again.SendAsync("GET", "/abc?list-type=2")).Values("Contents", "Key"));
        Assert.Equal(["1"], (await again.SendAsync("GET", $"/abc/key?uploadId={id}")).Values("Part", "PartNumber"));
        Assert.Equal(200, (await MultipartTests.CompleteAsync(again, id, (1, part))).Status);
        Assert.Equal([3, 4], (await again.SendAsync("GET", "/abc/key")).Body);
    }

    [Fact]
    public async Task OddKeysStayInTheFolderAndSurvive()
    {
        using ScratchFolder outer = new();
        string inner = Path.Combine(outer.Path, "inner");
        await using (CloudClient client = await CloudClient.StartAsync(Options(inner), "abc"))
        {
            foreach (string path in AwkwardKeys.Encoded)
            {
                Assert.Equal(200, (await client.SendAsync("PUT", "/abc/" + path, Encoding.UTF8.GetBytes(path))).Status);
            }
        }

        Assert.Equal([inner], Directory.GetFileSystemEntries(outer.Path));
        await using CloudClient again = await CloudClient.StartAsync(Options(inner));
        foreach (string path in AwkwardKeys.Encoded)
        {
            Assert.Equal(path, (await again.SendAsync("GET", "/abc/" + path)).Text);
        }
    }

    [Fact]
    public void FileNamesAreAllDifferentWhateverTheCase()
    {
        string[] keys = [.. AwkwardKeys.Encoded.Select(Uri.UnescapeDataString), .. Enumerable.Range(1, 300).Select(static length => new string('\u00e4', length))];
        string[] names = [.. keys.Select(FolderPaths.KeyName)];
        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, static name => Assert.True(name.Length <= 200 && name.StartsWith("k-", StringComparison.Ordinal) && !name.Contains('/', StringComparison.Ordinal)));
    }

    [Fact]
    public async Task AFolderBelongsToOneAtATime()
    {
        using ScratchFolder folder = new();
        await using LocalCloud cloud = await LocalCloud.StartAsync(Options(folder.Path));
        await Assert.ThrowsAnyAsync<IOException>(() => LocalCloud.StartAsync(Options(folder.Path)));
    }

    [Fact]
    public async Task WhatWasCutOffIsClearedAway()
    {
        using ScratchFolder folder = new();
        await using (CloudClient client = await CloudClient.StartAsync(Options(folder.Path), "abc"))
        {
            await client.SendAsync("PUT", "/abc/key", [1]);
        }

        string data = Path.Combine(folder.Path, "buckets", "b-abc", "data");
        string orphan = Path.Combine(data, new string('a', 32));
        string half = Path.Combine(data, new string('b', 32) + ".tmp");
        string foreign = Path.Combine(data, "notes.txt");
        foreach (string path in new[] { orphan, half, foreign })
        {
            await File.WriteAllTextAsync(path, "x");
        }

        await using CloudClient again = await CloudClient.StartAsync(Options(folder.Path));
        Assert.Equal((false, false, true), (File.Exists(orphan), File.Exists(half), File.Exists(foreign)));
        Assert.Equal([1], (await again.SendAsync("GET", "/abc/key")).Body);
    }

    [Fact]
    public async Task RecordsAndUploadsThatWereCutOffAreClearedAway()
    {
        using ScratchFolder folder = new();
        await using (CloudClient client = await CloudClient.StartAsync(Options(folder.Path), "abc"))
        {
            await client.SendAsync("PUT", "/abc/key", [1]);
            await client.SendAsync("PUT", "/abc/x.json.tmp", [2]);
            await MultipartTests.BeginAsync(client);
        }

        string bucket = Path.Combine(folder.Path, "buckets", "b-abc");
        string upload = Directory.EnumerateDirectories(Path.Combine(bucket, "uploads")).Single();
        string cut = Path.Combine(bucket, "uploads", new string('c', 32));
        string foreign = Path.Combine(bucket, "uploads", "notes");
        Directory.CreateDirectory(cut);
        Directory.CreateDirectory(foreign);
        string[] gone = [Path.Combine(bucket, "bucket.json.tmp"), Path.Combine(bucket, "objects", "k-key.json.tmp"), Path.Combine(upload, "upload.json.tmp"), Path.Combine(cut, "part-00001.json")];
        foreach (string path in gone)
        {
            await File.WriteAllTextAsync(path, "{");
        }

        await using CloudClient again = await CloudClient.StartAsync(Options(folder.Path));
        Assert.DoesNotContain(gone, File.Exists);
        Assert.Equal((false, true), (Directory.Exists(cut), Directory.Exists(foreign)));
        Assert.Equal(["key", "x.json.tmp"], (await again.SendAsync("GET", "/abc")).Values("Contents", "Key"));
        Assert.Equal(["key"], (await again.SendAsync("GET", "/abc?uploads")).Values("Upload", "Key"));
    }

    [Fact]
    public async Task ARecordCannotNameAFileOutside()
    {
        using ScratchFolder folder = new();
        string record = await PutOneAsync(folder);
        string outside = Path.Combine(folder.Path, "secret");
        await File.WriteAllTextAsync(outside, "x");
        string json = await File.ReadAllTextAsync(record);
        int start = json.IndexOf("\"File\": \"", StringComparison.Ordinal) + 9;
        await File.WriteAllTextAsync(record, json[..start] + "../../../secret" + json[(start + 32)..]);
        InvalidDataException error = await Assert.ThrowsAsync<InvalidDataException>(() => LocalCloud.StartAsync(Options(folder.Path)));
        Assert.Contains("k-key.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ABrokenRecordIsNamed()
    {
        using ScratchFolder folder = new();
        string record = await PutOneAsync(folder);
        await File.WriteAllTextAsync(record, "{");
        InvalidDataException error = await Assert.ThrowsAsync<InvalidDataException>(() => LocalCloud.StartAsync(Options(folder.Path)));
        Assert.Contains(record, error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task LinksAreNotFollowed()
    {
        Skip.If(OperatingSystem.IsWindows(), "Links need a privilege there.");
        using ScratchFolder folder = new();
        using ScratchFolder other = new();
        await PutOneAsync(folder);
        string secret = Path.Combine(other.Path, "secret");
        await File.WriteAllTextAsync(secret, "x");
        string buckets = Path.Combine(folder.Path, "buckets");
        Directory.CreateSymbolicLink(Path.Combine(buckets, "b-linked"), other.Path);
        await using (CloudClient client = await CloudClient.StartAsync(Options(folder.Path)))
        {
            Assert.Equal(404, (await client.SendAsync("HEAD", "/linked")).Status);
            string data = Directory.GetFiles(Path.Combine(buckets, "b-abc", "data")).Single();
            File.Delete(data);
            File.CreateSymbolicLink(data, secret);
            Answer get = await client.SendAsync("GET", "/abc/key");
            Assert.Equal((500, "InternalError"), (get.Status, get.Code));
        }

        await Assert.ThrowsAsync<InvalidDataException>(() => LocalCloud.StartAsync(Options(folder.Path)));
    }

    [Fact]
    public async Task AReaderKeepsWhatIsReplaced()
    {
        using ScratchFolder folder = new();
        await using CloudClient client = await CloudClient.StartAsync(Options(folder.Path), "abc");
        byte[] large = new byte[8 * 1024 * 1024];
        Array.Fill(large, (byte)7);
        await client.SendAsync("PUT", "/abc/key", large);
        Task<Answer>[] readers = [.. Enumerable.Range(0, 4).Select(_ => client.SendAsync("GET", "/abc/key"))];
        await client.SendAsync("PUT", "/abc/key", [1]);
        await client.SendAsync("DELETE", "/abc/key");
        foreach (Answer answer in await Task.WhenAll(readers))
        {
            Assert.True(answer.Status == 404 || answer.Body is [1] || answer.Body.AsSpan().SequenceEqual(large));
        }

        // The last reader's lease ends a moment after its last byte.
        string data = Path.Combine(folder.Path, "buckets", "b-abc", "data");
        Assert.True(SpinWait.SpinUntil(() => Directory.GetFiles(data).Length == 0, TimeSpan.FromSeconds(30)));
    }

    private static async Task<string> PutOneAsync(ScratchFolder folder)
    {
        await using CloudClient client = await CloudClient.StartAsync(Options(folder.Path), "abc");
        await client.SendAsync("PUT", "/abc/key", [1]);
        return Path.Combine(folder.Path, "buckets", "b-abc", "objects", "k-key.json");
    }

    private static Task<CloudClient> StartAsync(ScratchFolder folder) => CloudClient.StartAsync(Options(folder.Path));

    private static LocalCloudOptions Options(string folder) => new() { TimeProvider = new ManualTime(), Folder = folder, MinPartSize = 1 };
}
