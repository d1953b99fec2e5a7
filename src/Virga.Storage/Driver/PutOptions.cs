namespace Virga.Storage.Driver;

/// <summary>How an object is stored, in one piece or in chunks.</summary>
public sealed record PutOptions
{
    /// <summary>Length in bytes, of the whole object for a chunked upload; -1 while unknown.</summary>
    public required long Length { get; init; }

    /// <summary>The key must not exist, else <see cref="ErrorKind.PreconditionFailed"/>.</summary>
    [RequiresCapability("Write.MustNotExist")]
    public bool MustNotExist { get; init; }

    /// <summary>The object must be of this revision, else <see cref="ErrorKind.PreconditionFailed"/>.</summary>
    [RequiresCapability("Write.IfRevision")]
    public string? IfRevision { get; init; }

    /// <summary>The media type.</summary>
    public string? ContentType { get; init; }

    /// <summary>RFC 9111 caching directives.</summary>
    [RequiresCapability("Write.CacheControl")]
    public string? CacheControl { get; init; }

    /// <summary>RFC 6266 disposition.</summary>
    public string? ContentDisposition { get; init; }

    /// <summary>RFC 9110 content coding.</summary>
    public string? ContentEncoding { get; init; }

    /// <summary>RFC 9110 language.</summary>
    public string? ContentLanguage { get; init; }

    /// <summary>The provider's storage class.</summary>
    [RequiresCapability("Write.StorageClass")]
    public string? StorageClass { get; init; }

    /// <summary>User metadata; names in lower case. Null for none.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>The checksum of the whole content. Is guaranteed to be of an algorithm in <see cref="WriteCapabilities.Checksums"/>, and none for a chunked upload's Begin.</summary>
    [RequiresCapability("Write.Checksums")]
    public Checksum Checksum { get; init; }

    /// <summary>The algorithm that every part of a chunked upload will carry a checksum of.</summary>
    [RequiresCapability("Write.Checksums")]
    public ChecksumAlgorithm PartChecksum { get; init; }
}
