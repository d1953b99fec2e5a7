using System.Runtime.CompilerServices;

namespace Virga.Cli.Selecting;

/// <summary>What a path names: a file, all files below a folder, or what a pattern matches. Symbolic links below a folder are left out.</summary>
internal sealed class LocalSelection : ISelection
{
    private readonly string _path;
    private readonly string _above;
    private readonly KeyPattern? _pattern;
    private readonly ObjectFilter _filter;

    private LocalSelection(string path, string above, KeyPattern? pattern, bool isFolder, ObjectFilter filter)
    {
        _path = path;
        _above = above;
        _pattern = pattern;
        IsFolder = isFolder;
        _filter = filter;
    }

    public bool IsFolder { get; }

    public bool IsMany => IsFolder || _pattern is not null;

    /// <param name="path">The path. One that exists is taken as it stands; else its wildcards count.</param>
    /// <param name="recursive">Whether folders are taken.</param>
    /// <param name="keepFolderName">Whether names begin with that of the folder, unless the path ends in a separator.</param>
    /// <param name="raw">Whether wildcards stand for themselves.</param>
    /// <param name="filter">What is taken of many.</param>
    public static LocalSelection Open(string path, bool recursive, bool keepFolderName, bool raw, ObjectFilter filter)
    {
        if (Directory.Exists(path))
        {
            if (!recursive) throw new UsageException($"'{path}' is a folder. Add -r to take what it holds.");
            var name = keepFolderName && !Path.EndsInDirectorySeparator(path) ? Path.GetFileName(Path.GetFullPath(path)) : "";
            return new LocalSelection(path, name.Length == 0 ? "" : name + "/", null, true, filter);
        }

        // With --raw, or where there is such a file, the path is what it says.
        var pattern = raw || File.Exists(path) ? null : KeyPattern.Parse(path.Replace(Path.DirectorySeparatorChar, '/'));
        return new LocalSelection(path, "", pattern is not null && pattern.Prefix.Length < path.Length ? pattern : null, false, filter);
    }

    public async IAsyncEnumerable<SelectedItem> ItemsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        if (!IsMany)
        {
            var file = new FileInfo(_path);
            if (!file.Exists) yield return SelectedItem.Missing(_path, $"There is no file or folder '{_path}'.");
            else if (!_filter.Accepts(file.Name)) yield return SelectedItem.Missing(_path, $"'{_path}' does not pass {_filter}.");
            else yield return new SelectedItem(_path, file.Name, file.Length) { Path = _path };
            yield break;
        }

        var (seen, taken) = (0L, 0L);
        foreach (var item in IsFolder ? Below(_path) : Matching())
        {
            cancellationToken.ThrowIfCancellationRequested();
            seen++;
            if (!_filter.Accepts(item.Name)) continue;
            taken++;
            yield return IsFolder ? item with { Name = _above + item.Name } : item;
        }

        if (taken > 0) yield break;
        if (seen > 0) yield return SelectedItem.Missing(_path, $"None of the {seen} files that '{_path}' names passes {_filter}. An --exclude wins over every --include.");
        else if (_pattern is not null) yield return SelectedItem.Missing(_path, $"No file matches '{_path}'.");
    }

    private static EnumerationOptions Walk(int? depth) => new()
    {
        RecurseSubdirectories = depth is null or > 0,
        MaxRecursionDepth = depth ?? int.MaxValue,
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = false,
    };

    private static SelectedItem Item(string path, string name) => new(path, name, new FileInfo(path).Length) { Path = path };

    private static IEnumerable<SelectedItem> Below(string folder)
    {
        var root = Path.GetFullPath(folder);
        foreach (var file in Directory.EnumerateFiles(root, "*", Walk(null)))
        {
            var name = Path.GetRelativePath(root, file);
            yield return Item(Path.Combine(folder, name), name.Replace(Path.DirectorySeparatorChar, '/'));
        }
    }

    private IEnumerable<SelectedItem> Matching()
    {
        var cut = _pattern!.Prefix.LastIndexOf('/') + 1;
        var folder = cut == 0 ? "." : _pattern.Prefix[..cut];
        if (!Directory.Exists(folder)) yield break;
        foreach (var file in Directory.EnumerateFiles(folder, "*", Walk(_pattern.Depth)))
        {
            var name = Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/');
            var path = (cut == 0 ? "" : folder) + name;
            if (_pattern.Matches(path)) yield return Item(path, name);
        }
    }
}
