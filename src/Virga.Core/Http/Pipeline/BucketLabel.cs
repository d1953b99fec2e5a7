using System.Buffers;

namespace Virga.Http;

/// <summary>Whether a bucket can be the first label of a host.</summary>
internal static class BucketLabel
{
    private static readonly SearchValues<char> LabelChars = SearchValues.Create("-.0123456789abcdefghijklmnopqrstuvwxyz");

    public static bool Fits(string bucket, Origin origin)
    {
        if (bucket.Length is < 3 or > 63 || bucket.AsSpan().ContainsAnyExcept(LabelChars)) return false;

        // A wildcard certificate covers one label (RFC 9525 section 6.3), so a dotted bucket would fail over TLS.
        if (bucket.Contains('.') && (origin.IsSecure || bucket.Contains("..", StringComparison.Ordinal))) return false;
        return char.IsAsciiLetterOrDigit(bucket[0]) && char.IsAsciiLetterOrDigit(bucket[^1]) && origin.TakesLabels;
    }
}
