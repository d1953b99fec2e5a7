namespace Virga.Documents.Tests;

/// <summary>A document in one file or several, the main one first.</summary>
internal sealed record SpecDocument(string Name, IReadOnlyList<SpecFile> Files)
{
    public SpecFile Main => Files[0];

    /// <summary>The main file as JSON, by a converter that shares nothing with our reader.</summary>
    public string Json => JsonOf(Main);

    public static string JsonOf(SpecFile file) => file.Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? file.Text : YamlJson.Of(file.Text);
}
