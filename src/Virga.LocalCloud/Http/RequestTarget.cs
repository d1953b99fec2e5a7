namespace Virga.Local.Http;

/// <summary>
/// The request line's target as sent. The server's own path is of no use here: it resolves dot segments,
/// and a key may hold them.
/// </summary>
/// <param name="Path">Still percent-coded.</param>
/// <param name="Query">Still percent-coded, without the question mark.</param>
internal sealed record RequestTarget(string Path, string Query)
{
    public static RequestTarget Parse(string target)
    {
        int start = 0;
        if (!target.StartsWith('/'))
        {
            int scheme = target.IndexOf("://", StringComparison.Ordinal);
            start = scheme < 0 ? -1 : target.IndexOf('/', scheme + 3);
            if (start < 0)
            {
                throw S3Error.InvalidUri();
            }
        }

        int question = target.IndexOf('?', start);
        return question < 0
            ? new(target[start..], string.Empty)
            : new(target[start..question], target[(question + 1)..]);
    }

    /// <summary>Bucket and key, both empty when not named.</summary>
    /// <param name="virtualBucket">The bucket that the host name carries, if any.</param>
    public (string Bucket, string Key) Locate(string? virtualBucket)
    {
        ReadOnlySpan<char> path = Path.AsSpan(1);
        if (virtualBucket is not null)
        {
            return (virtualBucket, PercentCoding.Decode(path));
        }

        int slash = path.IndexOf('/');
        return slash < 0
            ? (PercentCoding.Decode(path), string.Empty)
            : (PercentCoding.Decode(path[..slash]), PercentCoding.Decode(path[(slash + 1)..]));
    }
}
