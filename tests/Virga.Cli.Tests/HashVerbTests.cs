using System.Security.Cryptography;
using System.Text;
using Virga.Cli.Hashing;

namespace Virga.Cli.Tests;

public sealed class HashVerbTests : CloudTest
{
    // Check values of the CRC catalogue and of FIPS 180 for "123456789".
    [Theory]
    [InlineData("crc32c", "e3069283")]
    [InlineData("crc64nvme", "ae8b14860a799888")]
    [InlineData("crc32", "cbf43926")]
    [InlineData("md5", "25f9e794323b453885f5181f1b624d0b")]
    [InlineData("sha1", "f7c3bc1d808e04732adf679965ccc34ca7ae3441")]
    [InlineData("sha256", "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225")]
    public async Task ObjectsFilesAndStandardInputHaveTheirChecksum(string algorithm, string expected)
    {
        var path = Write("digits", "123456789");
        await ExpectAsync(0, "cp", path, "s3://bucket/digits");
        var run = await ExpectAsync(0, "hash", "-a", algorithm, "s3://bucket/digits", path);
        Assert.Equal($"{expected}  s3://bucket/digits\n{expected}  {path}\n", run.Text);
        var input = await CommandRun.OfAsync(Cloud, ["hash", "-a", algorithm, "-"], "123456789"u8.ToArray());
        Assert.Equal($"{expected}  -\n", input.Text);
    }

    [Fact]
    public async Task WhatTheServerKeepsIsTakenWithoutReadingTheObject()
    {
        var path = Write("digits", "123456789");
        await ExpectAsync(0, "cp", path, "s3://bucket/digits", "--profile", "localcloud");
        Requests.Clear();
        var line = Assert.Single((await ExpectAsync(0, "hash", "--stored", "s3://bucket/digits", "--json", "--profile", "localcloud")).Json);
        Assert.Equal(["key", "source", "bytes", "algorithm", "hex", "checksum", "stored"], line.EnumerateObject().Select(member => member.Name));
        Assert.True(line.GetProperty("stored").GetBoolean());
        Assert.DoesNotContain(Requests, request => request.Operation == "GetObject");

        // One that it does not keep is computed.
        var other = line.GetProperty("algorithm").GetString() == "sha1" ? "md5" : "sha1";
        var computed = Assert.Single((await ExpectAsync(0, "hash", "--stored", "-a", other, "s3://bucket/digits", "--json", "--profile", "localcloud")).Json);
        Assert.False(computed.GetProperty("stored").GetBoolean());
        Assert.Contains(Requests, request => request.Operation == "GetObject");
    }

    [Fact]
    public async Task AListThatWasWrittenIsChecked()
    {
        await PutAsync("d/a.txt", "d/b c.txt", "d/two\nlines", "d/e\\f");
        var list = Write("SUMS", (await ExpectAsync(0, "hash", "-r", "s3://bucket/d/")).Output);
        var check = await ExpectAsync(0, "hash", "--check", list);
        Assert.Equal(4, check.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.DoesNotContain("FAILED", check.Text, StringComparison.Ordinal);

        await CommandRun.OfAsync(Cloud, ["cp", "-", "s3://bucket/d/a.txt"], "changed"u8.ToArray());
        await ExpectAsync(0, "rm", "--raw", "s3://bucket/d/b c.txt");
        var failed = await ExpectAsync(1, "hash", "--check", list);
        Assert.Contains("s3://bucket/d/a.txt: FAILED\n", failed.Text, StringComparison.Ordinal);
        Assert.Contains("1 of 4 does not match", failed.Error, StringComparison.Ordinal);
        Assert.Contains("1 of 4 could not be read", failed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AListOfSha256sumIsCheckedAgainstObjectsAndFiles()
    {
        Write("in/a.txt", "a");
        Write("in/[x]*.txt", "b");
        await ExpectAsync(0, "cp", "-r", Path.Combine(Folder, "in"), "s3://bucket/up/");
        var list = Write("SUMS", string.Join('\n', $"# made elsewhere", $"{Hex("a")} *./a.txt", $"{Hex("b")}  [x]*.txt", $"SHA256 (a.txt) = {Hex("a")}", ""));
        Assert.Equal("./a.txt: OK\n[x]*.txt: OK\na.txt: OK\n", (await ExpectAsync(0, "hash", "--check", list, "s3://bucket/up/")).Text);
        Assert.Equal("./a.txt: OK\n[x]*.txt: OK\na.txt: OK\n", (await ExpectAsync(0, "hash", "--check", list, Path.Combine(Folder, "in"))).Text);
        var json = (await ExpectAsync(0, "hash", "--check", list, "s3://bucket/up", "--json")).Json;
        Assert.All(json, line => Assert.Equal(["source", "algorithm", "expected", "actual", "ok", "stored"], line.EnumerateObject().Select(member => member.Name)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is no list\n")]
    public async Task AListWithoutChecksumsFails(string text)
    {
        var run = await ExpectAsync(1, "hash", "--check", Write("SUMS", text));
        Assert.Contains("holds no checksums", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMalformedLineIsNamedByItsNumber()
    {
        Write("a", "a");
        var run = await ExpectAsync(1, "hash", "--check", Write("SUMS", $"{Hex("a")}  a\nnonsense\n"), Folder);
        Assert.Contains("SUMS:2: ", run.Error, StringComparison.Ordinal);
        Assert.Equal("a: OK\n", run.Text);
    }

    [Fact]
    public async Task ResultsComeInTheOrderOfTheSources()
    {
        var keys = Enumerable.Range(0, 30).Select(i => $"d/{i:00}").ToArray();
        await PutAsync(keys);
        var run = await ExpectAsync(0, "hash", "-r", "s3://bucket/d/", "--jobs", "7", "--json");
        Assert.Equal(keys, run.Json.Select(line => line.GetProperty("key").GetString()));
    }

    [Theory]
    [InlineData("hash")]
    [InlineData("hash", "s3://bucket")]
    [InlineData("hash", "-a", "sha512", "s3://bucket/k")]
    [InlineData("hash", "--check", "list", "a", "b")]
    [InlineData("hash", "-r", "s3://bucket/", "--jobs", "0")]
    public async Task WrongUsageIsTold(params string[] arguments) => await ExpectAsync(2, arguments);

    [Theory]
    [InlineData("plain name")]
    [InlineData("back\\slash")]
    [InlineData("two\nlines\r")]
    [InlineData("esc\u001b[31m and \u200d join")]
    [InlineData("literal \\u001b")]
    public void ANameSurvivesTheList(string name)
    {
        var checksum = ChecksumComputer.Compute(ChecksumAlgorithm.Md5, [1]);
        foreach (var line in new[] { new ChecksumLine(checksum, name).Plain(), new ChecksumLine(checksum, name).Tagged() })
        {
            Assert.DoesNotContain(line, char.IsControl);
            Assert.Equal(new ChecksumLine(checksum, name), ChecksumLine.Parse(line, null));
        }
    }

    private static string Hex(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
