using System.Text.Json;
using System.Text.Json.Nodes;

namespace Virga.Documents.Tests;

/// <summary>The OpenAPI and Swagger documents of the folder that VIRGA_DOCUMENTS names.</summary>
internal static class PublishedDocuments
{
    public const string Variable = "VIRGA_DOCUMENTS";

    private static readonly Lazy<(IReadOnlyList<string> Found, IReadOnlyList<string> Others)> Files = new(Look);

    /// <summary>Paths relative to the folder; one empty name where the variable is not set, so that there is a test to skip.</summary>
    public static IEnumerable<string> Names => Folder is null ? [""] : Files.Value.Found;

    /// <summary>Files that are neither OpenAPI nor Swagger.</summary>
    public static IReadOnlyList<string> PassedOver => Files.Value.Others;

    private static string? Folder => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? folder : null;

    /// <summary>Skips the test where there is no such folder.</summary>
    public static SpecDocument Require(string name)
    {
        Skip.If(Folder is null, $"{Variable} names no folder of published documents");
        return new SpecDocument(name, [new SpecFile("published/" + name.Replace('\\', '/'), File.ReadAllText(Path.Combine(Folder!, name)))]);
    }

    /// <summary>A document by the beginning of its file's name.</summary>
    public static SpecDocument RequireLike(string start)
    {
        Skip.If(Folder is null, $"{Variable} names no folder of published documents");
        var name = Files.Value.Found.FirstOrDefault(path => Path.GetFileName(path).StartsWith(start, StringComparison.Ordinal));
        Skip.If(name is null, $"the folder that {Variable} names has no document {start}");
        return Require(name!);
    }

    private static (IReadOnlyList<string> Found, IReadOnlyList<string> Others) Look()
    {
        if (Folder is null) return ([], []);
        var paths = Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path)).Order(StringComparer.Ordinal).ToArray();
        var found = paths.Where(path => IsSpec(Path.Combine(Folder, path))).ToArray();
        return (found, [.. paths.Except(found)]);
    }

    private static bool IsSpec(string path)
    {
        try
        {
            return Path.GetExtension(path).ToUpperInvariant() switch
            {
                ".JSON" => JsonNode.Parse(File.ReadAllText(path)) is JsonObject root && (root.ContainsKey("openapi") || root.ContainsKey("swagger")),
                ".YAML" or ".YML" => File.ReadLines(path).Any(line => line.StartsWith("openapi:", StringComparison.Ordinal) || line.StartsWith("swagger:", StringComparison.Ordinal) || line.StartsWith('{')),
                _ => false,
            };
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
