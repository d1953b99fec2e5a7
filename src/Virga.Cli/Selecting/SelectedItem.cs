using Virga.Cli.Arguments;
using Virga.Storage;

namespace Virga.Cli.Selecting;

/// <summary>A file or an object that a source names, or why it names none.</summary>
/// <param name="Source">How it is shown: the path or the URL.</param>
/// <param name="Name">Its path below the source, with slashes; what a target folder gets.</param>
/// <param name="Size">Its length in bytes; null when it is not known yet.</param>
internal sealed record SelectedItem(string Source, string Name, long? Size)
{
    /// <summary>The file; null for an object.</summary>
    public string? Path { get; init; }

    /// <summary>Where the object is; null for a file.</summary>
    public OpenedStore? Place { get; init; }

    /// <summary>The key of the object.</summary>
    public string Key { get; init; } = "";

    /// <summary>The row of the listing that it came from; the default where none was needed.</summary>
    public ListedObject Row { get; init; }

    /// <summary>What is wrong with the source; everything else is empty then.</summary>
    public Exception? Fault { get; init; }

    public static SelectedItem Failing(string source, Exception fault) => new(source, source, null) { Fault = fault };

    public static SelectedItem Missing(string source, string message) => Failing(source, new ObjectStoreException(ErrorKind.NotFound, message));
}
