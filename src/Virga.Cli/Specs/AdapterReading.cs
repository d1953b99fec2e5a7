using Virga.Specs.Adapters;
using Virga.Specs.Model;
using Virga.Specs.Reading;

namespace Virga.Cli.Specs;

/// <summary>An adapter document as far as it can be read without the interface that it adapts to, which only a compilation has.</summary>
internal sealed record AdapterReading(string Path, Virga.Specs.Adapters.AdapterDocument? Document, IReadOnlyList<SpecDiagnostic> Diagnostics)
{
    public int Mapped => Document?.Members.Count ?? 0;

    public int ByHand => Document?.HandWritten.Count ?? 0;

    public int Unsupported => Document?.Unsupported.Count ?? 0;

    public static AdapterReading Of(SpecText text, CancellationToken cancellationToken)
    {
        var found = new List<SpecDiagnostic>();
        if (DocumentReader.Read(text, found, cancellationToken) is not { } root) return new AdapterReading(text.Path, null, found);
        if (AdapterNodes.From(root) is not { } node)
        {
            found.Add(new SpecDiagnostic(DiagnosticIds.TooLarge, SpecSeverity.Error, "The adapter document is deeper than 64 levels or larger than 100000 nodes, its aliases expanded.", root.Position));
            return new AdapterReading(text.Path, null, found);
        }

        var faults = new AdapterFaults();
        var document = AdapterDocumentReader.Read(node, faults);
        found.AddRange(faults.All);
        if (document is not null) CheckSpec(text, document, found);
        return new AdapterReading(text.Path, document, found);
    }

    private static void CheckSpec(SpecText text, Virga.Specs.Adapters.AdapterDocument document, List<SpecDiagnostic> found)
    {
        var beside = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(text.Path) ?? "", document.Spec.Text);
        if (!File.Exists(beside)) found.Add(new SpecDiagnostic(AdapterIds.UnknownName, SpecSeverity.Error, $"There is no file '{document.Spec.Text}' beside this one.", document.Spec.Position));
    }
}
