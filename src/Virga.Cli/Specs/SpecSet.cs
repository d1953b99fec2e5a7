using Virga.Specs.Model;
using Virga.Specs.Reading;
using Virga.Specs.Reading.Files;

namespace Virga.Cli.Specs;

/// <summary>
/// The documents that a verb works on: those that were named, and what belongs to them, as the items of a project would be. A reference brings
/// its file, a part its root, and a spec the parts that stand beside it.
/// </summary>
internal sealed class SpecSet
{
    private const long MaxFileBytes = 256L * 1024 * 1024;
    private static readonly string[] Endings = [".yaml", ".yml", ".json"];

    private readonly Dictionary<string, SpecText> _texts = new(StringComparer.Ordinal);
    private readonly List<SpecText> _order = [];
    private readonly HashSet<string> _named = new(StringComparer.Ordinal);

    private SpecSet()
    {
    }

    /// <summary>Which documents form services.</summary>
    public ServiceGrouping Services { get; private set; } = new(default, default);

    /// <summary>The adapter documents among those that were named.</summary>
    public IReadOnlyList<SpecText> Adapters => [.. _order.Where(text => _named.Contains(text.Path) && SpecReader.Sniff(text) == DocumentKind.Adapter)];

    /// <summary>Reads files, and every spec of a folder.</summary>
    /// <param name="paths">The files and folders.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <param name="overlays">Overlays of every spec that was named, in the order in which they are laid over it.</param>
    /// <exception cref="UsageException">A path names nothing, or a folder has no YAML or JSON.</exception>
    public static SpecSet Open(IReadOnlyList<string> paths, CancellationToken cancellationToken, IReadOnlyList<string>? overlays = null)
    {
        var set = new SpecSet();
        foreach (var path in paths) set.Name(path, cancellationToken);
        foreach (var overlay in overlays ?? []) set.AddOverlay(overlay);
        set.Complete(overlays ?? [], cancellationToken);
        return set;
    }

    /// <summary>The text of a path that a grouping names.</summary>
    public SpecText Text(string path) => _texts[Key(path)];

    /// <summary>The one service of a set.</summary>
    /// <exception cref="UsageException">There is none, or there are several.</exception>
    public ServiceFiles Single(string path) => Services.Services.Count switch
    {
        1 => Services.Services[0],
        0 => throw new UsageException($"'{path}' is no service spec."),
        _ => throw new UsageException($"'{path}' holds {Services.Services.Count} services; name one of them: {string.Join(", ", Services.Services.Select(service => service.Main))}."),
    };

    private static string Key(string path) => Path.GetFullPath(path).Replace('\\', '/');

    private void Name(string path, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
        {
            var found = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(file => Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).ToList();
            if (found.Count == 0) throw new UsageException($"The folder '{path}' holds no .yaml, .yml or .json.");
            foreach (var file in found)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (Add(file) is { } text) _named.Add(text.Path);
            }

            return;
        }

        if (!File.Exists(path)) throw new UsageException($"There is no file '{path}'.");
        if (Add(path) is { } named) _named.Add(named.Path);
        Beside(path, cancellationToken);
    }

    /// <summary>Parts of a spec, which it does not name itself.</summary>
    private void Beside(string path, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(path) is { Length: > 0 } parent ? parent : ".";
        foreach (var file in Directory.EnumerateFiles(folder).Where(file => Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var beside = folder == "." && !path.StartsWith("./", StringComparison.Ordinal) ? Path.GetFileName(file) : file;
            if (_texts.ContainsKey(Key(beside))) continue;
            var text = Read(beside);
            if (DocumentLinks.Read(text, cancellationToken).PartOf is { } part && Key(part.Root) == Key(path)) Add(text);
        }
    }

    /// <summary>Files that references and parts lead to, until there are no more.</summary>
    private void Complete(IReadOnlyList<string> overlays, CancellationToken cancellationToken)
    {
        var links = new List<DocumentLinks>();
        for (var i = 0; i < _order.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (SpecReader.Sniff(_order[i]) == DocumentKind.Adapter) continue;
            var found = DocumentLinks.Read(_order[i], cancellationToken);
            links.Add(found.IsSpec && _named.Contains(found.Path) ? found with { Overlays = new(overlays) } : found);
            foreach (var file in found.Files.Append(found.PartOf?.Root ?? "").Append(found.Extends?.Document ?? "").Where(File.Exists)) Add(file);
            if (found.PartOf is { } part && File.Exists(part.Root)) Beside(part.Root, cancellationToken);
        }

        Services = ServiceGrouping.Of(links);
    }

    private void AddOverlay(string path)
    {
        if (!File.Exists(path)) throw new UsageException($"There is no file '{path}'.");
        if (SpecReader.Sniff(Add(path) ?? Text(path)) != DocumentKind.Overlay) throw new UsageException($"'{path}' is no overlay: one begins with 'overlay: 1.0.0'.");
    }

    private SpecText? Add(string path) => _texts.ContainsKey(Key(path)) ? null : Add(Read(path));

    private SpecText Add(SpecText text)
    {
        _texts.Add(Key(text.Path), text);
        _order.Add(text);
        return text;
    }

    private static SpecText Read(string path)
    {
        if (new FileInfo(path).Length > MaxFileBytes) throw new UsageException($"'{path}' has more than 256 MiB, which no spec has.");
        return new SpecText(path, File.ReadAllText(path));
    }
}
