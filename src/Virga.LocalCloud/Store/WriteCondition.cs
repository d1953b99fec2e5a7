namespace Virga.Local.Store;

/// <summary>What must hold for the object in place when a write or delete takes effect.</summary>
/// <param name="IfMatch">The entity tag that must be in place, * for any; null for no such demand.</param>
/// <param name="MustBeNew">Whether no object may be in place.</param>
internal sealed record WriteCondition(string? IfMatch, bool MustBeNew)
{
    public static readonly WriteCondition None = new(null, MustBeNew: false);

    public void Check(StoredObject? current, string key)
    {
        if (MustBeNew && current is not null)
        {
            throw S3Error.PreconditionFailed("If-None-Match");
        }

        if (IfMatch is null)
        {
            return;
        }

        if (current is null)
        {
            throw S3Error.NoSuchKey(key);
        }

        if (IfMatch != "*" && !string.Equals(EntityTag.Unquote(IfMatch), current.ETag, StringComparison.Ordinal))
        {
            throw S3Error.PreconditionFailed("If-Match");
        }
    }
}
