namespace Virga.Aws.S3.Providers;

/// <summary>The shapes that names of regions have.</summary>
internal static class RegionShape
{
    /// <summary>Words with hyphens and a number behind them, as in eu-central-1, us-gov-west-1 and eu-central-003; a word may follow, as in ap-northeast-1-ntt.</summary>
    public static bool IsZone(string region, int digits)
    {
        var parts = region.Split('-');
        var number = parts.Length > 3 && IsWord(parts[^1]) ? parts.Length - 2 : parts.Length - 1;
        return number >= 2 && parts[0].Length is >= 2 and <= 5 && parts[..number].All(IsWord) && parts[number].Length == digits && parts[number].All(char.IsAsciiDigit);
    }

    /// <summary>Three letters and a digit, as in nyc3.</summary>
    public static bool IsSite(string region) => region.Length == 4 && IsWord(region[..3]) && char.IsAsciiDigit(region[3]);

    /// <summary>Auto, a continent, or a location as in europe-west4.</summary>
    public static bool IsLocation(string region)
    {
        var lower = region.ToLowerInvariant();
        if (lower is "auto" or "us" or "eu" or "asia" or "us-east-1") return true;
        var hyphen = lower.IndexOf('-', StringComparison.Ordinal);
        return hyphen > 0 && IsWord(lower[..hyphen]) && char.IsAsciiDigit(lower[^1]) && IsWord(lower[(hyphen + 1)..].TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'));
    }

    private static bool IsWord(string text) => text.Length > 0 && text.All(char.IsAsciiLetterLower);
}
