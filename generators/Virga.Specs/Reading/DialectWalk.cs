namespace Virga.Specs.Reading;

/// <summary>Looks through a whole document for x-virga keys that do not exist: a misspelt key must never be silence.</summary>
internal static class DialectWalk
{
    public static void Run(MarkedNode root, Faults faults, CancellationToken ct)
    {
        var visited = new HashSet<MarkedNode>();
        var open = new Stack<(MarkedNode Node, bool AreKeysNames)>();
        open.Push((root, false));
        while (open.Count > 0)
        {
            ct.ThrowIfCancellationRequested();
            var (node, areKeysNames) = open.Pop();
            if (!visited.Add(node)) continue;
            foreach (var item in node.Items) if (!item.IsScalar) open.Push((item, false));
            foreach (var entry in node.Entries)
            {
                if (!areKeysNames && entry.Key.Length > 7 && entry.Key[0] is 'x' or 'X' && entry.Key.StartsWith(DialectKeys.Prefix, StringComparison.OrdinalIgnoreCase) && DialectKeys.Find(entry.Key) is null)
                {
                    var offer = NearestName.Offer(entry.Key, DialectKeys.All.Select(key => key.Name));
                    faults.Warn(DiagnosticIds.UnknownKey, $"There is no key '{entry.Key}'.{offer} specs/README.md lists them all.", entry.KeyPosition);
                }

                // Values of these are data of the service, not words of the spec.
                if (entry.Key is "example" or "examples" or "default" or "enum" or "const") continue;
                if (!entry.Value.IsScalar) open.Push((entry.Value, entry.Key == "properties"));
            }
        }
    }
}
