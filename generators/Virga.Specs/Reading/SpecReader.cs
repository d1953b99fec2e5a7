using Virga.Specs.Model;
using Virga.Specs.Reading.Files;
using Virga.Specs.Reading.OpenApi;
using Virga.Specs.Reading.Overlays;
using Virga.Specs.Reading.Swagger;
using Virga.Specs.Reading.Text;

namespace Virga.Specs.Reading;

/// <summary>Text of an OpenAPI document to a <see cref="ServiceModel"/>. Never throws for what a document holds.</summary>
public static class SpecReader
{
    /// <summary>Reads a spec.</summary>
    /// <param name="text">The service's main file: its info, servers, security and root keys count.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <param name="others">Other files that the service is read from. Those that name the main file with x-virga-part-of add their paths and components; all may be referred to by their path relative to the file that refers. Overlays among them are laid over the document that they extend, else over the main file, in the order given.</param>
    /// <param name="selection">The operations that are read; null for all.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ReadingResult Read(SpecText text, CancellationToken ct, IReadOnlyList<SpecText>? others = null, OperationSelection? selection = null)
    {
        var found = new List<SpecDiagnostic>();
        var main = DocumentReader.Read(text, found, ct);
        if (main is null)
        {
            if (found.Count == 0) found.Add(Error(DiagnosticIds.NotASpec, "The document is empty.", new SourcePosition(text.Path, 0, 0, 0)));
            return new ReadingResult { Diagnostics = found };
        }

        var documents = new Dictionary<string, MarkedNode>(StringComparer.Ordinal) { [References.Normalize(text.Path)] = main };
        var overlays = new List<(string Path, MarkedNode Root)>();
        var roots = new List<MarkedNode> { main };
        var walked = new List<MarkedNode> { main };
        var isWhole = CheckVersion(main, found);
        foreach (var other in others ?? [])
        {
            var path = References.Normalize(other.Path);
            if (documents.ContainsKey(path)) continue;
            if (DocumentReader.Read(other, found, ct) is not { } root)
            {
                // Everything that refers to this file would come as a fault of its own.
                isWhole &= !found.Any(fault => fault.Position.Path == other.Path);
                continue;
            }

            if (OverlayDocument.Is(root))
            {
                overlays.Add((path, root));
                continue;
            }

            documents.Add(path, root);
            if (IsPart(root, path, text)) roots.Add(root);
            var isSpec = root["openapi"] is not null || root["swagger"] is not null;
            if (IsPart(root, path, text) || !isSpec) walked.Add(root);
            if (isSpec) isWhole &= CheckVersion(root, found);
        }

        if (!isWhole) return new ReadingResult { Diagnostics = found };
        var laid = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!LayOverlays(overlays, documents, References.Normalize(text.Path), [roots, walked], laid, found, ct)) return new ReadingResult { Diagnostics = found };
        var origins = SwaggerOrigins.Upgrade(documents, roots, laid, found);

        // What an overlay adds refers to the document that it stands in now.
        foreach (var overlay in laid) documents[overlay.Key] = documents[overlay.Value];
        var faults = new Faults();
        foreach (var diagnostic in found) faults.Add(diagnostic);
        foreach (var root in walked) DialectWalk.Run(root, faults, ct);
        ServiceModel? model = null;
        try
        {
            model = new ServiceReader(new ReadingScope(documents, roots, faults, ct, origins), roots, selection is null ? null : new OperationChooser(selection)).Read(text.Path);
        }
        catch (UnreadableException fault)
        {
            faults.Add(new SpecDiagnostic(fault.Id, SpecSeverity.Error, fault.Message, fault.Position));
        }

        return new ReadingResult { Model = model, Diagnostics = [.. faults.Found.OrderBy(fault => fault.Position.Path, StringComparer.Ordinal).ThenBy(fault => fault.Position.Line).ThenBy(fault => fault.Position.Column)] };
    }

    /// <summary>What a document says that it is, found without reading all of it where that is possible. Broken text is Unknown at worst.</summary>
    public static DocumentKind Sniff(SpecText text) => DocumentSniffer.Sniff(text);

    private static bool LayOverlays(List<(string Path, MarkedNode Root)> overlays, Dictionary<string, MarkedNode> documents, string main, List<MarkedNode>[] lists, Dictionary<string, string> laid, List<SpecDiagnostic> found, CancellationToken ct)
    {
        try
        {
            foreach (var (path, overlay) in overlays)
            {
                var target = OverlayLink.Of(overlay, overlay.Position.Path)?.Document is { } document && documents.ContainsKey(document) ? document : main;
                var root = documents[target];
                var made = OverlayDocument.Apply(root, overlay, found, ct);
                documents[target] = made;
                laid[path] = target;
                foreach (var list in lists)
                {
                    var at = list.IndexOf(root);
                    if (at >= 0) list[at] = made;
                }
            }

            return true;
        }
        catch (UnreadableException fault)
        {
            found.Add(new SpecDiagnostic(fault.Id, SpecSeverity.Error, fault.Message, fault.Position));
            return false;
        }
    }

    private static bool IsPart(MarkedNode root, string path, SpecText main) =>
        root[DialectKeys.PartOf] is { IsScalar: true, Scalar: { Length: > 0 } named } && References.Beside(path, named) == References.Normalize(main.Path);

    private static bool CheckVersion(MarkedNode root, List<SpecDiagnostic> found)
    {
        if (root["openapi"] is { } version)
        {
            var text = version.Scalar ?? "";
            if (text is "3.0" or "3.1" || text.StartsWith("3.0.", StringComparison.Ordinal) || text.StartsWith("3.1.", StringComparison.Ordinal)) return true;
            if (text == "3.2" || text.StartsWith("3.2.", StringComparison.Ordinal))
            {
                found.Add(new SpecDiagnostic(DiagnosticIds.Version, SpecSeverity.Info, $"OpenAPI '{text}' is read as 3.1: what 3.2 adds has no effect.", version.Position));
                return true;
            }

            found.Add(Error(DiagnosticIds.Version, $"OpenAPI '{text}' is not read; 3.0, 3.1 and Swagger 2.0 are.", version.Position));
        }
        else if (root.Entry("swagger") is { } swagger)
        {
            if (SwaggerDocument.Is(root)) return true;
            found.Add(Error(DiagnosticIds.Version, $"Swagger '{swagger.Value.Scalar}' is not read; 2.0 is, and OpenAPI 3.0 and 3.1.", swagger.Value.Position));
        }
        else
        {
            var what = root.Entry("virga-adapter") is null ? "The document has no key 'openapi' at its root, so it is no spec." : "This is an adapter document, not a spec.";
            found.Add(Error(DiagnosticIds.NotASpec, what, root.Position));
        }

        return false;
    }

    private static SpecDiagnostic Error(string id, string message, SourcePosition position) => new(id, SpecSeverity.Error, message, position);
}
