using System.Security.Cryptography;

namespace Virga.Local.Bodies;

/// <summary>Reads a body once, computes all digests on the way and compares them with the claims at the end.</summary>
internal sealed class VerifiedBody : IDisposable
{
    private readonly BodySource _source;
    private readonly BodyClaims _claims;
    private readonly ChecksumKind? _kind;
    private readonly IncrementalHash _md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
    private readonly IncrementalHash? _sha256;
    private readonly RunningChecksum? _checksum;
    private long _length;

    /// <summary>A body under its claims.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="claims">What must hold.</param>
    /// <param name="wanted">A checksum to compute when the claims name none.</param>
    public VerifiedBody(BodySource source, BodyClaims claims, ChecksumKind? wanted)
    {
        _source = source;
        _claims = claims;
        _kind = claims.Checksum ?? wanted;
        _checksum = _kind is { } kind ? RunningChecksum.Create(kind) : null;
        _sha256 = claims.ContentSha256 is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    }

    /// <summary>Fills as much of the target as the body has left. Digests run over whole fills, which is cheaper than over packets.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> target, CancellationToken cancellationToken)
    {
        int filled = 0;
        while (filled < target.Length)
        {
            int count = await _source.ReadAsync(target[filled..], cancellationToken).ConfigureAwait(false);
            if (count == 0)
            {
                break;
            }

            filled += count;
        }

        Append(target.Span[..filled]);
        return filled;
    }

    /// <summary>Compares what came with what was claimed. To be called after the end was read.</summary>
    public BodyDigests Finish()
    {
        if (_claims.Length is { } expected && expected != _length)
        {
            throw S3Error.IncompleteBody();
        }

        byte[] md5 = _md5.GetHashAndReset();
        if (_claims.ContentMd5 is { } claimed && !claimed.AsSpan().SequenceEqual(md5))
        {
            throw new S3Exception(
                400,
                "BadDigest",
                "The Content-MD5 you specified did not match what we received.",
                ("ExpectedDigest", Convert.ToBase64String(claimed)),
                ("CalculatedDigest", Convert.ToBase64String(md5)));
        }

        CheckSha256();
        return new(Convert.ToHexStringLower(md5), CheckChecksum(), _length);
    }

    public void Dispose()
    {
        _source.Dispose();
        _md5.Dispose();
        _sha256?.Dispose();
        _checksum?.Dispose();
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        _length += bytes.Length;
        if (_claims.Length is { } expected && _length > expected)
        {
            throw S3Error.IncompleteBody();
        }

        _md5.AppendData(bytes);
        _sha256?.AppendData(bytes);
        _checksum?.Append(bytes);
    }

    private void CheckSha256()
    {
        if (_sha256 is null)
        {
            return;
        }

        string computed = Convert.ToHexStringLower(_sha256.GetHashAndReset());
        if (computed != _claims.ContentSha256)
        {
            throw new S3Exception(
                400,
                "XAmzContentSHA256Mismatch",
                "The provided 'x-amz-content-sha256' header does not match what was computed.",
                ("ClientComputedContentSHA256", _claims.ContentSha256!),
                ("S3ComputedContentSHA256", computed));
        }
    }

    private StoredChecksum? CheckChecksum()
    {
        if (_checksum is null || _kind is not { } kind)
        {
            return null;
        }

        StoredChecksum computed = StoredChecksum.Whole(kind, _checksum.Finish());
        string? claimed = _claims.ChecksumValue;
        if (_claims.ChecksumInTrailer)
        {
            claimed = _source.Trailers.GetValueOrDefault(kind.Header()) ?? throw new S3Exception(
                400, "MalformedTrailerError", "The request contained trailing data that was not well-formed or did not conform to our published schema.");
            BodyClaims.RequireForm(kind, claimed);
        }

        if (claimed is not null && claimed != computed.Value)
        {
            throw new S3Exception(400, "BadDigest", $"The {kind.Algorithm()} you specified did not match the calculated checksum.");
        }

        return computed;
    }
}
