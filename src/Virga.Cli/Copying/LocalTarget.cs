using Virga.Cli.Arguments;

namespace Virga.Cli.Copying;

/// <summary>Where on this machine a key goes. A key comes from a server and is not trusted with a path.</summary>
internal static class LocalTarget
{
    /// <summary>The path below a folder that the rest of a key names.</summary>
    /// <exception cref="UsageException">The key would leave the folder or is no path here.</exception>
    public static string Below(string folder, string relative, string key)
    {
        var segments = relative.Split('/');
        foreach (var segment in segments)
        {
            if (segment.Length == 0 || segment is "." or "..") throw Refused(key, "it holds an empty, '.' or '..' segment");
            if (segment.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0 || segment.Contains('\\', StringComparison.Ordinal)) throw Refused(key, $"'{Console.Text.Printable(segment)}' is no file name here");
        }

        var root = Path.GetFullPath(folder);
        var path = Path.GetFullPath(Path.Combine([root, .. segments]));
        if (!path.StartsWith(Path.EndsInDirectorySeparator(root) ? root : root + Path.DirectorySeparatorChar, StringComparison.Ordinal)) throw Refused(key, "it would leave the target folder");
        RefuseLinks(root, segments, key);
        return path;
    }

    // A link inside the target folder could lead the write outside it.
    private static void RefuseLinks(string root, string[] segments, string key)
    {
        var path = root;
        foreach (var segment in segments.AsSpan(0, segments.Length - 1))
        {
            path = Path.Combine(path, segment);
            if (new DirectoryInfo(path) is { Exists: true, LinkTarget: not null }) throw Refused(key, $"'{path}' is a symbolic link");
        }
    }

    private static UsageException Refused(string key, string reason) => new($"The key '{Console.Text.Printable(key)}' cannot become a path: {reason}. Copy it by itself, to a path of your choice.");
}
