using System.Globalization;

namespace Virga;

/// <summary>Reads the values of settings: sizes, rates, times, counts and flags, the same in every source.</summary>
public static class SettingValue
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

    /// <summary>Reads a number of bytes: a number, and B, KiB, MiB, GiB, TiB, KB, MB, GB or TB; without a unit, bytes.</summary>
    /// <param name="text">The text, such as <c>8MiB</c>. The case of the unit does not count.</param>
    /// <param name="bytes">The size.</param>
    public static bool TryParseSize(string? text, out long bytes)
    {
        bytes = 0;
        if (text is null) return false;
        text = text.Trim();
        foreach (var (unit, factor) in SizeUnits)
        {
            if (!text.EndsWith(unit, StringComparison.OrdinalIgnoreCase)) continue;
            if (!decimal.TryParse(text.AsSpan(0, text.Length - unit.Length).Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || value > long.MaxValue / factor) return false;
            bytes = (long)(value * factor);
            return true;
        }

        return false;
    }

    /// <summary>Reads a rate in bytes a second: a size, with <c>/s</c> behind it or without.</summary>
    /// <param name="text">The text, such as <c>60MiB</c>.</param>
    /// <param name="bytesPerSecond">The rate.</param>
    public static bool TryParseRate(string? text, out long bytesPerSecond)
    {
        text = text?.Trim();
        return TryParseSize(text?.EndsWith("/s", StringComparison.OrdinalIgnoreCase) == true ? text[..^2] : text, out bytesPerSecond);
    }

    /// <summary>Reads a time that is more than nothing: a number and ms, s, m, h or d.</summary>
    /// <param name="text">The text, such as <c>60s</c>.</param>
    /// <param name="time">The time.</param>
    public static bool TryParseTime(string? text, out TimeSpan time)
    {
        time = default;
        if (text is null) return false;
        text = text.Trim();
        foreach (var (unit, one) in TimeUnits)
        {
            if (!text.EndsWith(unit, StringComparison.Ordinal)) continue;
            if (!decimal.TryParse(text.AsSpan(0, text.Length - unit.Length).Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || value <= 0 || value > TimeSpan.MaxValue.Ticks / one.Ticks) return false;
            time = TimeSpan.FromTicks((long)(value * one.Ticks));
            return true;
        }

        return false;
    }

    /// <summary>Reads a whole number of zero or more.</summary>
    /// <param name="text">The text.</param>
    /// <param name="count">The number.</param>
    public static bool TryParseCount(string? text, out int count) => int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out count);

    /// <summary>Reads <c>true</c>, <c>yes</c>, <c>1</c>, <c>false</c>, <c>no</c> or <c>0</c>, in any case.</summary>
    /// <param name="text">The text.</param>
    /// <param name="flag">What it says.</param>
    public static bool TryParseFlag(string? text, out bool flag)
    {
        text = text?.Trim();
        flag = Is("true") || Is("yes") || Is("1");
        return flag || Is("false") || Is("no") || Is("0");

        bool Is(string word) => string.Equals(text, word, StringComparison.OrdinalIgnoreCase);
    }
}
