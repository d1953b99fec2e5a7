namespace Virga.Local.Operations;

/// <summary>The conditions of a read, with the precedence of RFC 9110, section 13.2.2.</summary>
internal static class ReadConditions
{
    /// <summary>Whether the reader's copy is still good (304).</summary>
    /// <param name="call">The request.</param>
    /// <param name="item">What it would read.</param>
    /// <param name="prefix">What stands before the names of the headers: nothing, or that of a copy's source.</param>
    /// <exception cref="S3Exception">A precondition failed.</exception>
    public static bool IsNotModified(S3Call call, StoredObject item, string prefix = "")
    {
        DateTimeOffset modified = Timestamp.ToSeconds(item.LastModified);
        if (call.Header(prefix + "If-Match") is { } match)
        {
            Require(EntityTag.Matches(match, item.ETag), prefix + "If-Match");
        }
        else if (Date(call, prefix + "If-Unmodified-Since") is { } unmodified)
        {
            Require(modified <= unmodified, prefix + "If-Unmodified-Since");
        }

        if (call.Header(prefix + "If-None-Match") is { } none)
        {
            return EntityTag.Matches(none, item.ETag);
        }

        return Date(call, prefix + "If-Modified-Since") is { } since && modified <= since;
    }

    private static DateTimeOffset? Date(S3Call call, string name) => call.Header(name) is { } text ? Timestamp.ParseHttp(text) : null;

    private static void Require(bool holds, string condition)
    {
        if (!holds)
        {
            throw S3Error.PreconditionFailed(condition);
        }
    }
}
