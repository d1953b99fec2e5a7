using System.Globalization;

namespace Virga.Hosting;

/// <summary>Sizes as configuration writes them: bytes, or a number with B, KiB, MiB or GiB.</summary>
internal static class SizeText
{
    public static long? Read(string text)
    {
        var unit = text.AsSpan().TrimStart("0123456789").Trim().ToString();
        if (!long.TryParse(text.AsSpan(0, text.Length - text.AsSpan().TrimStart("0123456789").Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        var factor = unit switch
        {
            "" or "B" => 1L,
            "KiB" => 1L << 10,
            "MiB" => 1L << 20,
            "GiB" => 1L << 30,
            _ => 0,
        };
        return factor == 0 || number > long.MaxValue / factor ? null : number * factor;
    }
}
