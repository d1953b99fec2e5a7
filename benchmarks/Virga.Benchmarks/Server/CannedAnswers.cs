using System.Globalization;
using System.Text;

namespace Virga.Benchmarks.Server;

/// <summary>Answers as S3 sends them, made once.</summary>
internal sealed class CannedAnswers
{
    public const string Bucket = "measurements";
    public const string Key = "2026/11/run-00000001.h5";
    public const int BodyLength = 1024;
    public const int PageLength = 1000;
    public const int Pages = 100;

    // The SDK compares it with the MD5 of what it reads.
    private static readonly string ETag = $"\"{Convert.ToHexStringLower(ChecksumComputer.Compute(ChecksumAlgorithm.Md5, Body()).Value.Span)}\"";
    private readonly byte[]?[] _pages = new byte[Pages][];

    public byte[] Head { get; } = Answer(ObjectHeaders(checksum: false), BodyLength, []);

    public byte[] HeadWithChecksum { get; } = Answer(ObjectHeaders(checksum: true), BodyLength, []);

    public byte[] Get { get; } = Answer(ObjectHeaders(checksum: false), BodyLength, Body());

    public byte[] GetWithChecksum { get; } = Answer(ObjectHeaders(checksum: true), BodyLength, Body());

    public byte[] Put { get; } = Answer($"{Always}ETag: {ETag}\r\nx-amz-server-side-encryption: AES256\r\n", 0, []);

    public byte[] Continue { get; } = "HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray();

    /// <summary>The page whose number, from 0, the target names as continuation token.</summary>
    public byte[] Page(ReadOnlySpan<byte> target)
    {
        var token = target.IndexOf("continuation-token=page-"u8);
        var number = token < 0 ? 0 : int.Parse(target.Slice(token + 24, 4), CultureInfo.InvariantCulture);
        return _pages[number] ??= MakePage(number);
    }

    public static byte[] Body()
    {
        var bytes = new byte[BodyLength];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    // S3 answers with these twelve headers to a HEAD of an object with two pieces of metadata, and with two more when the checksum is asked for.
    private static string ObjectHeaders(bool checksum) =>
        $"{Always}Last-Modified: Fri, 20 Nov 2026 14:30:00 GMT\r\nETag: {ETag}\r\nx-amz-server-side-encryption: AES256\r\nAccept-Ranges: bytes\r\nContent-Type: application/x-hdf5\r\nx-amz-meta-station: zermatt-3\r\nx-amz-meta-run: 00000001\r\n"
        + (checksum ? $"x-amz-checksum-crc64nvme: {Convert.ToBase64String(ChecksumComputer.Compute(ChecksumAlgorithm.Crc64Nvme, Body()).Value.Span)}\r\nx-amz-checksum-type: FULL_OBJECT\r\n" : "");

    private static string Always =>
        "x-amz-id-2: 7aZ3xYpQv0nq4rW5bXo1tC8uHh2kLmNfEjGdSsRyTzAaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPp0=\r\nx-amz-request-id: 4TXJ2QH6ZP5K8W1D\r\nDate: Thu, 26 Nov 2026 08:00:00 GMT\r\nServer: AmazonS3\r\n";

    private static byte[] Answer(string headers, int length, ReadOnlySpan<byte> body) =>
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\n{headers}Content-Length: {length}\r\n\r\n"), .. body];

    private static byte[] MakePage(int number)
    {
        var xml = new StringBuilder(340_000);
        xml.Append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
        xml.Append(CultureInfo.InvariantCulture, $"<Name>{Bucket}</Name><Prefix></Prefix><KeyCount>{PageLength}</KeyCount><MaxKeys>{PageLength}</MaxKeys><EncodingType>url</EncodingType>");
        xml.Append(number == Pages - 1 ? "<IsTruncated>false</IsTruncated>" : string.Create(CultureInfo.InvariantCulture, $"<IsTruncated>true</IsTruncated><NextContinuationToken>page-{number + 1:0000}</NextContinuationToken>"));
        var random = new Random(number);
        var tag = new byte[16];
        for (var i = 0; i < PageLength; i++)
        {
            var row = (number * PageLength) + i;
            random.NextBytes(tag);
            xml.Append(CultureInfo.InvariantCulture, $"<Contents><Key>2026/11/station-{row / 997:000}/run-{row:00000000}.h5</Key><LastModified>2026-11-{1 + (row % 28):00}T14:30:{row % 60:00}.000Z</LastModified>");
            xml.Append(CultureInfo.InvariantCulture, $"<ETag>&quot;{Convert.ToHexStringLower(tag)}&quot;</ETag><ChecksumAlgorithm>CRC64NVME</ChecksumAlgorithm><ChecksumType>FULL_OBJECT</ChecksumType><Size>{1_000_000 + row}</Size><StorageClass>STANDARD</StorageClass></Contents>");
        }

        xml.Append("</ListBucketResult>");
        var body = Encoding.UTF8.GetBytes(xml.ToString());
        return Answer($"{Always}Content-Type: application/xml\r\n", body.Length, body);
    }
}
