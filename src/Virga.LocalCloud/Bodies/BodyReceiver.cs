namespace Virga.Local.Bodies;

/// <summary>Moves the body of a request into the store.</summary>
internal static class BodyReceiver
{
    /// <summary>The largest body of one request: 5 GiB, as the service documents for a single put and for a part.</summary>
    public const long MaxLength = 5L * 1024 * 1024 * 1024;

    public static VerifiedBody Open(S3Call call, BodyClaims claims, ChecksumKind? wanted = null)
    {
        Stream stream = call.Http.Request.Body;
        BodySource source = claims.Mode.IsChunked()
            ? new ChunkedSource(stream, claims.Mode, SignerOf(call, claims))
            : new PlainSource(stream);
        return new(source, claims, wanted);
    }

    public static async Task<(Content Content, BodyDigests Digests)> StoreAsync(S3Call call, Bucket bucket, BodyClaims claims, ChecksumKind? wanted = null)
    {
        long length = claims.Length ?? throw new S3Exception(411, "MissingContentLength", "You must provide the Content-Length HTTP header.");
        if (length > MaxLength)
        {
            throw S3Error.TooLarge(length, MaxLength);
        }

        using VerifiedBody body = Open(call, claims, wanted);
        return await StoreAsync(call, bucket, body, length).ConfigureAwait(false);
    }

    /// <summary>Stores a body whose length need not be known, at most so many bytes of it.</summary>
    public static async Task<(Content Content, BodyDigests Digests)> StoreAsync(S3Call call, Bucket bucket, VerifiedBody body, long? length, long most = MaxLength)
    {
        ContentWriter writer = call.Catalog.Storage.Write(bucket, length);
        await using (writer.ConfigureAwait(false))
        {
            int count;
            long total = 0;
            do
            {
                count = await body.ReadAsync(writer.GetMemory(), call.Aborted).ConfigureAwait(false);
                total += count;
                if (total > most)
                {
                    throw S3Error.TooLarge(total, most);
                }

                await writer.AdvanceAsync(count, call.Aborted).ConfigureAwait(false);
            }
            while (count > 0);

            BodyDigests digests = body.Finish();
            return (await writer.CompleteAsync(call.Aborted).ConfigureAwait(false), digests);
        }
    }

    private static ChunkSigner? SignerOf(S3Call call, BodyClaims claims)
    {
        if (!claims.Mode.IsSignedChunks())
        {
            return null;
        }

        return new(call.Signature ?? throw S3Error.AccessDenied("A body in signed chunks needs a signed request."));
    }
}
