using System.Globalization;

namespace Virga.Specs.Emission;

/// <summary>FNV-1a over UTF-16, 64 bits: short names that do not change between runs and machines.</summary>
internal static class Hash
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>Eight digits, for names within one file.</summary>
    public static string Of(string text) => Whole(text).Substring(0, 8);

    /// <summary>All sixteen digits.</summary>
    public static string Whole(string text)
    {
        var hash = Offset;
        foreach (var c in text) hash = unchecked((hash ^ c) * Prime);
        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
