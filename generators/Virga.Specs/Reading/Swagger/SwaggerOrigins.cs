using Virga.Specs.Model;

namespace Virga.Specs.Reading.Swagger;

/// <summary>
/// The documents of a service that were upgraded, as they were written: references keep their text and are looked up there, and what
/// they find is what became of it. So a reference may lead anywhere, and messages show what the document says.
/// </summary>
internal sealed class SwaggerOrigins
{
    private readonly Dictionary<MarkedNode, MarkedNode> _written = [];
    private readonly SwaggerSchemas _schemas = new();

    /// <summary>Replaces the trees of 2.0 among the documents, and those of files that only references of such a tree lead to.</summary>
    /// <param name="documents">Trees by their paths.</param>
    /// <param name="roots">Those whose paths and components are the service's.</param>
    /// <param name="overlays">Paths of overlays, and of the documents that what they added now stands in.</param>
    /// <param name="diagnostics">Where faults are told.</param>
    /// <returns>Null when there is none.</returns>
    public static SwaggerOrigins? Upgrade(Dictionary<string, MarkedNode> documents, List<MarkedNode> roots, IReadOnlyDictionary<string, string> overlays, ICollection<SpecDiagnostic> diagnostics)
    {
        if (!documents.Values.Any(SwaggerDocument.Is)) return null;
        var origins = new SwaggerOrigins();

        // A reference that leads nowhere is told when it is read.
        var written = new Dictionary<string, MarkedNode>(documents, StringComparer.Ordinal);
        foreach (var overlay in overlays) written[overlay.Key] = documents[overlay.Value];
        var references = new References(written, [.. roots], new Faults());
        var isOld = SwaggerDocument.Is(roots[0]);
        foreach (var path in documents.Keys.OrderBy(path => path, StringComparer.Ordinal).ToList())
        {
            var root = documents[path];
            var made = SwaggerDocument.Is(root) ? SwaggerDocument.Upgrade(root, references, origins._schemas, diagnostics) : isOld && root["openapi"] is null ? origins._schemas.Upgrade(root) : root;
            if (ReferenceEquals(made, root)) continue;
            origins._written[made] = root;
            documents[path] = made;
            var at = roots.IndexOf(root);
            if (at >= 0) roots[at] = made;
        }

        return origins;
    }

    /// <summary>The tree in which references into a document are looked up.</summary>
    public MarkedNode Written(MarkedNode root) => _written.TryGetValue(root, out var written) ? written : root;

    /// <summary>What became of a node of such a tree.</summary>
    public MarkedNode Upgraded(MarkedNode node) => _schemas.Of(node);
}
