namespace Virga.Specs.Reading.OpenApi;

/// <summary>A place where a schema is used, seen through references and wrappers that only add null or words.</summary>
/// <param name="Target">The node that says what the schema is; null when the reference leads nowhere.</param>
/// <param name="IsNullable">Whether a wrapper adds null.</param>
/// <param name="Words">The nodes passed on the way, outermost first: what stands in them overrides the target.</param>
internal sealed record SchemaUse(MarkedNode? Target, bool IsNullable, IReadOnlyList<MarkedNode> Words)
{
    /// <summary>A key as the outermost wrapper has it, else as the target has it.</summary>
    public MarkedNode? Key(string key)
    {
        foreach (var node in Words)
        {
            if (node[key] is { } value) return value;
        }

        return Target?[key];
    }

    /// <summary>The same, but nothing that stands behind a reference: the name of a component's root element is not that of a member.</summary>
    public MarkedNode? OwnKey(string key)
    {
        foreach (var node in Words)
        {
            if (node[key] is { } value) return value;
            if (References.Reference(node) is not null) return null;
        }

        return Target?[key];
    }
}
