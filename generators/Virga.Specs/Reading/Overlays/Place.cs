namespace Virga.Specs.Reading.Overlays;

/// <summary>A node of a tree with the way to it.</summary>
internal sealed class Place(Place? parent, string? key, int index, MarkedNode node)
{
    public Place? Parent { get; } = parent;

    /// <summary>The key in the parent; null in a sequence and for the root.</summary>
    public string? Key { get; } = key;

    public int Index { get; } = index;

    public MarkedNode Node { get; } = node;

    public int Depth { get; } = parent is null ? 1 : parent.Depth + 1;

    public IEnumerable<Place> Children()
    {
        for (var i = 0; i < Node.Items.Count; i++) yield return new Place(this, null, i, Node.Items[i]);
        for (var i = 0; i < Node.Entries.Count; i++) yield return new Place(this, Node.Entries[i].Key, i, Node.Entries[i].Value);
    }

    /// <summary>The way as a text, the same for the same place.</summary>
    public string Path() => Parent is null ? "" : $"{Parent.Path()}/{(Key is null ? "#" + Index.ToString(System.Globalization.CultureInfo.InvariantCulture) : Key.Replace("~", "~0").Replace("/", "~1"))}";
}
