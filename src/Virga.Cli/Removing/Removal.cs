using System.Runtime.CompilerServices;
using Virga.Cli.Console;
using Virga.Cli.Selecting;
using Virga.Storage;

namespace Virga.Cli.Removing;

/// <summary>One <c>rm</c>: deletes what its sources name, many keys a request where the provider takes them.</summary>
internal sealed class Removal(IReadOnlyList<StoreSelection> selections, Terminal terminal, bool json, bool dryRun)
{
    private long _removed;
    private long _failed;

    /// <summary>Fails when the sources name more than that many; nothing is deleted then.</summary>
    public async Task CheckCountAsync(long most, CancellationToken cancellationToken)
    {
        var count = 0L;
        foreach (var selection in selections)
        {
            await foreach (var item in selection.ItemsAsync(cancellationToken).ConfigureAwait(false))
            {
                if (item.Fault is null && ++count > most) throw new ObjectStoreException(ErrorKind.InvalidArgument, $"More than {most} objects would be removed (--max-delete); nothing was. See which with --dry-run.");
            }
        }
    }

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        foreach (var selection in selections)
        {
            if (!selection.IsMany && selections.Count == 1) await OneAsync(selection, cancellationToken).ConfigureAwait(false);
            else await ManyAsync(selection, cancellationToken).ConfigureAwait(false);
        }

        return _failed == 0 ? ExitCode.Done : _removed == 0 ? ExitCode.Failed : ExitCode.PartlyDone;
    }

    private async Task OneAsync(StoreSelection selection, CancellationToken cancellationToken)
    {
        await foreach (var item in selection.ItemsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (item.Fault is { } fault) throw fault;
            if (!dryRun) await item.Place!.Store.DeleteAsync(item.Key, cancellationToken: cancellationToken).ConfigureAwait(false);
            Tell(item);
        }
    }

    private async Task ManyAsync(StoreSelection selection, CancellationToken cancellationToken)
    {
        var keys = KeysAsync(selection, cancellationToken);
        if (dryRun)
        {
            await foreach (var _ in keys.ConfigureAwait(false)) _removed++;
            return;
        }

        var result = await selection.Place.Store.DeleteManyAsync(keys, cancellationToken).ConfigureAwait(false);
        foreach (var failure in result.Failures) Fail(failure.Key, selection.Place.UrlOf(failure.Key), new ObjectStoreException(failure.Kind, failure.Message ?? failure.Code ?? failure.Kind.ToString()));
        _removed += result.Deleted;
        if (selection.IsMany)
        {
            if (result.Deleted + result.Failures.Count > 0 || !selection.IsSlip) Sum(selection, result);
        }
        else if (result.Failures.Count == 0) Tell(new SelectedItem(selection.Place.UrlOf(selection.Place.Key), "", null) { Key = selection.Place.Key });
    }

    private async IAsyncEnumerable<string> KeysAsync(StoreSelection selection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in selection.ItemsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (item.Fault is { } fault)
            {
                // A prefix with nothing below it is as it was to be; a pattern or a filter that takes nothing is a slip.
                if (selection.IsSlip) Fail(null, item.Source, fault);
                continue;
            }

            if (dryRun) Tell(item);
            yield return item.Key;
        }
    }

    private void Fail(string? key, string source, Exception error)
    {
        _failed++;
        terminal.Message($"virga: {source}: {Faults.Describe(error)}");
        if (json) JsonLine.Failure(terminal, key, source, error);
    }

    private void Sum(StoreSelection selection, DeleteManyResult result)
    {
        if (json)
        {
            JsonLine.Write(terminal, line =>
            {
                line.WriteString("prefix", selection.Place.Key);
                line.WriteNumber("removed", result.Deleted);
                line.WriteNumber("failed", result.Failures.Count);
            });
        }
        else terminal.Message($"removed {result.Deleted} {(result.Deleted == 1 ? "object" : "objects")}");
    }

    private void Tell(SelectedItem item)
    {
        if (json)
        {
            JsonLine.Write(terminal, line =>
            {
                line.WriteString("key", item.Key);
                line.WriteBoolean("removed", !dryRun);
                if (dryRun) line.WriteString("would", "remove");
            });
        }
        else if (dryRun) terminal.Line(Text.Printable($"would remove {item.Source}"));
        else terminal.Message($"removed {item.Source}");
    }
}
