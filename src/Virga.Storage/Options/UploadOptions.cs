namespace Virga.Storage;

/// <summary>How an object is stored. Every member counts the same on every path: one piece, parts, writing stream.</summary>
public sealed record UploadOptions
{
    /// <summary>The object must be of this revision, else <see cref="ErrorKind.PreconditionFailed"/>. Default: no condition.</summary>
    public ETag? IfMatch { get; init; }

    /// <summary><see cref="ETag.Any"/>: the key must not exist, else <see cref="ErrorKind.PreconditionFailed"/>. Nothing else is taken. Default: no condition.</summary>
    public ETag? IfNoneMatch { get; init; }

    /// <summary>The media type. Default: the provider's.</summary>
    public string? ContentType { get; init; }

    /// <summary>RFC 9111 caching directives.</summary>
    public string? CacheControl { get; init; }

    /// <summary>RFC 6266 disposition.</summary>
    public string? ContentDisposition { get; init; }

    /// <summary>RFC 9110 content coding. The bytes are stored as they are given.</summary>
    public string? ContentEncoding { get; init; }

    /// <summary>RFC 9110 language.</summary>
    public string? ContentLanguage { get; init; }

    /// <summary>The provider's storage class.</summary>
    public string? StorageClass { get; init; }

    /// <summary>User metadata. Names are lower-cased. Default: none.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>The length in bytes of a stream that cannot tell its own; checked while reading. Default: unknown.</summary>
    public long? Length { get; init; }

    /// <summary>The checksum that the provider compares. Default: the first that it takes; <see cref="ChecksumAlgorithm.None"/> for none.</summary>
    public ChecksumAlgorithm? Checksum { get; init; }

    /// <summary>Confirms that a file may lie unencrypted at the provider, where the store asks for it (<see cref="ObjectStoreOptions.RequireUnencryptedConsent"/>). Default false.</summary>
    public bool MayBeStoredUnencrypted { get; init; }

    /// <summary>Sizes and parallelism. Default: the store's.</summary>
    public TransferOptions? Transfer { get; init; }

    /// <summary>For a writing stream: whether disposing it stores what was written. Default false: disposing without <see cref="ObjectWriteStream.CompleteAsync"/> stores nothing.</summary>
    public bool CommitOnDispose { get; init; }
}
