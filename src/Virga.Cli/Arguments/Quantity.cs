using System.Globalization;

namespace Virga.Cli.Arguments;

/// <summary>Sizes such as <c>8MiB</c> and times such as <c>60s</c>.</summary>
internal static class Quantity
{
    private static readonly (string Unit, long Bytes)[] SizeUnits =
    [
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40),
        ("KB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000),
        ("B", 1), ("", 1),
    ];

    private static readonly (string Unit, TimeSpan Time)[] TimeUnits =
    [
        ("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)), ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)), ("d", TimeSpan.FromDays(1)),
    ];

    public static long ParseSize(string text, string option)
    {
        foreach (var (unit, bytes) in SizeUnits)
        {
            if (!text.EndsWith(unit, StringComparison.OrdinalIgnoreCase)) continue;
            var number = text.AsSpan(0, text.Length - unit.Length).Trim();
            if (decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value >= 0 && value * bytes <= long.MaxValue) return (long)(value * bytes);
            break;
        }

        throw new UsageException($"{option}: '{text}' is no size. Write a number and B, KiB, MiB, GiB, TiB, KB, MB, GB or TB, such as 8MiB.");
    }

    public static TimeSpan ParseTime(string text, string option)
    {
        foreach (var (unit, time) in TimeUnits)
        {
            if (!text.EndsWith(unit, StringComparison.Ordinal)) continue;
            if (decimal.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value > 0 && value * time.Ticks < TimeSpan.MaxValue.Ticks)
            {
                return TimeSpan.FromTicks((long)(value * time.Ticks));
            }

            break;
        }

        throw new UsageException($"{option}: '{text}' is no time. Write a number and ms, s, m, h or d, such as 60s.");
    }

    /// <summary>A length for a person: three digits and a binary unit.</summary>
    public static string Size(double bytes)
    {
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
        var unit = 0;
        while (bytes >= 1024 && unit < units.Length - 1)
        {
            bytes /= 1024;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{(unit == 0 ? bytes.ToString("0", CultureInfo.InvariantCulture) : bytes.ToString(bytes < 10 ? "0.00" : bytes < 100 ? "0.0" : "0", CultureInfo.InvariantCulture))} {units[unit]}");
    }
}
