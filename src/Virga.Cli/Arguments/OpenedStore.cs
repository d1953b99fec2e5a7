using Virga.Cli.Selecting;
using Virga.Storage;

namespace Virga.Cli.Arguments;

/// <summary>The store that a URL names, and the key in it; empty for the bucket itself. The store belongs to the <see cref="StorePool"/>.</summary>
/// <param name="Store">The store.</param>
/// <param name="Root">The URL of its bucket, without a query.</param>
/// <param name="Key">The key.</param>
internal sealed record OpenedStore(ObjectStore Store, string Root, string Key)
{
    /// <summary>The pattern that the key is; null when it is a key.</summary>
    public KeyPattern? Pattern { get; init; }

    /// <summary>Whether the key names no object but what is below it.</summary>
    public bool IsFolder => Key.Length == 0 || Key.EndsWith('/');

    /// <summary>The key as a prefix that ends in a slash.</summary>
    public string Folder => IsFolder ? Key : Key + "/";

    /// <summary>The server, as far as the settings tell: two may have a bucket of one name.</summary>
    public string Where { get; init; } = "";

    /// <summary>Whether equal URLs of both mean the same object.</summary>
    public bool IsPlaceOf(OpenedStore other) => ReferenceEquals(Store, other.Store) || string.Equals(Where, other.Where, StringComparison.OrdinalIgnoreCase);

    /// <summary>The URL of an object.</summary>
    public string UrlOf(string key) => Root.EndsWith('/') ? Root + key : $"{Root}/{key}";
}
