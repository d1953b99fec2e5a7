using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace Virga.Storage.Local;

/// <summary>Maps keys to paths below a root, readable for people, and refuses keys that could mean another path somewhere.</summary>
internal sealed class LocalKeys
{
    /// <summary>The folder at the root that holds headers, temporary files and uploads; hidden from listings.</summary>
    public const string Own = ".virga";

    // 255 bytes: the longest name of ext4, xfs, APFS and (in UTF-16) NTFS.
    private const int MaxNameBytes = 255;

    private static readonly FrozenSet<string> Reserved = new[] { "CON", "PRN", "AUX", "NUL" }
        .Concat(Enumerable.Range(1, 9).SelectMany(n => new[] { $"COM{n}", $"LPT{n}" }))
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly SearchValues<char> RefusedByWindows = SearchValues.Create("<>:\"\\|?*");

    private readonly string _bucket;
    private readonly bool _portable;
    private readonly bool _checkCase;

    public LocalKeys(string root, string bucket, LocalFileOptions options)
    {
        Root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        _bucket = bucket;
        _portable = !options.AllowNamesThatWindowsRefuses;
        _checkCase = options.CheckCase ?? (OperatingSystem.IsWindows() || OperatingSystem.IsMacOS());
    }

    public string Root { get; }

    public string OwnFolder => Path.Combine(Root, Own);

    /// <summary>The path of a key that is to be written, after every check that needs no object to exist.</summary>
    public string PathOf(string key) => Find(key, out var reason) ?? throw Refused(key, reason!);

    /// <summary>The path of a key that is to be looked at; null when a folder stands there, or an object where a folder must be, so that there is no such object.</summary>
    public string? FindPath(string key) => Find(key, out _);

    private string? Find(string key, out string? misplaced)
    {
        var names = key.Split('/');
        foreach (var name in names)
        {
            if (Fault(name) is { } fault) throw Refused(key, fault);
        }

        if (names[0].Equals(Own, StringComparison.OrdinalIgnoreCase)) throw Refused(key, $"'{Own}' is the store's own folder.");
        var path = Root;
        misplaced = null;
        for (var i = 0; i < names.Length && misplaced is null; i++)
        {
            var parent = path;
            path = Path.Combine(path, names[i]);
            if (new FileInfo(path).LinkTarget is not null) CheckLink(key, path);
            if (_checkCase) CheckCase(key, parent, names[i]);
            misplaced = Misplaced(path, isLast: i == names.Length - 1);
        }

        return misplaced is null ? path : null;
    }

    public ObjectStoreException Refused(string key, string reason) =>
        new(ErrorKind.InvalidArgument, $"The key '{key}' cannot be a file: {reason}") { Bucket = _bucket, Key = key };

    private string? Fault(string name)
    {
        if (name.Length == 0) return "a component is empty (it begins or ends with '/', or holds '//').";
        if (name.Contains('\0')) return "it holds a NUL character.";
        if (name is "." or "..") return $"it holds the component '{name}', which means another folder.";
        if (Encoding.UTF8.GetByteCount(name) > MaxNameBytes) return $"a component has more than {MaxNameBytes} bytes of UTF-8.";
        if (!_portable) return OperatingSystem.IsWindows() && name.AsSpan().ContainsAny(RefusedByWindows) ? $"the component '{name}' holds one of <>:\"\\|?*." : null;
        if (name.AsSpan().ContainsAny(RefusedByWindows)) return $"the component '{name}' holds one of <>:\"\\|?*, which Windows refuses (LocalFileOptions.AllowNamesThatWindowsRefuses).";
        if (name.Any(char.IsControl)) return "it holds a control character.";
        if (name[^1] is '.' or ' ') return $"the component '{name}' ends with a dot or a space, which Windows drops.";
        var stem = name.IndexOf('.', StringComparison.Ordinal) is var dot and >= 0 ? name[..dot] : name;
        return Reserved.Contains(stem.TrimEnd(' ')) ? $"'{name}' is a device of Windows." : null;
    }

    private string? Misplaced(string path, bool isLast)
    {
        if (isLast) return Directory.Exists(path) ? "it is a folder of other objects." : null;
        return File.Exists(path) ? $"'{Shown(path)}' is an object, so nothing can lie below it." : null;
    }

    private void CheckLink(string key, string path)
    {
        FileSystemInfo? target;
        try
        {
            target = File.ResolveLinkTarget(path, returnFinalTarget: true);
        }
        catch (IOException e)
        {
            throw new ObjectStoreException(ErrorKind.InvalidArgument, $"The key '{key}' cannot be a file: the link '{Shown(path)}' cannot be followed: {e.Message}", e) { Bucket = _bucket, Key = key };
        }

        var full = target is null ? path : Real(target.FullName);
        var root = Real(Root);
        if (!full.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)) throw Refused(key, $"the link '{Shown(path)}' leaves the root.");
        if (full.StartsWith(Path.Combine(root, Own), StringComparison.Ordinal)) throw Refused(key, $"the link '{Shown(path)}' leads into '{Own}'.");
    }

    /// <summary>The path with the links of every parent followed.</summary>
    private static string Real(string path)
    {
        var full = Path.GetFullPath(path);
        var parent = Path.GetDirectoryName(full);
        if (parent is null) return full;
        var real = Path.Combine(Real(parent), Path.GetFileName(full));
        return new FileInfo(real).LinkTarget is null ? real : Directory.ResolveLinkTarget(real, returnFinalTarget: true)?.FullName ?? real;
    }

    private void CheckCase(string key, string parent, string name)
    {
        if (!Directory.Exists(parent)) return;
        foreach (var path in Directory.EnumerateFileSystemEntries(parent))
        {
            var existing = Path.GetFileName(path);
            if (existing != name && existing.Equals(name, StringComparison.OrdinalIgnoreCase)) throw Refused(key, $"'{existing}' exists and differs in case only.");
        }
    }

    private string Shown(string path) => path[(Root.Length + 1)..].Replace(Path.DirectorySeparatorChar, '/');
}
