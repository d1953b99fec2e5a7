namespace Virga.Storage;

/// <summary>How an object is read.</summary>
public sealed record DownloadOptions
{
    /// <summary>Which bytes. Default: all.</summary>
    public ByteRange? Range { get; init; }

    /// <summary>The object must be of this revision, else <see cref="ErrorKind.PreconditionFailed"/>.</summary>
    public ETag? IfMatch { get; init; }

    /// <summary>The object must not be of this revision, else <see cref="ErrorKind.NotModified"/>.</summary>
    public ETag? IfNoneMatch { get; init; }

    /// <summary>The object must have changed since, else <see cref="ErrorKind.NotModified"/>. Whole seconds count.</summary>
    public DateTimeOffset? IfModifiedSince { get; init; }

    /// <summary>The object must not have changed since, else <see cref="ErrorKind.PreconditionFailed"/>. Whole seconds count.</summary>
    public DateTimeOffset? IfUnmodifiedSince { get; init; }

    /// <summary>Whether the provider's checksum of the whole object is compared. Default true.</summary>
    public bool VerifyChecksum { get; init; } = true;

    /// <summary>Sizes and parallelism, for reading into a file. Default: the store's.</summary>
    public TransferOptions? Transfer { get; init; }
}
