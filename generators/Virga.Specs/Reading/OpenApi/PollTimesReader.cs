using System.Globalization;
using Virga.Specs.Model;

namespace Virga.Specs.Reading.OpenApi;

/// <summary>interval, max-interval and timeout: 500ms, 2s, 5m, 1h.</summary>
internal static class PollTimesReader
{
    public static PollTimes Read(DialectValues values, MarkedNode mapping, string label) =>
        new(Time(values, mapping, "interval", label), Time(values, mapping, "max-interval", label), Time(values, mapping, "timeout", label));

    private static long? Time(DialectValues values, MarkedNode mapping, string key, string label)
    {
        if (mapping[key] is not { } node) return null;
        if (Parse(node.Scalar ?? "") is { } time) return time;
        values.Wrong($"{label}.{key}", "a time of more than nothing and at most 49 days, such as 500ms, 2s, 5m or 1h", node);
        return null;
    }

    private static long? Parse(string text)
    {
        var unit = text.EndsWith("ms", StringComparison.Ordinal) ? 1L : text.EndsWith("s", StringComparison.Ordinal) ? 1000L : text.EndsWith("m", StringComparison.Ordinal) ? 60_000L : text.EndsWith("h", StringComparison.Ordinal) ? 3_600_000L : 0L;
        if (unit == 0) return null;
        var number = text.Substring(0, text.Length - (unit == 1 ? 2 : 1));
        return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 && count <= 4_233_600_000L / unit ? count * unit : null;
    }
}
