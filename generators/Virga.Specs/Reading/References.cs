using System.Globalization;
using Virga.Specs.Model;
using Virga.Specs.Reading.Swagger;

namespace Virga.Specs.Reading;

/// <summary>Follows $ref within the given documents. Nothing is ever fetched.</summary>
internal sealed class References(Dictionary<string, MarkedNode> documents, IReadOnlyList<MarkedNode> roots, Faults faults, SwaggerOrigins? origins = null)
{
    private readonly Dictionary<MarkedNode, string> _names = [];
    private readonly Dictionary<MarkedNode, MarkedNode?> _resolved = [];
    private readonly Anchors _anchors = new();
    private readonly Dictionary<string, MarkedNode> _known = new(StringComparer.Ordinal);
    private string? _path;

    public static string Normalize(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Replace('\\', '/').Split('/'))
        {
            if (part == ".." && parts.Count > 0 && parts[parts.Count - 1] is not ("" or "..")) parts.RemoveAt(parts.Count - 1);
            else if (part != ".") parts.Add(part);
        }

        return string.Join("/", parts);
    }

    /// <summary>The node itself when it is no reference, else what it leads to in the end; null (and a fault) when that is nothing.</summary>
    public MarkedNode? Follow(MarkedNode node)
    {
        HashSet<MarkedNode>? visited = null;
        while (Reference(node) is { } reference)
        {
            visited ??= [];
            if (!visited.Add(node))
            {
                faults.Error(DiagnosticIds.ReferenceNotFound, $"The reference '{reference.Scalar}' leads back to itself.", reference.Position);
                return null;
            }

            var target = Step(node);
            if (target is null) return null;
            node = target;
        }

        return node;
    }

    /// <summary>The $ref of a node, when it has one that is a text.</summary>
    public static MarkedNode? Reference(MarkedNode node) => node["$ref"] is { IsScalar: true, Scalar: not null } reference ? reference : null;

    /// <summary>One step of a reference.</summary>
    public MarkedNode? Step(MarkedNode node)
    {
        if (_resolved.TryGetValue(node, out var known)) return known;
        var reference = Reference(node)!;
        var target = Resolve(reference.Scalar!, reference.Position);
        _resolved[node] = target;
        return target;
    }

    /// <summary>One document says the same thing thousands of times; faults are told at each place.</summary>
    private MarkedNode? Resolve(string reference, SourcePosition at)
    {
        if (!ReferenceEquals(_path, at.Path))
        {
            _path = at.Path;
            _known.Clear();
        }

        if (_known.TryGetValue(reference, out var known)) return known;
        var found = Find(reference, at);
        if (found is not null) _known.Add(reference, found);
        return found;
    }

    private MarkedNode? Find(string reference, SourcePosition at)
    {
        var hash = reference.IndexOf('#');
        var file = hash < 0 ? reference : reference.Substring(0, hash);
        var pointer = hash < 0 ? "" : reference.Substring(hash + 1);
        if (IsRemote(file))
        {
            faults.Error(DiagnosticIds.RemoteReference, $"'{reference}' is on another host, and specs are never fetched. Keep a copy beside this file and refer to that.", at);
            return null;
        }

        var own = Normalize(at.Path);
        var path = file.Length == 0 ? own : Beside(own, file);
        if (!documents.TryGetValue(path, out var root))
        {
            faults.Error(DiagnosticIds.ReferenceNotFound, $"The file of '{reference}' is no ServiceSpec item of this project: add it as one, or move what it holds under 'components' of this file.{NearestName.Offer(path, documents.Keys)}", at);
            return null;
        }

        var found = pointer.Length > 0 && pointer[0] != '/' ? _anchors.Find(root, pointer) : At(root, pointer);
        if (found is null && file.Length == 0)
        {
            // Files of one service are merged, so their components are one set.
            found = roots.Where(other => other != root).Select(other => At(other, pointer)).FirstOrDefault(other => other is not null);
        }

        if (found is null) faults.Error(DiagnosticIds.ReferenceNotFound, $"Nothing is found at '{reference}'.{Offer(origins?.Written(root) ?? root, pointer)}", at);
        else if ((file.Length > 0 || !roots.Contains(root)) && !_names.ContainsKey(found)) _names.Add(found, Stem(pointer.Length > 1 ? pointer : path));
        return found;
    }

    /// <summary>What a reference from another file calls a node: the last part of its pointer, else the file; null when there is no such reference.</summary>
    public string? NameOf(MarkedNode node) => _names.TryGetValue(node, out var name) ? name : null;

    private static string Stem(string path)
    {
        var name = Unescape(path.Substring(path.LastIndexOf('/') + 1));
        var dot = name.IndexOf('.');
        return dot > 0 ? name.Substring(0, dot) : name;
    }

    /// <summary>Whether a file is named on a host.</summary>
    public static bool IsRemote(string file) => file.IndexOf("://", StringComparison.Ordinal) >= 0 || file.StartsWith("//", StringComparison.Ordinal);

    /// <summary>The normalized path of a file that is named relative to another.</summary>
    public static string Beside(string own, string file)
    {
        var slash = own.LastIndexOf('/');
        var folder = slash < 0 ? "" : own.Substring(0, slash + 1);
        return Normalize(file.StartsWith("/", StringComparison.Ordinal) ? file : folder + Unescape(file));
    }

    /// <summary>References into an upgraded document are meant for what was written; what they lead to is what became of it.</summary>
    private MarkedNode? At(MarkedNode root, string pointer) =>
        origins is not null && Pointer(origins.Written(root), pointer) is { } written ? pointer.Length == 0 ? root : origins.Upgraded(written) : Pointer(root, pointer);

    private static MarkedNode? Pointer(MarkedNode root, string pointer)
    {
        if (pointer.Length == 0) return root;
        if (pointer[0] != '/') return null;
        var node = root;
        foreach (var raw in pointer.Substring(1).Split('/'))
        {
            var part = Unescape(raw).Replace("~1", "/").Replace("~0", "~");
            var next = node.IsSequence
                ? int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < node.Items.Count ? node.Items[index] : null
                : node[part];
            if (next is null) return null;
            node = next;
        }

        return node;
    }

    private string Offer(MarkedNode root, string pointer)
    {
        var slash = pointer.LastIndexOf('/');
        if (slash <= 0 || faults.IsFull || Pointer(root, pointer.Substring(0, slash)) is not { } parent) return "";
        return NearestName.Offer(pointer.Substring(slash + 1), parent.Entries.Select(entry => entry.Key));
    }

    private static string Unescape(string text)
    {
        try
        {
            return text.IndexOf('%') < 0 ? text : Uri.UnescapeDataString(text);
        }
        catch (UriFormatException)
        {
            return text;
        }
    }
}
