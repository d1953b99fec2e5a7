namespace Virga.Storage;

/// <summary>One row of a folder: an object, or a prefix that more keys share.</summary>
public readonly record struct ListEntry
{
    /// <summary>Makes a row of an object.</summary>
    /// <param name="item">The object.</param>
    public ListEntry(ListedObject item) => Object = item;

    /// <summary>Makes a row of a prefix.</summary>
    /// <param name="prefix">The prefix, ending in the delimiter.</param>
    public ListEntry(string prefix) => Prefix = prefix;

    /// <summary>The prefix; null for an object.</summary>
    public string? Prefix { get; }

    /// <summary>The object; its default for a prefix.</summary>
    public ListedObject Object { get; }

    /// <summary>Whether this is a prefix.</summary>
    public bool IsPrefix => Prefix is not null;

    /// <summary>The prefix, or the object's key.</summary>
    public string Key => Prefix ?? Object.Key;
}
