namespace Virga.Storage;

/// <summary>How an object is copied on the server.</summary>
public sealed record ObjectCopyOptions
{
    /// <summary>The store that holds the source, of the same account. Default: this one.</summary>
    public ObjectStore? From { get; init; }

    /// <summary>The source must be of this revision.</summary>
    public ETag? IfSourceMatch { get; init; }

    /// <summary><see cref="ETag.Any"/>: the target must not exist.</summary>
    public ETag? IfNoneMatch { get; init; }

    /// <summary>Headers and metadata of the target. Default: the source's.</summary>
    public UploadOptions? Replace { get; init; }

    /// <summary>Sizes and parallelism where the source must be copied in parts. Default: the store's, with parts of 512 MiB.</summary>
    public TransferOptions? Transfer { get; init; }
}
