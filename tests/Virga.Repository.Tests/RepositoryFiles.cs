using Virga.Servers;

namespace Virga.Repository.Tests;

/// <summary>The files of the repository, without what builds and tests leave behind.</summary>
internal static class RepositoryFiles
{
    private static readonly HashSet<string> Skipped = new(StringComparer.Ordinal) { "bin", "obj", "artifacts", "TestResults", "node_modules", ".git", ".vs", ".idea" };

    public static string Root => Servers.Repository.Root;

    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    public static IEnumerable<string> All(params string[] extensions) => In("", extensions);

    /// <summary>Files under a folder of the root; all of them when no extension is given.</summary>
    public static IEnumerable<string> In(string folder, params string[] extensions)
    {
        var start = Path.Combine(Root, folder);
        return Directory.Exists(start) ? Walk(start, extensions) : [];
    }

    public static IEnumerable<string> Code() => new[] { "src", "generators", "tests", "benchmarks" }.SelectMany(folder => In(folder, ".cs"));

    public static IEnumerable<string> Projects() => All(".csproj");

    public static IEnumerable<string> TopLevel() =>
        Directory.EnumerateFileSystemEntries(Root).Select(path => Path.GetFileName(path)!).Where(name => !Skipped.Contains(name));

    private static IEnumerable<string> Walk(string folder, string[] extensions)
    {
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            // In a worktree .git is a file.
            if (Path.GetFileName(file) != ".git" && (extensions.Length == 0 || extensions.Contains(Path.GetExtension(file), StringComparer.Ordinal)))
                yield return file;
        }
        foreach (var child in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            if (Skipped.Contains(Path.GetFileName(child)))
                continue;
            foreach (var file in Walk(child, extensions))
                yield return file;
        }
    }
}
