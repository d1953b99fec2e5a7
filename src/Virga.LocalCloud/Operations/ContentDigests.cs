using System.Security.Cryptography;

namespace Virga.Local.Operations;

/// <summary>Computes digests of bytes that are stored already.</summary>
internal static class ContentDigests
{
    public static async Task<BodyDigests> ComputeAsync(Content content, ChecksumKind? kind, CancellationToken cancellationToken)
    {
        using IncrementalHash md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        using RunningChecksum? checksum = kind is { } wanted ? RunningChecksum.Create(wanted) : null;
        await content.CopyToAsync(Append, 0, content.Length, cancellationToken).ConfigureAwait(false);
        return new(
            Convert.ToHexStringLower(md5.GetHashAndReset()),
            checksum is null ? null : StoredChecksum.Whole(kind!.Value, checksum.Finish()),
            content.Length);

        ValueTask Append(ReadOnlyMemory<byte> bytes, CancellationToken token)
        {
            md5.AppendData(bytes.Span);
            checksum?.Append(bytes.Span);
            return ValueTask.CompletedTask;
        }
    }
}
