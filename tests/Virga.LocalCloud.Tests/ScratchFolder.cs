namespace Virga.Local.Tests;

/// <summary>A folder that goes with the test.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("local-cloud-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
