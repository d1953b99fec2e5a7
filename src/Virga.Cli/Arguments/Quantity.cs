using System.Globalization;

namespace Virga.Cli.Arguments;

/// <summary>Sizes such as <c>8MiB</c> and times such as <c>60s</c>.</summary>
internal static class Quantity
{
    public static long ParseSize(string text, string option) => SettingValue.TryParseSize(text, out var bytes) ? bytes
        : throw new UsageException($"{option}: '{text}' is no size. Write a number and B, KiB, MiB, GiB, TiB, KB, MB, GB or TB, such as 8MiB.");

    public static TimeSpan ParseTime(string text, string option) => SettingValue.TryParseTime(text, out var time) ? time
        : throw new UsageException($"{option}: '{text}' is no time. Write a number and ms, s, m, h or d, such as 60s.");

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
