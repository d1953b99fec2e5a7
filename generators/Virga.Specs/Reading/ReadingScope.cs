namespace Virga.Specs.Reading;

/// <summary>What the readers of one service share.</summary>
internal sealed class ReadingScope
{
    private readonly Dictionary<string, MarkedNode> _documents;

    public ReadingScope(Dictionary<string, MarkedNode> documents, Faults faults, CancellationToken ct)
    {
        _documents = documents;
        Faults = faults;
        Cancellation = ct;
        References = new References(documents, faults);
        Values = new DialectValues(faults);
    }

    public Faults Faults { get; }

    public References References { get; }

    public DialectValues Values { get; }

    public CancellationToken Cancellation { get; }

    /// <summary>In 3.0 whatever stands beside a $ref is ignored, and nullable is a key.</summary>
    public bool IsVersion30(MarkedNode node) =>
        _documents.TryGetValue(References.Normalize(node.Position.Path), out var root) && root["openapi"]?.Scalar?.StartsWith("3.0", StringComparison.Ordinal) == true;
}
