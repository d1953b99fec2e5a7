namespace Virga.Storage;

/// <summary>One row of a listing: lean, since there may be millions. Stat an object to know more.</summary>
/// <param name="Key">The key.</param>
/// <param name="Size">Length in bytes; null when the provider did not say.</param>
/// <param name="LastModified">When it was stored; null when the provider did not say.</param>
/// <param name="Revision">The provider's token of these bytes; null when it did not say.</param>
public readonly record struct ListedObject(string Key, long? Size, DateTimeOffset? LastModified, string? Revision);
