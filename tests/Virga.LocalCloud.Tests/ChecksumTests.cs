using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Virga.Local.Checksums;

namespace Virga.Local.Tests;

public sealed class ChecksumTests
{
    private static readonly byte[] Digits = Encoding.ASCII.GetBytes("123456789");

    // The check values of the catalogue of parametrised CRC algorithms.
    [Theory]
    [InlineData("CRC32", "CBF43926")]
    [InlineData("CRC32C", "E3069283")]
    [InlineData("CRC64NVME", "AE8B14860A799888")]
    [InlineData("SHA1", "F7C3BC1D808E04732ADF679965CCC34CA7AE3441")]
    [InlineData("SHA256", "15E2B0D3C33891EBB0F1EF609EC419420C20E320CE94C65FBC8C3312448EB225")]
    public async Task AChecksumIsComputedStoredAndChecked(string algorithm, string expected)
    {
        ChecksumKind kind = ChecksumNames.FromAlgorithm(algorithm)!.Value;
        byte[] value = RunningChecksum.Of(kind, Digits);
        Assert.Equal(expected, Convert.ToHexString(value));
        string text = Convert.ToBase64String(value);
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        Answer put = await client.SendAsync("PUT", "/abc/key", Digits, (kind.Header(), text));
        Assert.Equal((200, text, "FULL_OBJECT"), (put.Status, put[kind.Header()], put["x-amz-checksum-type"]));
        Assert.Equal(text, (await client.SendAsync("HEAD", "/abc/key", null, ("x-amz-checksum-mode", "ENABLED")))[kind.Header()]);
        Assert.Null((await client.SendAsync("GET", "/abc/key"))[kind.Header()]);
        Assert.Null((await client.SendAsync("GET", "/abc/key", null, ("x-amz-checksum-mode", "ENABLED"), ("Range", "bytes=0-1")))[kind.Header()]);
        Answer bad = await client.SendAsync("PUT", "/abc/key", [1], (kind.Header(), text));
        Assert.Equal((400, "BadDigest"), (bad.Status, bad.Code));
        Assert.Equal(Digits, (await client.SendAsync("GET", "/abc/key")).Body);
    }

    [Theory]
    [InlineData(ChecksumKind.Crc32)]
    [InlineData(ChecksumKind.Crc32C)]
    [InlineData(ChecksumKind.Crc64Nvme)]
    internal void ChecksumsOfPartsJoin(ChecksumKind kind)
    {
        byte[] bytes = new byte[100_003];
        new Random(5).NextBytes(bytes);
        List<(StoredChecksum, long)> parts = [];
        foreach (Range range in new[] { ..1, 1..70_000, 70_000..70_000, 70_000.. })
        {
            byte[] part = bytes[range];
            parts.Add((StoredChecksum.Whole(kind, RunningChecksum.Of(kind, part)), part.Length));
        }

        Assert.Equal(Convert.ToBase64String(RunningChecksum.Of(kind, bytes)), StoredChecksum.Joined(kind, parts).Value);
    }

    [Fact]
    public async Task DigestsInHeadersMustHold()
    {
        await using CloudClient client = await CloudClient.StartAsync(bucket: "abc");
        Answer sha = await client.SendAsync("PUT", "/abc/key", Digits, ("x-amz-content-sha256", TestSigner.Empty));
        Assert.Equal((400, "XAmzContentSHA256Mismatch"), (sha.Status, sha.Code));
        Assert.Equal("BadDigest", (await client.SendAsync("PUT", "/abc/key", Digits, ("Content-MD5", Convert.ToBase64String(new byte[16])))).Code);
        Assert.Equal("InvalidDigest", (await client.SendAsync("PUT", "/abc/key", Digits, ("Content-MD5", "no"))).Code);
        Assert.Equal("InvalidRequest", (await client.SendAsync("PUT", "/abc/key", Digits, ("x-amz-checksum-crc32", "AAAA"))).Code);
        Assert.Equal("InvalidRequest", (await client.SendAsync("PUT", "/abc/key", Digits, ("x-amz-checksum-crc32", "AAAAAA=="), ("x-amz-checksum-crc32c", "AAAAAA=="))).Code);
        Assert.Equal("InvalidRequest", (await client.SendAsync("PUT", "/abc/key", Digits, ("x-amz-sdk-checksum-algorithm", "CRC32"))).Code);
        Assert.Equal("InvalidArgument", (await client.SendAsync("PUT", "/abc/key", Digits, ("x-amz-content-sha256", "nonsense"))).Code);
        Assert.Equal(404, (await client.SendAsync("HEAD", "/abc/key")).Status);
        Assert.Equal(200, (await client.SendAsync("PUT", "/abc/key", Digits, ("Content-MD5", Convert.ToBase64String(MD5.HashData(Digits))))).Status);
    }

    [Fact]
    public async Task AChecksumOfAPartMustBeAnnounced()
    {
        await using CloudClient client = await StartAsync();
        string id = await MultipartTests.BeginAsync(client);
        Answer answer = await client.SendAsync("PUT", $"/abc/key?partNumber=1&uploadId={id}", Digits, ("x-amz-checksum-crc32", Value(ChecksumKind.Crc32, Digits)));
        Assert.Equal((400, "InvalidRequest"), (answer.Status, answer.Code));
        Assert.Equal("Checksum Type mismatch occurred, expected checksum Type: null, actual checksum Type: crc32", answer.Value("Message"));
    }

    [Fact]
    public async Task AnnouncedChecksumsOfPartsMustBeListed()
    {
        await using CloudClient client = await StartAsync();
        string id = await MultipartTests.BeginAsync(client, ("x-amz-checksum-algorithm", "SHA256"));
        byte[] value = SHA256.HashData(Digits);
        string part = await MultipartTests.PutAsync(client, id, 1, Digits, ("x-amz-checksum-sha256", Convert.ToBase64String(value)));
        Assert.Equal("InvalidRequest", (await MultipartTests.CompleteAsync(client, id, (1, part))).Code);
        Assert.Equal("InvalidPart", (await CompleteAsync(client, id, part, "SHA256", Convert.ToBase64String(new byte[32]))).Code);
        Answer done = await CompleteAsync(client, id, part, "SHA256", Convert.ToBase64String(value));
        string expected = Convert.ToBase64String(SHA256.HashData(value)) + "-1";
        Assert.Equal((200, expected, "COMPOSITE"), (done.Status, done.Value("ChecksumSHA256"), done.Value("ChecksumType")));
        Answer head = await client.SendAsync("HEAD", "/abc/key", null, ("x-amz-checksum-mode", "ENABLED"));
        Assert.Equal((expected, "COMPOSITE"), (head["x-amz-checksum-sha256"], head["x-amz-checksum-type"]));
    }

    [Fact]
    public async Task AWholeObjectsChecksumIsJoinedAndChecked()
    {
        await using CloudClient client = await StartAsync();
        string id = await MultipartTests.BeginAsync(client, ("x-amz-checksum-algorithm", "CRC64NVME"));
        string first = await MultipartTests.PutAsync(client, id, 1, Digits);
        string second = await MultipartTests.PutAsync(client, id, 2, Digits);
        string expected = Value(ChecksumKind.Crc64Nvme, [.. Digits, .. Digits]);
        byte[] document = Encoding.UTF8.GetBytes(
            $"<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>{first}</ETag></Part><Part><PartNumber>2</PartNumber><ETag>{second}</ETag></Part></CompleteMultipartUpload>");
        Answer bad = await client.SendAsync("POST", $"/abc/key?uploadId={id}", document, ("x-amz-checksum-crc64nvme", Value(ChecksumKind.Crc64Nvme, Digits)));
        Assert.Equal("BadDigest", bad.Code);
        Assert.Equal("InvalidRequest", (await client.SendAsync("POST", $"/abc/key?uploadId={id}", document, ("x-amz-checksum-type", "COMPOSITE"))).Code);
        Answer done = await client.SendAsync("POST", $"/abc/key?uploadId={id}", document, ("x-amz-checksum-crc64nvme", expected), ("x-amz-checksum-type", "FULL_OBJECT"));
        Assert.Equal((200, expected, "FULL_OBJECT"), (done.Status, done.Value("ChecksumCRC64NVME"), done.Value("ChecksumType")));
    }

    [Theory]
    [InlineData("SHA256", "FULL_OBJECT")]
    [InlineData("CRC64NVME", "COMPOSITE")]
    [InlineData("CRC32", "HALF")]
    [InlineData("MD5", null)]
    public async Task AnAnnouncementThatCannotBeIsRefused(string algorithm, string? type)
    {
        await using CloudClient client = await StartAsync();
        (string, string)[] headers = type is null ? [("x-amz-checksum-algorithm", algorithm)] : [("x-amz-checksum-algorithm", algorithm), ("x-amz-checksum-type", type)];
        Assert.Equal("InvalidRequest", (await client.SendAsync("POST", "/abc/key?uploads", null, headers)).Code);
    }

    private static string Value(ChecksumKind kind, byte[] bytes) => Convert.ToBase64String(RunningChecksum.Of(kind, bytes));

    private static Task<Answer> CompleteAsync(CloudClient client, string id, string tag, string algorithm, string value) => client.SendAsync(
        "POST",
        $"/abc/key?uploadId={id}",
        Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"<CompleteMultipartUpload><Part><Checksum{algorithm}>{value}</Checksum{algorithm}><ETag>{tag}</ETag><PartNumber>1</PartNumber></Part></CompleteMultipartUpload>")));

    private static Task<CloudClient> StartAsync() => CloudClient.StartAsync(new() { TimeProvider = new ManualTime(), MinPartSize = 1 }, "abc");
}
