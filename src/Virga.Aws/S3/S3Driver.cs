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
