namespace Virga.Aws.S3;

/// <summary>One bucket of S3, or of a service that follows it, as an object store's driver. Made from <c>specs/aws/s3/object-store.yaml</c>.</summary>
public sealed partial class S3Driver
{
    /// <summary>The client that the driver calls, for what the common store has no words for.</summary>
    public S3Client Client => _client;

    private static partial Checksum WholeChecksum(GetObjectResult value) => value.ContentRange is null
        ? Whole(value.XAmzChecksumType, value.XAmzChecksumCrc32, value.XAmzChecksumCrc32c, value.XAmzChecksumCrc64nvme, value.XAmzChecksumSha1, value.XAmzChecksumSha256)
        : default;

    private static partial Checksum WholeChecksum(HeadObjectResult value) =>
        Whole(value.XAmzChecksumType, value.XAmzChecksumCrc32, value.XAmzChecksumCrc32c, value.XAmzChecksumCrc64nvme, value.XAmzChecksumSha1, value.XAmzChecksumSha256);

    private static Checksum Whole(string? type, string? crc32, string? crc32C, string? crc64Nvme, string? sha1, string? sha256) =>
        string.Equals(type, "COMPOSITE", StringComparison.Ordinal)
            ? default
            : new Checksum { Crc32 = Bytes(crc32), Sha1 = Bytes(sha1), Sha256 = Bytes(sha256), Crc32C = Bytes(crc32C), Crc64Nvme = Bytes(crc64Nvme) };

    // A composite checksum, told by its type or by the number of parts behind a dash, is one of the parts' checksums: it says nothing that the whole content could be compared with.
    private static ReadOnlyMemory<byte>? Bytes(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Contains('-', StringComparison.Ordinal)) return null;
        var bytes = new byte[text.Length / 4 * 3];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes.AsMemory(0, length)
            : throw new VirgaException(ErrorKind.MalformedResponse, $"The checksum '{text}' of the answer is not Base64.");
    }
}
