using System.Buffers;
using System.Globalization;
using System.Text;

namespace Virga.Serialization;

/// <summary>Scalar values as texts of headers, queries and bodies. Null gives null; nothing depends on the culture.</summary>
public static partial class Wire
{
    /// <summary>The text that bytes in UTF-8 hold.</summary>
    /// <param name="bytes">The bytes.</param>
    public static string FromUtf8(ReadOnlySequence<byte> bytes) => Encoding.UTF8.GetString(bytes);

    /// <summary>The text itself.</summary>
    /// <param name="value">The value.</param>
    public static string? Text(string? value) => value;

    /// <summary>Digits, with a minus sign below zero.</summary>
    /// <param name="value">The value.</param>
    public static string? Text(int? value) => value?.ToString(CultureInfo.InvariantCulture);

    /// <summary>Digits, with a minus sign below zero.</summary>
    /// <param name="value">The value.</param>
    public static string? Text(long? value) => value?.ToString(CultureInfo.InvariantCulture);

    /// <summary>The shortest text that reads back as the same number.</summary>
    /// <param name="value">The value.</param>
    public static string? Text(float? value) => value?.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The shortest text that reads back as the same number.</summary>
    /// <param name="value">The value.</param>
    public static string? Text(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The number with all its digits.</summary>
    /// <param name="value">The value.</param>
    public static string? Text(decimal? value) => value?.ToString(CultureInfo.InvariantCulture);

    /// <summary><c>true</c> or <c>false</c>.</summary>
    /// <param name="value">The value.</param>
    public static string? Text(bool? value) => value is null ? null : value.Value ? "true" : "false";

    /// <summary>Lower-case hexadecimal with hyphens.</summary>
    /// <param name="value">The value.</param>
    public static string? Text(Guid? value) => value?.ToString("D");

    /// <summary>The URL as it was given.</summary>
    /// <param name="value">The value.</param>
    public static string? Text(Uri? value) => value?.OriginalString;

    /// <summary>ISO 8601 with the offset, Z for UTC; fractions of a second only when there are any.</summary>
    /// <param name="value">The value.</param>
    public static string? DateTime(DateTimeOffset? value)
    {
        if (value is not { } time) return null;
        Span<char> text = stackalloc char[IsoTime.MaxWritten];
        return new string(text[..IsoTime.Write(time, text)]);
    }

    /// <summary>The date of HTTP headers, RFC 9110 section 5.6.7: <c>Sun, 06 Nov 1994 08:49:37 GMT</c>.</summary>
    /// <param name="value">The value.</param>
    public static string? HttpDate(DateTimeOffset? value) => value?.ToUniversalTime().ToString("r", CultureInfo.InvariantCulture);

    /// <summary>ISO 8601: <c>2026-11-20</c>.</summary>
    /// <param name="value">The value.</param>
    public static string? Date(DateOnly? value) => value?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>ISO 8601: <c>14:30:00</c>; fractions of a second only when there are any.</summary>
    /// <param name="value">The value.</param>
    public static string? Time(TimeOnly? value) => value?.ToString(value.Value.Ticks % TimeSpan.TicksPerSecond == 0 ? "HH:mm:ss" : "HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);

    /// <summary>ISO 8601: <c>PT1M30S</c>.</summary>
    /// <param name="value">The value.</param>
    public static string? Duration(TimeSpan? value) => value is { } span ? System.Xml.XmlConvert.ToString(span) : null;

    /// <summary>Seconds since 1970-01-01T00:00:00Z, whole.</summary>
    /// <param name="value">The value.</param>
    public static string? UnixSeconds(DateTimeOffset? value) => Text(value?.ToUnixTimeSeconds());

    /// <summary>Seconds since 1970-01-01T00:00:00Z, with a fraction where they have one.</summary>
    /// <param name="value">The value.</param>
    public static string? UnixFraction(DateTimeOffset? value) => value is { } time ? ((time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / (decimal)TimeSpan.TicksPerSecond).ToString("0.#######", CultureInfo.InvariantCulture) : null;

    /// <summary>Milliseconds since 1970-01-01T00:00:00Z, whole.</summary>
    /// <param name="value">The value.</param>
    public static string? UnixMillis(DateTimeOffset? value) => Text(value?.ToUnixTimeMilliseconds());

    /// <summary>Seconds, whole where they are.</summary>
    /// <param name="value">The value.</param>
    public static string? Seconds(TimeSpan? value) => value is { } span ? (span.Ticks / (decimal)TimeSpan.TicksPerSecond).ToString("0.#######", CultureInfo.InvariantCulture) : null;

    /// <summary>Base64 with padding, RFC 4648 section 4.</summary>
    /// <param name="value">The value.</param>
    public static string? Base64(ReadOnlyMemory<byte>? value) => value is { } bytes ? Convert.ToBase64String(bytes.Span) : null;

    /// <summary>Lower-case hexadecimal.</summary>
    /// <param name="value">The value.</param>
    public static string? Base16(ReadOnlyMemory<byte>? value) => value is { } bytes ? Convert.ToHexStringLower(bytes.Span) : null;

    /// <summary>An entity tag: put between quotes, unless it is <c>*</c> or has them, or is a weak one.</summary>
    /// <param name="value">The value.</param>
    public static string? ETag(string? value)
    {
        if (value is null || value == "*" || value.StartsWith('"') || value.StartsWith("W/", StringComparison.Ordinal)) return value;
        return $"\"{value}\"";
    }

    /// <summary>Encodes as <c>application/x-www-form-urlencoded</c>: as <see cref="Percent"/>, with spaces as plus signs.</summary>
    /// <param name="value">The text; null gives null.</param>
    public static string? FormUrl(string? value) => Percent(value)?.Replace("%20", "+", StringComparison.Ordinal);

    /// <summary>Percent-encodes all but the unreserved characters of RFC 3986.</summary>
    /// <param name="value">The value.</param>
    public static string? Percent(string? value) => value is null ? null : Uri.EscapeDataString(value);
}
