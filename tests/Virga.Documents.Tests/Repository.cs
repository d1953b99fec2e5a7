namespace Virga.Documents.Tests;

/// <summary>Where this repository lies, found from the test's own assembly.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Clients.sln"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException("Clients.sln was not found above the test's assembly");
    }
}
