using Virga.Storage.Driver;

namespace Virga.Storage;

/// <summary>The conditions as the drivers of this project compare them, with what is stored.</summary>
internal static class ConditionChecks
{
    public static void Read(ObjectInfo info, ReadCondition condition) => StatConditions.Check(info, new StatOptions
    {
        IfMatch = condition.IfRevision is { } revision ? new ETag(revision) : default(ETag?),
        IfNoneMatch = condition.IfNotRevision is { } unwanted ? new ETag(unwanted) : default(ETag?),
        IfModifiedSince = condition.IfModifiedSince,
        IfUnmodifiedSince = condition.IfUnmodifiedSince,
    });

    public static void Write(ObjectInfo? existing, bool mustNotExist, string? ifRevision)
    {
        if (mustNotExist && existing is not null) throw new ObjectStoreException(ErrorKind.PreconditionFailed, $"'{existing.Key}' exists already.");
        if (ifRevision is not null && existing?.Revision != ifRevision) throw new ObjectStoreException(ErrorKind.PreconditionFailed, existing is null ? $"The object does not exist, so it has no revision '{ifRevision}'." : $"'{existing.Key}' has revision '{existing.Revision}', not '{ifRevision}'.");
    }

    public static void Checksum(string what, Checksum expected, Checksum actual)
    {
        if (!expected.IsNone && expected != actual) throw new ObjectStoreException(ErrorKind.Integrity, $"{what} should have the checksum {expected} and has {actual}.");
    }

    /// <summary>The bytes that a range names in an object of this length.</summary>
    public static (long Offset, long Length) Range(ByteRange? range, long size)
    {
        if (range is not { } r) return (0, size);
        if (r.Offset < 0) return size == 0 ? throw Beyond(r, size) : (Math.Max(0, size + r.Offset), Math.Min(size, -r.Offset));
        if (r.Offset >= size) throw Beyond(r, size);
        return (r.Offset, Math.Min(r.Length ?? long.MaxValue, size - r.Offset));
    }

    private static ObjectStoreException Beyond(ByteRange range, long size) => new(ErrorKind.RangeNotSatisfiable, $"The range begins at {range.Offset}, and the object has {size} bytes.");
}
