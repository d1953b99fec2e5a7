namespace Virga.Adapters.Tests;

/// <summary>A document as the compiler hands it to a generator, read from this project's Documents.</summary>
internal static class DocumentText
{
    /// <summary>The documents of a folder, as <see cref="Read"/> takes them.</summary>
    public static IEnumerable<string> Names(string folder) =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Documents", folder), "*.yaml").Select(path => folder + "/" + Path.GetFileName(path)).Order(StringComparer.Ordinal);

    public static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Documents", name));
}
