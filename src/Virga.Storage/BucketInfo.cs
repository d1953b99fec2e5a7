namespace Virga.Storage;

/// <summary>A bucket.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Created">When it was created; null when the provider does not say.</param>
public readonly record struct BucketInfo(string Name, DateTimeOffset? Created = null);
