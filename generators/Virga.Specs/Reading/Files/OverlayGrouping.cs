using Virga.Specs.Model;

namespace Virga.Specs.Reading.Files;

/// <summary>Which overlays are laid over which service: those that extend one of its files, in the order of their paths, then those that its item names, in that order.</summary>
internal sealed class OverlayGrouping(IReadOnlyList<DocumentLinks> given, List<SpecDiagnostic> faults)
{
    private readonly List<DocumentLinks> _overlays = [.. given.Where(document => document.IsOverlay).OrderBy(document => document.Path, StringComparer.Ordinal)];
    private readonly HashSet<DocumentLinks> _used = [];

    public IReadOnlyList<DocumentLinks> Of(DocumentLinks main, IEnumerable<DocumentLinks> others)
    {
        if (_overlays.Count == 0 && main.Overlays.Count == 0) return [];
        var named = main.Overlays.Select(name => Named(main, name)).OfType<DocumentLinks>().Distinct().ToList();
        var files = new HashSet<string>(others.Prepend(main).Select(file => References.Normalize(file.Path)), StringComparer.Ordinal);
        var found = _overlays.Where(overlay => overlay.Extends?.Document is { } document && files.Contains(document) && !named.Contains(overlay)).Concat(named).ToList();
        _used.UnionWith(found);
        return found;
    }

    public void TellUnused()
    {
        foreach (var overlay in _overlays.Where(overlay => !_used.Contains(overlay)))
        {
            var (id, message) = overlay.Extends switch
            {
                null => (DiagnosticIds.NotASpec, "This overlay says no document with 'extends', and no ServiceSpec item names it in its metadata 'Overlays', so it has no effect."),
                { Document: null } => (DiagnosticIds.RemoteReference, $"'{overlay.Extends.Written}' is on another host, and specs are never fetched: name this overlay in the metadata 'Overlays' of the ServiceSpec item that it is for."),
                _ => (DiagnosticIds.ReferenceNotFound, $"'{overlay.Extends.Written}' is no ServiceSpec item of this project, so this overlay has no effect: add the file as one.{NearestName.Offer(overlay.Extends.Document, given.Select(document => References.Normalize(document.Path)))}"),
            };
            faults.Add(new SpecDiagnostic(id, SpecSeverity.Error, message, overlay.Extends?.Position ?? new SourcePosition(overlay.Path, 0, 0, 1)));
        }
    }

    /// <summary>By its path relative to the spec, else by the end of its path: metadata is written relative to the project, whose folder no document knows.</summary>
    private DocumentLinks? Named(DocumentLinks main, string name)
    {
        var beside = References.Beside(References.Normalize(main.Path), name);
        var ending = References.Normalize(name);
        var found = _overlays.FirstOrDefault(overlay => References.Normalize(overlay.Path) == beside)
            ?? _overlays.FirstOrDefault(overlay => References.Normalize(overlay.Path) == ending || References.Normalize(overlay.Path).EndsWith("/" + ending, StringComparison.Ordinal));
        if (found is null) faults.Add(new SpecDiagnostic(DiagnosticIds.ReferenceNotFound, SpecSeverity.Error, $"'Overlays' of this ServiceSpec item names '{name}', which is no overlay among the ServiceSpec items.{NearestName.Offer(ending, _overlays.Select(overlay => References.Normalize(overlay.Path)))}", new SourcePosition(main.Path, 0, 0, 1)));
        return found;
    }
}
