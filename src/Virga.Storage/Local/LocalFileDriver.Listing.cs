using Virga.Storage.Driver;

namespace Virga.Storage.Local;

public sealed partial class LocalFileDriver
{
    /// <inheritdoc/>
    public ValueTask<ListPage> ListAsync(ListQuery query, CancellationToken cancellationToken) => GuardAsync(query.Prefix ?? "", () =>
    {
        cancellationToken.ThrowIfCancellationRequested();
        CheckRoot();
        var prefix = query.Prefix ?? "";
        var after = query.Continuation ?? query.StartFrom;
        var skipBelow = query.Continuation is ['p', .. var shared] ? shared : null;
        if (query.Continuation is { } continuation) after = continuation[1..];

        var objects = new List<ListedObject>();
        var prefixes = new List<string>();
        string? last = null;
        foreach (var (key, path) in Walk(Root, "", prefix, after))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (skipBelow is not null && key.StartsWith(skipBelow, StringComparison.Ordinal)) continue;
            if (after is not null && KeyOrder.Instance.Compare(key, after) <= 0) continue;
            var cut = query.Delimiter is { } delimiter ? key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal) : -1;
            var common = cut < 0 ? null : key[..(cut + query.Delimiter!.Length)];
            if (common is not null && prefixes.Count > 0 && prefixes[^1] == common) continue;
            if (objects.Count + prefixes.Count == query.Size) return ValueTask.FromResult(new ListPage(objects, prefixes, last));
            if (common is not null) prefixes.Add(common);
            else if (Row(key, path) is { } row) objects.Add(row);
            last = common is null ? "k" + key : "p" + common;
        }

        return ValueTask.FromResult(new ListPage(objects, prefixes, null));
    });

    /// <summary>The keys in the order of their bytes, one folder's names in memory at each level. Folders that cannot hold a wanted key are not opened.</summary>
    private static IEnumerable<(string Key, string Path)> Walk(string folder, string above, string prefix, string? after)
    {
        List<string> names;
        try
        {
            // A folder sorts as its keys do: with the slash that follows its name.
            names = [.. new DirectoryInfo(folder).EnumerateFileSystemInfos()
                .Where(e => above.Length > 0 || !e.Name.Equals(LocalKeys.Own, StringComparison.OrdinalIgnoreCase))
                .Where(e => e.LinkTarget is null)
                .Select(e => e is DirectoryInfo ? above + e.Name + "/" : above + e.Name)
                .Where(key => key[^1] == '/' ? CouldHold(key, prefix, after) : key.StartsWith(prefix, StringComparison.Ordinal))];
        }
        catch (DirectoryNotFoundException)
        {
            yield break;
        }

        names.Sort(KeyOrder.Instance);
        foreach (var key in names)
        {
            var path = Path.Combine(folder, key.TrimEnd('/')[above.Length..]);
            if (key[^1] != '/')
            {
                yield return (key, path);
                continue;
            }

            foreach (var inner in Walk(path, key, prefix, after)) yield return inner;
        }
    }

    private static bool CouldHold(string folder, string prefix, string? after) =>
        (folder.StartsWith(prefix, StringComparison.Ordinal) || prefix.StartsWith(folder, StringComparison.Ordinal))
        && (after is null || after.StartsWith(folder, StringComparison.Ordinal) || KeyOrder.Instance.Compare(folder, after) > 0);

    private static ListedObject? Row(string key, string path)
    {
        var info = new FileInfo(path);
        return info.Exists ? new ListedObject(key, info.Length, new DateTimeOffset(info.LastWriteTimeUtc), LocalHeaders.Revision(info.LastWriteTimeUtc, info.Length)) : null;
    }
}
