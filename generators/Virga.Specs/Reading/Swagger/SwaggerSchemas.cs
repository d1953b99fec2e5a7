namespace Virga.Specs.Reading.Swagger;

/// <summary>
/// Schemas of 2.0 in the words of 3.0. What needs no change stays the node that it is, so that most of a document is not copied;
/// each node is looked at once, however often aliases share it.
/// </summary>
internal sealed class SwaggerSchemas
{
    private readonly Dictionary<MarkedNode, MarkedNode> _upgraded = [];
    private readonly Dictionary<MarkedNode, List<(string Value, MarkedEntry Derived)>> _derived = [];

    /// <summary>What became of a node of the document as it was written; the node itself when nothing did.</summary>
    public MarkedNode Of(MarkedNode written) => _upgraded.TryGetValue(written, out var made) ? made : written;

    /// <summary>Remembers which definitions name a value of their base's discriminator (x-ms-discriminator-value).</summary>
    public void Learn(MarkedNode? definitions, References references)
    {
        foreach (var entry in definitions?.Entries ?? [])
        {
            if (entry.Value["x-ms-discriminator-value"] is not { IsScalar: true, Scalar: { } value }) continue;
            foreach (var item in entry.Value["allOf"]?.Items ?? [])
            {
                if (References.Reference(item) is null || references.Follow(item) is not { } parent) continue;
                if (!_derived.TryGetValue(parent, out var known)) _derived.Add(parent, known = []);
                known.Add((value, entry));
            }
        }
    }

    public MarkedNode Upgrade(MarkedNode node)
    {
        if (node.IsScalar) return node;
        if (_upgraded.TryGetValue(node, out var known)) return known;
        var made = node.IsSequence ? Sequence(node) : IsFile(node) ? File(node) : Mapping(node);
        _upgraded[node] = made;
        return made;
    }

    /// <summary>type: file, and the two ways in which documents write it for a body.</summary>
    public static bool IsFile(MarkedNode? node) => node?["type"]?.Scalar == "file" || (node?["type"]?.Scalar is "object" or null && node?["format"]?.Scalar is "file" or "binary");

    private static MarkedNode File(MarkedNode node)
    {
        var made = new MappingBuilder(node.Position).Add("type", "string").Add("format", "binary");
        foreach (var entry in node.Entries) made.Add(entry);
        return made.Build();
    }

    private MarkedNode Sequence(MarkedNode node)
    {
        var items = node.Items.Select(Upgrade).ToArray();
        return items.SequenceEqual(node.Items) ? node : MarkedNode.OfSequence(items, node.Position);
    }

    private MarkedNode Mapping(MarkedNode node)
    {
        var entries = new MarkedEntry[node.Entries.Count];
        var isSame = true;
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = Entry(node, node.Entries[i]);
            isSame &= ReferenceEquals(entries[i], node.Entries[i]);
        }

        return isSame ? node : MarkedNode.OfMapping(entries, node.Position);
    }

    private MarkedEntry Entry(MarkedNode node, MarkedEntry entry)
    {
        var value = entry.Key switch
        {
            "discriminator" when entry.Value is { IsScalar: true, Scalar: not null } => Discriminator(node, entry.Value),

            // Data of the service, not words of the document.
            "example" or "default" or "enum" or "x-example" or "x-ms-examples" => entry.Value,
            "properties" => Named(entry.Value),
            _ => Upgrade(entry.Value),
        };
        return ReferenceEquals(value, entry.Value) ? entry : entry with { Value = value };
    }

    /// <summary>The keys here are names, whatever words they look like.</summary>
    private MarkedNode Named(MarkedNode node)
    {
        if (!node.IsMapping) return node;
        if (_upgraded.TryGetValue(node, out var known)) return known;
        var entries = node.Entries.Select(entry => Upgrade(entry.Value) is var value && ReferenceEquals(value, entry.Value) ? entry : entry with { Value = value }).ToArray();
        return _upgraded[node] = entries.SequenceEqual(node.Entries) ? node : MarkedNode.OfMapping(entries, node.Position);
    }

    private MarkedNode Discriminator(MarkedNode node, MarkedNode name)
    {
        var made = new MappingBuilder(name.Position).Add("propertyName", name);
        if (!_derived.TryGetValue(node, out var derived)) return made.Build();
        var mapping = new MappingBuilder(name.Position);
        foreach (var (value, entry) in derived) mapping.Add(value, MarkedNode.OfScalar("#/components/schemas/" + Escape(entry.Key), ScalarKind.String, entry.KeyPosition), entry.KeyPosition);
        return made.Add("mapping", mapping.Build()).Build();
    }

    private static string Escape(string key) => Uri.EscapeDataString(key.Replace("~", "~0").Replace("/", "~1"));
}
