namespace Virga.Servers;

/// <summary>The checked-out repository that the running tests belong to.</summary>
public static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Clients.sln")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException($"No folder above {start} holds Clients.sln; the tests run from inside the repository.");
    }
}
