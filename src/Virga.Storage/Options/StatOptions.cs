namespace Virga.Storage;

/// <summary>Under which conditions an object is described. The store compares them itself.</summary>
public sealed record StatOptions
{
    /// <summary>The object must be of this revision, else <see cref="ErrorKind.PreconditionFailed"/>.</summary>
    public ETag? IfMatch { get; init; }

    /// <summary>The object must not be of this revision, else <see cref="ErrorKind.NotModified"/>.</summary>
    public ETag? IfNoneMatch { get; init; }

    /// <summary>The object must have changed since, else <see cref="ErrorKind.NotModified"/>. Whole seconds count.</summary>
    public DateTimeOffset? IfModifiedSince { get; init; }

    /// <summary>The object must not have changed since, else <see cref="ErrorKind.PreconditionFailed"/>. Whole seconds count.</summary>
    public DateTimeOffset? IfUnmodifiedSince { get; init; }
}
