using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Virga.Local.Bodies;

/// <summary>All that the headers of a request say about its body, and that must turn out true.</summary>
internal sealed record BodyClaims
{
    private const string DecodedLength = "x-amz-decoded-content-length";

    public required PayloadMode Mode { get; init; }

    /// <summary>The length in bytes without framing; null when not told.</summary>
    public long? Length { get; init; }

    public byte[]? ContentMd5 { get; init; }

    /// <summary>In hexadecimal.</summary>
    public string? ContentSha256 { get; init; }

    public ChecksumKind? Checksum { get; init; }

    /// <summary>Base64; null while it is still to come as a trailing header.</summary>
    public string? ChecksumValue { get; init; }

    public bool ChecksumInTrailer => Checksum is not null && ChecksumValue is null;

    public static BodyClaims Read(S3Call call)
    {
        IHeaderDictionary headers = call.Headers;

        // A presigned URL may carry the payload's hash in its query.
        string? declared = call.Header(PayloadDeclaration.Header) ?? call.Query[PayloadDeclaration.Parameter];
        PayloadMode mode = PayloadDeclaration.Parse(declared);
        (ChecksumKind? kind, string? checksum) = ReadChecksum(headers, mode);
        return new()
        {
            Mode = mode,
            Length = mode.IsChunked() ? ReadDecodedLength(headers) : headers.ContentLength,
            ContentMd5 = ReadMd5(headers),
            ContentSha256 = mode == PayloadMode.Hashed ? declared!.ToLowerInvariant() : null,
            Checksum = kind,
            ChecksumValue = checksum,
        };
    }

    private static long ReadDecodedLength(IHeaderDictionary headers)
    {
        string text = headers[DecodedLength].ToString();
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long length)
            ? length
            : throw new S3Exception(411, "MissingContentLength", "You must provide the Content-Length HTTP header.");
    }

    private static byte[]? ReadMd5(IHeaderDictionary headers)
    {
        if (headers.ContentMD5.Count == 0)
        {
            return null;
        }

        string text = headers.ContentMD5.ToString();
        byte[] bytes = new byte[16];
        return text.Length == 24 && Convert.TryFromBase64String(text, bytes, out int count) && count == 16
            ? bytes
            : throw new S3Exception(400, "InvalidDigest", "The Content-MD5 you specified was invalid.", ("Content-MD5", text));
    }

    private static (ChecksumKind? Kind, string? Value) ReadChecksum(IHeaderDictionary headers, PayloadMode mode)
    {
        ChecksumKind? found = null;
        string? value = null;
        foreach (ChecksumKind kind in ChecksumNames.All)
        {
            if (headers.TryGetValue(kind.Header(), out var header))
            {
                RequireNone(found);
                found = kind;
                value = header.ToString();
                RequireForm(kind, value);
            }
        }

        if (headers.TryGetValue("x-amz-trailer", out var trailer))
        {
            RequireNone(found);
            found = mode.HasTrailer() ? ChecksumNames.FromHeader(trailer.ToString().Trim()) : null;
            if (found is null)
            {
                throw S3Error.InvalidRequest("The value specified in the x-amz-trailer header is not supported");
            }
        }

        if (found is null && headers.ContainsKey("x-amz-sdk-checksum-algorithm"))
        {
            throw S3Error.InvalidRequest("x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.");
        }

        return (found, value);
    }

    /// <summary>Refuses a value that no checksum of that kind can have.</summary>
    public static void RequireForm(ChecksumKind kind, string value)
    {
        byte[] bytes = new byte[64];
        if (value.Length > 64 || !Convert.TryFromBase64String(value, bytes, out int count) || count != kind.Length())
        {
            throw S3Error.InvalidRequest($"Value for {kind.Header()} header is invalid.");
        }
    }

    private static void RequireNone(ChecksumKind? found)
    {
        if (found is not null)
        {
            throw S3Error.InvalidRequest("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
        }
    }
}
