namespace Virga.Adapters.Tests;

/// <summary>A document as the compiler hands it to a generator, read from this project's Documents.</summary>
internal static class DocumentText
{
    public static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Documents", name));
}
