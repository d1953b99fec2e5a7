using Virga.Specs.Model;
using Virga.Specs.Reading.Overlays;

namespace Virga.Specs.Reading.Files;

/// <summary>What a document says of other files, found without reading all of it. Compared by value, so that an edit which changes no link stops here.</summary>
/// <param name="Path">The document's path, as given.</param>
/// <param name="IsSpec">It has the key openapi (or swagger), so it can be a service.</param>
/// <param name="PartOf">The spec that it says to be a part of; null when it says none.</param>
/// <param name="Files">The normalized paths of the files that its references lead to. One that only a remark names may be among them: it costs nothing.</param>
public sealed record DocumentLinks(string Path, bool IsSpec, PartLink? PartOf, EquatableArray<string> Files)
{
    /// <summary>It is an overlay.</summary>
    public bool IsOverlay { get; init; }

    /// <summary>The document that an overlay says to extend; null when it says none.</summary>
    public OverlayLink? Extends { get; init; }

    /// <summary>The overlays that the document's item names, in the order in which they are laid over it.</summary>
    public EquatableArray<string> Overlays { get; init; }

    /// <summary>Finds the links of a document. Broken text gives what can be seen of it.</summary>
    public static DocumentLinks Read(SpecText text, CancellationToken ct)
    {
        var files = ReferenceScan.Run(text.Text).Select(file => References.Beside(References.Normalize(text.Path), file)).Distinct(StringComparer.Ordinal).OrderBy(file => file, StringComparer.Ordinal);
        var kind = DocumentSniffer.Sniff(text);
        if (kind == DocumentKind.Overlay && DocumentReader.Read(text, new List<SpecDiagnostic>(), ct) is { } overlay && OverlayDocument.Is(overlay))
        {
            return new DocumentLinks(text.Path, false, null, new(files)) { IsOverlay = true, Extends = OverlayLink.Of(overlay, text.Path) };
        }

        return new DocumentLinks(text.Path, kind == DocumentKind.OpenApi, PartScan.Run(text, ct), new(files));
    }
}
