namespace Virga.Cli.Selecting;

/// <summary>What one source names.</summary>
internal interface ISelection
{
    /// <summary>Whether it may name several.</summary>
    bool IsMany { get; }

    /// <summary>The files or objects, in order; a source that names none gives one item that says so.</summary>
    IAsyncEnumerable<SelectedItem> ItemsAsync(CancellationToken cancellationToken);
}
