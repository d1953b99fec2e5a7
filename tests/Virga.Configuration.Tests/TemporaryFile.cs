namespace Virga.Configuration.Tests;

/// <summary>A file of its own, readable by its owner alone unless told otherwise.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("virga-config-");

    public TemporaryFile(string text, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        Path = System.IO.Path.Combine(_folder.FullName, "config.yaml");
        File.WriteAllText(Path, text);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Path, mode);
    }

    public string Path { get; }

    public void Dispose() => _folder.Delete(recursive: true);
}
