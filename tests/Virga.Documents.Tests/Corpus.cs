namespace Virga.Documents.Tests;

/// <summary>The documents of tests/documents: every file, every folder as one document of several files, and the large one that is made here.</summary>
internal static class Corpus
{
    public const string Large = "large";

    private static readonly Lazy<SortedDictionary<string, SpecDocument>> Documents = new(() => new(Read().ToDictionary(document => document.Name), StringComparer.Ordinal));

    public static IEnumerable<string> Names => Documents.Value.Keys;

    /// <summary>All but the large one, which is no different from the others in what it says.</summary>
    public static IEnumerable<string> SmallNames => Names.Where(name => name != Large);

    public static SpecDocument Get(string name) => Documents.Value[name];

    private static IEnumerable<SpecDocument> Read()
    {
        var root = Repository.Path("tests", "documents");
        foreach (var path in Directory.GetFiles(root).Where(IsSpec)) yield return new SpecDocument(Path.GetFileName(path), [Read(root, path)]);
        foreach (var folder in Directory.GetDirectories(root))
        {
            var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(IsSpec).Select(path => Read(root, path));
            yield return new SpecDocument(Path.GetFileName(folder), [.. files.OrderByDescending(file => Path.GetFileNameWithoutExtension(file.Path) == "main").ThenBy(file => file.Path, StringComparer.Ordinal)]);
        }

        yield return new SpecDocument(Large, [new SpecFile("documents/large.json", LargeDocument.Json(700))]);
    }

    private static SpecFile Read(string root, string path) => new("documents/" + Path.GetRelativePath(root, path).Replace('\\', '/'), File.ReadAllText(path));

    private static bool IsSpec(string path) => Path.GetExtension(path) is ".yaml" or ".yml" or ".json";
}
