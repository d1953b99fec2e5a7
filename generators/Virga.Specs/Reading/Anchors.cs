namespace Virga.Specs.Reading;

/// <summary>The $anchor names of a document, looked for once when a reference asks for one.</summary>
internal sealed class Anchors
{
    private readonly Dictionary<MarkedNode, Dictionary<string, MarkedNode>> _byRoot = [];

    public MarkedNode? Find(MarkedNode root, string name)
    {
        if (!_byRoot.TryGetValue(root, out var anchors)) _byRoot.Add(root, anchors = Collect(root));
        return anchors.TryGetValue(name, out var found) ? found : null;
    }

    private static Dictionary<string, MarkedNode> Collect(MarkedNode root)
    {
        var anchors = new Dictionary<string, MarkedNode>(StringComparer.Ordinal);
        var met = new HashSet<MarkedNode>();
        var open = new Queue<MarkedNode>();
        open.Enqueue(root);
        while (open.Count > 0)
        {
            var node = open.Dequeue();
            if (!met.Add(node)) continue;
            if (node["$anchor"] is { IsScalar: true, Scalar: { } name } && !anchors.ContainsKey(name)) anchors.Add(name, node);
            if (node["$dynamicAnchor"] is { IsScalar: true, Scalar: { } dynamic } && !anchors.ContainsKey(dynamic)) anchors.Add(dynamic, node);
            foreach (var entry in node.Entries) if (!entry.Value.IsScalar) open.Enqueue(entry.Value);
            foreach (var item in node.Items) if (!item.IsScalar) open.Enqueue(item);
        }

        return anchors;
    }
}
