namespace Virga.Aws.S3;

/// <summary>One bucket of S3, or of a service that follows it, as an object store's driver. Made from <c>specs/aws/s3/object-store.yaml</c>.</summary>
public sealed partial class S3Driver
{
    /// <summary>The client that the driver calls, for what the common store has no words for.</summary>
    public S3Client Client => _client;

    private static partial Checksum WholeChecksum(GetObjectResult value) => value.ContentRange is null
        ? Whole(value.ChecksumType, value.ChecksumCrc32, value.ChecksumCrc32C, value.ChecksumCrc64Nvme, value.ChecksumSha1, value.ChecksumSha256)
        : default;

    private static partial Checksum WholeChecksum(HeadObjectResult value) =>
        Whole(value.ChecksumType, value.ChecksumCrc32, value.ChecksumCrc32C, value.ChecksumCrc64Nvme, value.ChecksumSha1, value.ChecksumSha256);

    // A composite checksum is one of the parts' checksums: it says nothing that the whole content could be compared with.
    private static Checksum Whole(string? type, ReadOnlyMemory<byte>? crc32, ReadOnlyMemory<byte>? crc32C, ReadOnlyMemory<byte>? crc64Nvme, ReadOnlyMemory<byte>? sha1, ReadOnlyMemory<byte>? sha256) =>
        string.Equals(type, "COMPOSITE", StringComparison.Ordinal)
            ? default
            : new Checksum { Crc32 = crc32, Sha1 = sha1, Sha256 = sha256, Crc32C = crc32C, Crc64Nvme = crc64Nvme };
}
