namespace Virga.Aws.Signing;

/// <summary>How one attempt's body is cut into chunks, signed and followed by a checksum.</summary>
internal sealed class AwsChunkedFraming
{
    /// <summary>Bytes of the body in each chunk but the last; S3 asks for at least 8 KiB.</summary>
    public const int ChunkSize = SegmentPool.SegmentSize;

    private const int SignatureExtension = 17 + SigV4.SignatureLength;
    private const int LineEnd = 2;

    /// <summary>The length of the body itself.</summary>
    public required long DecodedLength { get; init; }

    /// <summary>What chunks are signed with; null for chunks without signatures.</summary>
    public SigningScope? Scope { get; init; }

    /// <summary>The signature of the request, as hex, that the first chunk's follows from; empty without signatures.</summary>
    public ReadOnlyMemory<byte> Seed { get; init; }

    /// <summary>The checksum sent after the body; none for no trailer.</summary>
    public ChecksumAlgorithm Trailer { get; init; }

    /// <summary>The header of the checksum, in lower case; null without a trailer.</summary>
    public string? TrailerHeader { get; init; }

    /// <summary>The value of <c>x-amz-content-sha256</c> that announces this framing.</summary>
    public string PayloadWord => Word(Scope is not null, TrailerHeader is not null);

    public static string Word(bool signed, bool hasTrailer) => (signed, hasTrailer) switch
    {
        (true, false) => "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
        (true, true) => "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
        (false, true) => "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
        _ => SigV4.UnsignedPayload,
    };

    /// <summary>The exact length of the framed body, for Content-Length.</summary>
    public static long EncodedLength(long decodedLength, bool signed, ChecksumAlgorithm trailer, string? trailerHeader)
    {
        var extension = signed ? SignatureExtension : 0;
        var (full, rest) = Math.DivRem(decodedLength, ChunkSize);
        var length = full * (HexDigits(ChunkSize) + extension + LineEnd + ChunkSize + LineEnd);
        if (rest > 0) length += HexDigits(rest) + extension + LineEnd + rest + LineEnd;
        length += 1 + extension + LineEnd;
        if (trailerHeader is not null)
        {
            length += trailerHeader.Length + 1 + ((ChecksumComputer.SizeOf(trailer) + 2) / 3 * 4) + LineEnd;
            if (signed) length += "x-amz-trailer-signature:".Length + SigV4.SignatureLength + LineEnd;
        }

        return length + LineEnd;
    }

    private static int HexDigits(long value)
    {
        var digits = 1;
        while ((value >>= 4) > 0) digits++;
        return digits;
    }
}
