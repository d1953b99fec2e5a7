namespace Virga.Storage;

/// <summary>Names of buckets that every provider can take: what is refused here no provider takes.</summary>
internal static class BucketRules
{
    public static void Check(string bucket)
    {
        ArgumentNullException.ThrowIfNull(bucket);
        if (Fault(bucket) is { } fault) throw new ObjectStoreException(ErrorKind.InvalidArgument, $"The bucket name '{(bucket.Length > 100 ? bucket[..100] + "..." : bucket)}' is refused: {fault}") { Bucket = bucket };
    }

    private static string? Fault(string bucket)
    {
        if (bucket.Length is < 3 or > 63) return "a name has 3 to 63 characters.";
        if (!bucket.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.')) return "a name holds lower-case letters a to z, digits, hyphens and dots only.";
        if (!char.IsAsciiLetterOrDigit(bucket[0]) || !char.IsAsciiLetterOrDigit(bucket[^1])) return "a name begins and ends with a letter or a digit.";
        if (bucket.Contains("..", StringComparison.Ordinal)) return "a name holds no two dots in a row.";
        var labels = bucket.Split('.');
        return labels.Length == 4 && labels.All(static l => l.Length is > 0 and < 4 && l.All(char.IsAsciiDigit)) ? "a name does not look like an IP address." : null;
    }
}
