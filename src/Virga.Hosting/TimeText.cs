using System.Globalization;

namespace Virga.Hosting;

/// <summary>Times as configuration writes them.</summary>
internal static class TimeText
{
    public static TimeSpan? Read(string text)
    {
        if (string.Equals(text, "infinite", StringComparison.OrdinalIgnoreCase)) return Timeout.InfiniteTimeSpan;

        // A bare number would be days to .NET and seconds to everybody else.
        if (text.Contains(':', StringComparison.Ordinal)) return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) ? time : null;
        var unit = text.AsSpan().TrimStart("0123456789.").ToString();
        if (unit.Length == 0 || !double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return null;
        var ticks = number * (unit.Trim() switch
        {
            "ms" => TimeSpan.TicksPerMillisecond,
            "s" => TimeSpan.TicksPerSecond,
            "m" or "min" => TimeSpan.TicksPerMinute,
            "h" => TimeSpan.TicksPerHour,
            "d" => TimeSpan.TicksPerDay,
            _ => double.NaN,
        });
        return ticks <= TimeSpan.MaxValue.Ticks / 2d ? new TimeSpan((long)ticks) : null;
    }
}
