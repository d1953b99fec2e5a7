using Virga.Specs.Reading;

namespace Virga.Specs.Adapters;

/// <summary>Takes over the marked tree of a document.</summary>
public static class AdapterNodes
{
    // Aliases make the tree a graph: what is shared is expanded, so both ways of growing have a bound.
    private const int MaxNodes = 100_000;
    private const int MaxDepth = 64;

    /// <summary>Null when the document is none that can be an adapter: no mapping, or one that grows beyond all bounds.</summary>
    public static AdapterNode? From(MarkedNode root)
    {
        var count = 0;
        return root.IsMapping ? From(root, 0, ref count) : null;
    }

    private static AdapterNode? From(MarkedNode node, int depth, ref int count)
    {
        if (depth > MaxDepth || ++count > MaxNodes) return null;
        if (node.IsScalar) return AdapterNode.Scalar(node.Scalar ?? "", !node.IsNull && node.ScalarKind == ScalarKind.String, node.Position);
        if (node.IsSequence)
        {
            var items = new List<AdapterNode>();
            foreach (var item in node.Items)
            {
                if (From(item, depth + 1, ref count) is not { } read) return null;
                items.Add(read);
            }

            return AdapterNode.List(items, node.Position);
        }

        var entries = new List<AdapterEntry>();
        foreach (var entry in node.Entries)
        {
            if (From(entry.Value, depth + 1, ref count) is not { } read) return null;
            entries.Add(new AdapterEntry(entry.Key, entry.KeyPosition, read));
        }

        return AdapterNode.Map(entries, node.Position);
    }
}
