using Virga.Specs.Model;

namespace Virga.Specs.Reading.Files;

/// <summary>
/// Which documents form one service. A document with the key openapi is a service, unless it says with x-virga-part-of whose part it
/// is. Any other document belongs to the services whose references lead to it, and is read by itself (and refused) when none does.
/// </summary>
/// <param name="Services">In the order in which their main files were given.</param>
/// <param name="Diagnostics">Parts that belong to nothing.</param>
public sealed record ServiceGrouping(EquatableArray<ServiceFiles> Services, EquatableArray<SpecDiagnostic> Diagnostics)
{
    /// <summary>Groups documents; the second of two of one path is left out.</summary>
    public static ServiceGrouping Of(IEnumerable<DocumentLinks> documents)
    {
        var byPath = new Dictionary<string, DocumentLinks>(StringComparer.Ordinal);
        var given = new List<DocumentLinks>();
        foreach (var document in documents)
        {
            if (byPath.ContainsKey(References.Normalize(document.Path))) continue;
            byPath.Add(References.Normalize(document.Path), document);
            given.Add(document);
        }

        var faults = new List<SpecDiagnostic>();
        var parts = given.Where(document => document.PartOf is not null && Belongs(document, document.PartOf, byPath, faults)).ToLookup(document => document.PartOf!.Root, StringComparer.Ordinal);
        var overlays = new OverlayGrouping(given, faults);
        var reached = new HashSet<DocumentLinks>();
        var services = new Dictionary<DocumentLinks, ServiceFiles>();
        foreach (var main in given.Where(document => document.IsSpec && document.PartOf is null))
        {
            var others = Closure(main, parts[References.Normalize(main.Path)], byPath);
            var laid = overlays.Of(main, others);
            if (laid.Count > 0) others = [.. Closure(main, parts[References.Normalize(main.Path)].Concat(laid), byPath).Where(other => !laid.Contains(other))];
            reached.UnionWith(others);
            services.Add(main, new ServiceFiles(main.Path, new(others.Select(other => other.Path).OrderBy(path => path, StringComparer.Ordinal).Concat(laid.Select(overlay => overlay.Path)))));
        }

        overlays.TellUnused();

        foreach (var alone in given.Where(document => !document.IsSpec && !document.IsOverlay && document.PartOf is null && !reached.Contains(document))) services.Add(alone, new ServiceFiles(alone.Path, default));
        return new ServiceGrouping(new(given.Where(services.ContainsKey).Select(document => services[document])), new(faults));
    }

    private static bool Belongs(DocumentLinks part, PartLink link, Dictionary<string, DocumentLinks> byPath, List<SpecDiagnostic> faults)
    {
        var fault = !byPath.TryGetValue(link.Root, out var root)
            ? $"'{link.Written}' is no ServiceSpec item of this project, so nothing comes of this part: add the file as one.{NearestName.Offer(link.Root, byPath.Keys)}"
            : root == part
                ? "A file cannot be a part of itself: name the spec that has the service's info."
                : root.PartOf is not null
                    ? $"'{link.Written}' is itself a part, of '{root.PartOf.Written}': name the spec that has the service's info."
                    : root.IsSpec
                        ? null
                        : $"'{link.Written}' has no key 'openapi', so it is no spec that could have parts.";
        if (fault is null) return true;
        faults.Add(new SpecDiagnostic(DiagnosticIds.ReferenceNotFound, SpecSeverity.Error, fault, link.Position));
        return false;
    }

    private static List<DocumentLinks> Closure(DocumentLinks main, IEnumerable<DocumentLinks> parts, Dictionary<string, DocumentLinks> byPath)
    {
        var seen = new HashSet<DocumentLinks> { main };
        var open = new Queue<DocumentLinks>([main]);
        var others = new List<DocumentLinks>();
        foreach (var part in parts) Add(part);
        while (open.Count > 0)
        {
            foreach (var file in open.Dequeue().Files)
            {
                if (byPath.TryGetValue(file, out var found)) Add(found);
            }
        }

        return others;

        void Add(DocumentLinks document)
        {
            if (!seen.Add(document)) return;
            others.Add(document);
            open.Enqueue(document);
        }
    }
}
