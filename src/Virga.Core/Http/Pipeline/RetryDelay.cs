using System.Globalization;
using Virga.Serialization;

namespace Virga.Http;

/// <summary>How long to wait before the next attempt.</summary>
internal static class RetryDelay
{
    /// <summary>What the service asks for: Retry-After in seconds or as a date (RFC 9110 section 10.2.3), else RateLimit-Reset in seconds.</summary>
    public static TimeSpan? Asked(ResponseHead head, TimeProvider time)
    {
        if (head.Header("Retry-After") is { } after)
        {
            if (Seconds(after) is { } seconds) return seconds;
            if (Wire.TryParseHttpDate(after, out var date)) return Positive(date - time.GetUtcNow());
        }

        return head.Status is 429 or 503 && head.Header("RateLimit-Reset") is { } reset ? Seconds(reset) : null;
    }

    private static TimeSpan? Seconds(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.FromDays(365).TotalSeconds)) : null;

    private static TimeSpan Positive(TimeSpan value) => value < TimeSpan.Zero ? TimeSpan.Zero : value;
}
