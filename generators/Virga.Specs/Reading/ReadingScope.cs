using Virga.Specs.Model;
using Virga.Specs.Reading.Text;

namespace Virga.Specs.Reading;

/// <summary>What the readers of one service share.</summary>
internal sealed class ReadingScope
{
    private readonly Dictionary<string, MarkedNode> _documents;
    private readonly List<ValueSource> _sources = [];
    private int _parts;

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

    /// <summary>Every x-virga-from that was read, to be compared with the sessions once those are known.</summary>
    public ICollection<ValueSource> Sources => _sources;

    /// <summary>Counts what goes into the model.</summary>
    /// <exception cref="UnreadableException">There is more than <see cref="ReadingLimits.MaxParts"/> of it.</exception>
    public void Spend(int parts, SourcePosition position)
    {
        _parts += parts;
        if (_parts > ReadingLimits.MaxParts)
        {
            throw new UnreadableException(DiagnosticIds.TooLarge, $"The spec comes to more than {ReadingLimits.MaxParts} operations, parameters, headers and properties once its references are followed. Split it.", position);
        }
    }

    /// <summary>In 3.0 whatever stands beside a $ref is ignored, and nullable is a key.</summary>
    public bool IsVersion30(MarkedNode node) =>
        _documents.TryGetValue(References.Normalize(node.Position.Path), out var root) && root["openapi"]?.Scalar?.StartsWith("3.0", StringComparison.Ordinal) == true;
}
