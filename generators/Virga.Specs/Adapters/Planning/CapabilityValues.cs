namespace Virga.Specs.Adapters;

/// <summary>What the document claims, by dotted name.</summary>
internal sealed class CapabilityValues(Dictionary<string, AdapterNode> values)
{
    public IReadOnlyDictionary<string, AdapterNode> All => values;

    /// <summary>Whether the capability is claimed: true, a number above zero, a list that is not empty, or a word other than None.</summary>
    public bool IsOn(string name)
    {
        if (!values.TryGetValue(name, out var node)) return false;
        return node.Kind switch
        {
            AdapterNodeKind.List => node.Items.Count > 0,
            AdapterNodeKind.Map => node.Entries.Count > 0,
            _ => node.Text is not ("" or "false" or "0" or "None" or "null"),
        };
    }
}
