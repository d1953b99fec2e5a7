using System.Globalization;

namespace Virga.Serialization;

/// <content>Reading. Each takes the text and what it is, for the message of the <see cref="VirgaException"/> of kind <see cref="ErrorKind.MalformedResponse"/>.</content>
public static partial class Wire
{
    private static readonly string[] HttpDateFormats = ["r", "ddd, d MMM yyyy HH:mm:ss 'GMT'", "dddd, dd-MMM-yy HH:mm:ss 'GMT'", "ddd MMM d HH:mm:ss yyyy", "ddd MMM  d HH:mm:ss yyyy", "ddd, dd MMM yyyy HH:mm:ss 'UTC'"];

    /// <summary>Reads a whole number of 32 bits.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What it is.</param>
    public static int ParseInt32(string text, string what) =>
        TryParse(text, out int value) ? value : throw Malformed.Value(what, text, "a whole number of 32 bits");

    /// <summary>Reads a whole number of 64 bits.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What it is.</param>
    public static long ParseInt64(string text, string what) =>
        TryParse(text, out long value) ? value : throw Malformed.Value(what, text, "a whole number of 64 bits");

    /// <summary>Reads a number.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What it is.</param>
    public static float ParseSingle(string text, string what) =>
        TryParse(text, out float value) ? value : throw Malformed.Value(what, text, "a number");

    /// <summary>Reads a number.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What it is.</param>
    public static double ParseDouble(string text, string what) =>
        TryParse(text, out double value) ? value : throw Malformed.Value(what, text, "a number");

    /// <summary>Reads a decimal number.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What it is.</param>
    public static decimal ParseDecimal(string text, string what) =>
        TryParse(text, out decimal value) ? value : throw Malformed.Value(what, text, "a decimal number");

    /// <summary>Reads <c>true</c> or <c>false</c>, in any case.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What it is.</param>
    public static bool ParseBoolean(string text, string what) =>
        bool.TryParse(text, out var value) ? value : throw Malformed.Value(what, text, "true or false");

    /// <summary>Reads a date and time in ISO 8601; without a zone it is UTC.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What it is.</param>
    public static DateTimeOffset ParseDateTime(string text, string what)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParseDateTime(text, out var value) ? value : throw Malformed.Value(what, text, "a date and time in ISO 8601");
    }

    /// <summary>Reads a date of HTTP headers, in each of the three forms of RFC 9110 section 5.6.7.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What it is.</param>
    public static DateTimeOffset ParseHttpDate(string text, string what) =>
        TryParseHttpDate(text, out var value) ? value : throw Malformed.Value(what, text, "a date of HTTP headers");

    /// <summary>Reads a date in ISO 8601.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What it is.</param>
    public static DateOnly ParseDate(string text, string what) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value) ? value : throw Malformed.Value(what, text, "a date in ISO 8601");

    /// <summary>Reads a time of day in ISO 8601.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What it is.</param>
    public static TimeOnly ParseTime(string text, string what) =>
        TimeOnly.TryParseExact(text, ["HH:mm:ss.FFFFFFF", "HH:mm:ss", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var value) ? value : throw Malformed.Value(what, text, "a time of day in ISO 8601");

    /// <summary>Reads a duration in ISO 8601.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What it is.</param>
    public static TimeSpan ParseDuration(string text, string what)
    {
        try
        {
            return System.Xml.XmlConvert.ToTimeSpan(text);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw Malformed.Value(what, text, "a duration in ISO 8601");
        }
    }

    /// <summary>Reads a number of seconds.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What it is.</param>
    public static TimeSpan ParseSeconds(string text, string what)
    {
        var seconds = ParseDecimal(text, what);
        if (Math.Abs(seconds) > TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerSecond) throw Malformed.Value(what, text, "a number of seconds");
        return TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond));
    }

    /// <summary>Reads seconds since 1970-01-01T00:00:00Z, with or without a fraction.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What it is.</param>
    public static DateTimeOffset ParseUnixSeconds(string text, string what)
    {
        var seconds = ParseDecimal(text, what);
        if (seconds is < -62135596800m or > 253402300799m) throw Malformed.Value(what, text, "a time in seconds since 1970");
        return DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond));
    }

    /// <summary>Reads milliseconds since 1970-01-01T00:00:00Z.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What it is.</param>
    public static DateTimeOffset ParseUnixMillis(string text, string what)
    {
        var millis = ParseInt64(text, what);
        if (millis is < -62135596800000 or > 253402300799999) throw Malformed.Value(what, text, "a time in milliseconds since 1970");
        return DateTimeOffset.FromUnixTimeMilliseconds(millis);
    }

    /// <summary>Reads a UUID.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What it is.</param>
    public static Guid ParseGuid(string text, string what) => Guid.TryParse(text, out var value) ? value : throw Malformed.Value(what, text, "a UUID");

    /// <summary>Reads a URI reference, absolute or relative.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What it is.</param>
    public static Uri ParseUri(string text, string what) => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var value) ? value : throw Malformed.Value(what, text, "a URI");

    /// <summary>Reads Base64.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What it is.</param>
    public static ReadOnlyMemory<byte> ParseBase64(string text, string what)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            throw Malformed.Value(what, text, "Base64");
        }
    }

    /// <summary>Reads hexadecimal digits in any case.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What it is.</param>
    public static ReadOnlyMemory<byte> ParseBase16(string text, string what)
    {
        try
        {
            return Convert.FromHexString(text);
        }
        catch (FormatException)
        {
            throw Malformed.Value(what, text, "hexadecimal");
        }
    }

    /// <summary>Reads an entity tag: quotes are taken off; a weak one keeps its form.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What it is.</param>
    public static string ParseETag(string text, string what)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length >= 2 && text[0] == '"' && text[^1] == '"' ? text[1..^1] : text;
    }

    /// <summary>Reads <c>application/x-www-form-urlencoded</c> text: percent-encoded, with plus signs for spaces.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What it is, for the error.</param>
    public static string ParseFormUrl(string text, string what) => Uri.UnescapeDataString(text.Replace('+', ' '));

    /// <summary>Reads percent-encoded text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What it is.</param>
    public static string ParsePercent(string text, string what) => Uri.UnescapeDataString(text);

    /// <summary>Reads a Content-Range header.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What it is.</param>
    public static ContentRange ParseContentRange(string text, string what)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rest = text.AsSpan();
        var slash = rest.IndexOf('/');
        if (rest.StartsWith("bytes ", StringComparison.OrdinalIgnoreCase) && slash > 6)
        {
            var range = rest[6..slash];
            var total = rest[(slash + 1)..];
            long? whole = TryDigits(total, out var length) ? length : null;
            if (whole is null && total is not "*") throw Malformed.Value(what, text, "a Content-Range");
            if (range is "*") return new ContentRange(null, null, whole);
            var hyphen = range.IndexOf('-');
            if (hyphen > 0 && TryDigits(range[..hyphen], out var first) && TryDigits(range[(hyphen + 1)..], out var last) && first <= last && !(last >= whole)) return new ContentRange(first, last, whole);
        }

        throw Malformed.Value(what, text, "a Content-Range");
    }

    internal static bool TryParse(string text, out int value) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    internal static bool TryParse(string text, out long value) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    internal static bool TryParse(string text, out float value) => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    internal static bool TryParse(string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    internal static bool TryParse(string text, out decimal value) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    internal static bool TryParseDateTime(string text, out DateTimeOffset value) =>
        IsoTime.TryRead(text, out value) || (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value) && text.Length >= 10 && text[4] == '-');

    internal static bool TryParseHttpDate(string text, out DateTimeOffset value) =>
        HttpDateText.TryRead(text, out value) || DateTimeOffset.TryParseExact(text, HttpDateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowInnerWhite, out value);

    private static bool TryDigits(ReadOnlySpan<char> text, out long value) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
