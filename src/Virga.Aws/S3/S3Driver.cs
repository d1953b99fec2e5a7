using Virga.Http;
using Virga.Storage.Driver;

namespace Virga.Aws.S3;

/// <summary>One bucket of S3, or of a service that follows it, as an object store's driver. Made from <c>specs/aws/s3/object-store.yaml</c>.</summary>
public sealed partial class S3Driver : IFormSigner
{
    /// <summary>Makes a driver over a client, which stays the caller's to dispose.</summary>
    /// <param name="client">The client that every call goes through. Whether reads ask for checksums follows its policy.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="profile">The provider's profile: what it names is turned off. Null for nothing.</param>
    public S3Driver(S3Client client, string bucket, ServiceProfile? profile = null)
        : this(client, bucket, AsksForChecksums(client, profile), profile)
    {
    }

    /// <summary>The client that the driver calls, for what the common store has no words for.</summary>
    public S3Client Client => _client;

    /// <inheritdoc/>
    public async ValueTask<SignedForm> PresignFormAsync(FormQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        try
        {
            return await _client.PresignPostAsync(S3PostPolicy.Of(_bucket, query), cancellationToken).ConfigureAwait(false);
        }
        catch (VirgaException e) when (e is not Virga.Storage.ObjectStoreException)
        {
            throw Fault(e);
        }
    }

    private static bool AsksForChecksums(S3Client? client, ServiceProfile? profile) =>
        (client?.Transport.Options.Checksums ?? profile?.Checksums ?? client?.Transport.Options.Profile?.Checksums ?? ChecksumPolicy.WhenSupported) == ChecksumPolicy.WhenSupported;

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
