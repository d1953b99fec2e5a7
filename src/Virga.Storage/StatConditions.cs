namespace Virga.Storage;

/// <summary>Compares revisions and dates as RFC 9110 section 13 orders them.</summary>
internal static class StatConditions
{
    public static ObjectInfo Check(ObjectInfo info, StatOptions options)
    {
        if (OptionMapping.Revision(options.IfMatch, "IfMatch") is { } wanted)
        {
            if (wanted != info.Revision) throw new ObjectStoreException(ErrorKind.PreconditionFailed, $"The object has revision '{info.Revision}', not '{wanted}'.");
        }
        else if (options.IfUnmodifiedSince is { } until && Seconds(info.LastModified) > Seconds(until))
        {
            throw new ObjectStoreException(ErrorKind.PreconditionFailed, $"The object was changed at {info.LastModified:O}, after {until:O}.");
        }

        if (OptionMapping.Revision(options.IfNoneMatch, "IfNoneMatch") is { } unwanted)
        {
            if (unwanted == info.Revision) throw new ObjectStoreException(ErrorKind.NotModified, $"The object still has revision '{unwanted}'.");
        }
        else if (options.IfModifiedSince is { } since && Seconds(info.LastModified) <= Seconds(since))
        {
            throw new ObjectStoreException(ErrorKind.NotModified, $"The object was last changed at {info.LastModified:O}.");
        }

        return info;
    }

    private static long? Seconds(DateTimeOffset? time) => time?.ToUnixTimeSeconds();
}
