namespace Virga.Storage;

/// <summary>What is known of an object. A member is null when the provider did not say.</summary>
/// <param name="Key">The key.</param>
/// <param name="Revision">The provider's token of these bytes (an ETag without quotes, a generation): equal revisions mean equal bytes; conditions take it back.</param>
/// <param name="Size">Length in bytes.</param>
/// <param name="LastModified">When it was stored.</param>
/// <param name="ContentType">The media type.</param>
/// <param name="CacheControl">RFC 9111 caching directives.</param>
/// <param name="ContentDisposition">RFC 6266 disposition.</param>
/// <param name="ContentEncoding">RFC 9110 content coding.</param>
/// <param name="ContentLanguage">RFC 9110 language.</param>
/// <param name="StorageClass">The provider's storage class.</param>
/// <param name="Version">The version's identifier where the bucket keeps versions.</param>
/// <param name="Checksum">The checksum that the provider keeps, of the whole object.</param>
/// <param name="Metadata">User metadata, names in lower case.</param>
public sealed record ObjectInfo(
    string Key,
    string? Revision = null,
    long? Size = null,
    DateTimeOffset? LastModified = null,
    string? ContentType = null,
    string? CacheControl = null,
    string? ContentDisposition = null,
    string? ContentEncoding = null,
    string? ContentLanguage = null,
    string? StorageClass = null,
    string? Version = null,
    Checksum Checksum = default,
    IReadOnlyDictionary<string, string>? Metadata = null);
