namespace Virga.Cli.Console;

/// <summary>Counts items of which one may fail while the others go on, for the exit code. Not safe for concurrent calls.</summary>
internal sealed class ItemReport(Terminal terminal, bool json)
{
    /// <summary>Whether there may be several: one that is all there is fails as the command does.</summary>
    public bool IsMany { get; set; } = true;

    public long Done { get; private set; }

    public long FailedItems { get; private set; }

    public int ExitCode => FailedItems == 0 ? Cli.ExitCode.Done : Done == 0 ? Cli.ExitCode.Failed : Cli.ExitCode.PartlyDone;

    public async Task EachAsync(string item, Func<Task> work, string? key = null)
    {
        try
        {
            await work().ConfigureAwait(false);
            Done++;
        }
        catch (Exception e) when (IsMany && e is (VirgaException or IOException or UnauthorizedAccessException or UsageException or ArgumentException))
        {
            Failed(key, item, e);
        }
    }

    private void Failed(string? key, string item, Exception error)
    {
        FailedItems++;
        terminal.Message($"virga: {item}: {Faults.Describe(error)}");
        if (json) JsonLine.Failure(terminal, key, item, error);
    }
}
