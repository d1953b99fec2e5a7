namespace Virga.Local.Http;

/// <summary>Reads a request's XML document as a whole, within bounds and with its digests checked.</summary>
internal static class XmlBody
{
    /// <summary>Two mebibytes: a delete of a thousand keys of a kibibyte each has room in it.</summary>
    public const int MaxBytes = 2 * 1024 * 1024;

    private const int BlockSize = 16 * 1024;

    /// <summary>The bytes, rewound.</summary>
    public static async Task<MemoryStream> ReadAsync(S3Call call, bool requireDigest = false)
    {
        BodyClaims claims = BodyClaims.Read(call);
        if (requireDigest && claims.ContentMd5 is null && claims.Checksum is null)
        {
            throw S3Error.InvalidRequest("Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
        }

        using VerifiedBody body = BodyReceiver.Open(call, claims);
        MemoryStream result = new();
        byte[] block = new byte[BlockSize];
        int count;
        while ((count = await body.ReadAsync(block, call.Aborted).ConfigureAwait(false)) > 0)
        {
            if (result.Length + count > MaxBytes)
            {
                throw new S3Exception(400, "MaxMessageLengthExceeded", "Your request was too big.", ("MaxMessageLengthBytes", $"{MaxBytes}"));
            }

            result.Write(block, 0, count);
        }

        body.Finish();
        result.Position = 0;
        return result;
    }
}
