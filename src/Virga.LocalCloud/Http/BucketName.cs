namespace Virga.Local.Http;

/// <summary>The naming rules of general purpose buckets.</summary>
internal static class BucketName
{
    public static void Require(string name)
    {
        if (!IsValid(name))
        {
            throw new S3Exception(400, "InvalidBucketName", "The specified bucket is not valid.", ("BucketName", name));
        }
    }

    public static bool IsValid(string name)
    {
        if (name.Length is < 3 or > 63 || !char.IsAsciiLetterOrDigit(name[0]) || !char.IsAsciiLetterOrDigit(name[^1]))
        {
            return false;
        }

        foreach (char letter in name)
        {
            if (!char.IsAsciiLetterLower(letter) && !char.IsAsciiDigit(letter) && letter is not ('-' or '.'))
            {
                return false;
            }
        }

        return !name.Contains("..", StringComparison.Ordinal) && !IsAddress(name) && !HasReservedEnds(name);
    }

    private static bool IsAddress(string name)
    {
        string[] groups = name.Split('.');
        return groups.Length == 4 && groups.All(static group => group.Length > 0 && group.All(char.IsAsciiDigit));
    }

    private static bool HasReservedEnds(string name)
        => name.StartsWith("xn--", StringComparison.Ordinal)
        || name.StartsWith("sthree-", StringComparison.Ordinal)
        || name.EndsWith("-s3alias", StringComparison.Ordinal)
        || name.EndsWith("--ol-s3", StringComparison.Ordinal)
        || name.EndsWith(".mrap", StringComparison.Ordinal)
        || name.EndsWith("--x-s3", StringComparison.Ordinal);
}
