using System.Globalization;

namespace Virga.Serialization;

/// <summary>Reads the commonest form of ISO 8601 by hand, <c>2026-11-20T14:30:00[.fff]Z</c>, some ten times as fast as the framework's parser; and writes it.</summary>
internal static class IsoTime
{
    /// <summary>The longest form that is read here.</summary>
    public const int MaxLength = 28;

    /// <summary>The longest form that is written: seven digits of a fraction and an offset.</summary>
    public const int MaxWritten = 33;

    /// <summary>Writes a time with its offset, Z for UTC; fractions of a second only when there are any. Gives the length.</summary>
    public static int Write(DateTimeOffset time, Span<char> text)
    {
        time.DateTime.TryFormat(text, out var length, "s", CultureInfo.InvariantCulture);
        var fraction = (int)(time.Ticks % TimeSpan.TicksPerSecond);
        if (fraction != 0)
        {
            text[length++] = '.';
            var isMillis = fraction % TimeSpan.TicksPerMillisecond == 0;
            (isMillis ? fraction / (int)TimeSpan.TicksPerMillisecond : fraction).TryFormat(text[length..], out var digits, isMillis ? "D3" : "D7", CultureInfo.InvariantCulture);
            length += digits;
        }

        if (time.Offset == TimeSpan.Zero)
        {
            text[length++] = 'Z';
            return length;
        }

        text[length++] = time.Offset < TimeSpan.Zero ? '-' : '+';
        var offset = time.Offset.Duration();
        offset.Hours.TryFormat(text[length..], out _, "D2", CultureInfo.InvariantCulture);
        text[length + 2] = ':';
        offset.Minutes.TryFormat(text[(length + 3)..], out _, "D2", CultureInfo.InvariantCulture);
        return length + 5;
    }

    public static bool TryRead(ReadOnlySpan<char> text, out DateTimeOffset value)
    {
        value = default;
        if (text.Length is < 20 or > MaxLength || text[^1] != 'Z' || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':') return false;
        if (!Digits(text[..4], out var year) || !Digits(text.Slice(5, 2), out var month) || !Digits(text.Slice(8, 2), out var day)) return false;
        if (!Digits(text.Slice(11, 2), out var hour) || !Digits(text.Slice(14, 2), out var minute) || !Digits(text.Slice(17, 2), out var second)) return false;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59) return false;

        var ticks = 0;
        if (text.Length > 20)
        {
            var fraction = text[20..^1];
            if (text[19] != '.' || fraction.IsEmpty || !Digits(fraction, out ticks)) return false;
            for (var i = fraction.Length; i < 7; i++) ticks *= 10;
        }

        value = new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero).AddTicks(ticks);
        return true;
    }

    private static bool Digits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c)) return false;
            value = (10 * value) + (c - '0');
        }

        return true;
    }
}
