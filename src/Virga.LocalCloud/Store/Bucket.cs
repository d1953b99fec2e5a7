namespace Virga.Local.Store;

/// <summary>A bucket with its objects and the uploads under way. Everything is read and changed under <see cref="Gate"/>.</summary>
internal sealed class Bucket(string name, DateTimeOffset created)
{
    public string Name { get; } = name;

    public DateTimeOffset Created { get; } = created;

    public Lock Gate { get; } = new();

    public SortedKeys<StoredObject> Objects { get; } = new();

    public Dictionary<string, Upload> Uploads { get; } = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Tags { get; set; } = ObjectHeaders.NoTags;

    public bool Deleted { get; set; }
}
