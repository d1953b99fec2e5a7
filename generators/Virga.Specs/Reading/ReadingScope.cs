using Virga.Specs.Model;
using Virga.Specs.Reading.Swagger;
using Virga.Specs.Reading.Text;

namespace Virga.Specs.Reading;

/// <summary>What the readers of one service share.</summary>
internal sealed class ReadingScope
{
    private readonly Dictionary<string, MarkedNode> _documents;
    private readonly MarkedNode _main;
    private readonly List<ValueSource> _sources = [];
    private int _parts;
    private (string? Path, bool Is30) _version;

    /// <param name="documents">Every file that may be referred to, by its normalized path.</param>
    /// <param name="roots">Those whose paths and components are the service's, its main file first.</param>
    /// <param name="faults">Where faults are told.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <param name="origins">What documents of 2.0 were before they were upgraded.</param>
    public ReadingScope(Dictionary<string, MarkedNode> documents, IReadOnlyList<MarkedNode> roots, Faults faults, CancellationToken ct, SwaggerOrigins? origins = null)
    {
        _documents = documents;
        _main = roots[0];
        Faults = faults;
        Cancellation = ct;
        References = new References(documents, roots, faults, origins);
        Values = new DialectValues(faults);
    }

    public Faults Faults { get; }

    public References References { get; }

    public DialectValues Values { get; }

    public CancellationToken Cancellation { get; }

    /// <summary>Known before any operation is read: it decides which of several media types counts.</summary>
    public ProtocolKind Protocol { get; set; }

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

    /// <summary>In 3.0 whatever stands beside a $ref is ignored, and nullable is a key. A file that says no version has that of the service.</summary>
    public bool IsVersion30(MarkedNode node)
    {
        // Asked at every reference; the nodes of a document share one string.
        var path = node.Position.Path;
        if (!ReferenceEquals(path, _version.Path))
            _version = (path, _documents.TryGetValue(References.Normalize(path), out var root) && (root["openapi"] ?? _main["openapi"])?.Scalar?.StartsWith("3.0", StringComparison.Ordinal) == true);
        return _version.Is30;
    }
}
