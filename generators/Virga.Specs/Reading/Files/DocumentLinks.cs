using Virga.Specs.Model;

namespace Virga.Specs.Reading.Files;

/// <summary>What a document says of other files, found without reading all of it. Compared by value, so that an edit which changes no link stops here.</summary>
/// <param name="Path">The document's path, as given.</param>
/// <param name="IsSpec">It has the key openapi (or swagger), so it can be a service.</param>
/// <param name="PartOf">The spec that it says to be a part of; null when it says none.</param>
/// <param name="Files">The normalized paths of the files that its references lead to. One that only a remark names may be among them: it costs nothing.</param>
public sealed record DocumentLinks(string Path, bool IsSpec, PartLink? PartOf, EquatableArray<string> Files)
{
    /// <summary>Finds the links of a document. Broken text gives what can be seen of it.</summary>
    public static DocumentLinks Read(SpecText text, CancellationToken ct)
    {
        var files = ReferenceScan.Run(text.Text).Select(file => References.Beside(References.Normalize(text.Path), file)).Distinct(StringComparer.Ordinal).OrderBy(file => file, StringComparer.Ordinal);
        return new DocumentLinks(text.Path, DocumentSniffer.Sniff(text) == DocumentKind.OpenApi, PartScan.Run(text, ct), new(files));
    }
}
