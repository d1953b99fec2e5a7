using System.Globalization;
using Virga.Http;

namespace Virga.Aws.Signing;

/// <summary>Reads from an error what time it is for the service.</summary>
internal static class ServerClock
{
    /// <summary>S3 refuses a request whose time is more than 15 minutes off; a smaller difference is not why it was refused.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(4);

    /// <summary>The time of the service, when the clock is what it found wrong; null when something else was, or when it does not tell.</summary>
    public static DateTimeOffset? Read(ServiceException failure)
    {
        // A HEAD has no body and so no code: then a refusal with another time in it is taken as such.
        var isSkew = failure.Code is "RequestTimeTooSkewed" or "RequestInTheFuture" || (string.IsNullOrEmpty(failure.Code) && failure.Status == 403);
        return isSkew ? InBody(failure.BodyText) ?? InHeader(failure) : null;
    }

    public static bool IsFar(DateTimeOffset theirs, DateTimeOffset ours) => (theirs - ours).Duration() >= Least;

    private static DateTimeOffset? InHeader(ServiceException failure)
    {
        foreach (var (name, value) in failure.Headers)
        {
            if (!name.Equals("Date", StringComparison.OrdinalIgnoreCase)) continue;
            return DateTimeOffset.TryParseExact(value, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
        }

        return null;
    }

    private static DateTimeOffset? InBody(string? body)
    {
        const string open = "<ServerTime>";
        if (body is null) return null;
        var start = body.IndexOf(open, StringComparison.Ordinal);
        var end = start < 0 ? -1 : body.IndexOf('<', start + open.Length);
        if (end < 0) return null;
        return DateTimeOffset.TryParse(body.AsSpan(start + open.Length, end - start - open.Length), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
    }
}
