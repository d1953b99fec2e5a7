namespace Virga.Generators.Tests;

/// <summary>A folder of Cases: the spec of one feature of the language, in one file or several, and the code that comes out of it. A name that begins with Registration has the registration's references, one that ends with Interface asks for an interface.</summary>
internal static class Case
{
    public static IEnumerable<string> Names => Directory.GetDirectories(Folder("")).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal);

    public static string Folder(string name) => Repository.Path("tests", "Virga.Generators.Tests", "Cases", name);

    public static GeneratorRun Run(string name)
    {
        var files = Directory.GetFiles(Folder(name), "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
        var metadata = new Dictionary<string, string>();
        if (name.EndsWith("Interface", StringComparison.Ordinal)) metadata["Interface"] = "true";
        var run = GeneratorRun.Of(metadata, [.. files.Select(path => new SpecFile($"Cases/{name}/{Path.GetRelativePath(Folder(name), path).Replace('\\', '/')}", File.ReadAllText(path)))]);
        return name.StartsWith("Registration", StringComparison.Ordinal) ? run.AddHosting() : run;
    }
}
