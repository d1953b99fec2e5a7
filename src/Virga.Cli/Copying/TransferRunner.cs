using System.Diagnostics;
using System.Threading.Channels;
using Virga.Cli.Console;

namespace Virga.Cli.Copying;

/// <summary>Runs transfers, several at once. One that fails is told, and the others go on, unless the first failure is to end it all.</summary>
internal sealed class TransferRunner(Terminal terminal, TransferReport report, int jobs, bool draw, bool dryRun, bool failFast)
{
    // So far ahead of the transfers is the listing, where somebody watches how much is left.
    private const int Ahead = 10_000;

    public async Task<int> RunAsync(IAsyncEnumerable<Transfer> plan, bool isMany, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var board = isMany && !dryRun && draw ? new TransferBoard(TimeProvider.System) : null;
        var queue = Channel.CreateBounded<Transfer>(new BoundedChannelOptions(board is null ? jobs : Ahead) { SingleWriter = true });
        var work = WorkAsync(plan, queue, board, isMany, stop, cancellationToken);
        if (board is not null) await board.ShowAsync(terminal, work).ConfigureAwait(false);
        await work.ConfigureAwait(false);
        report.Sum(clock.Elapsed);
        return report.ExitCode;
    }

    private async Task WorkAsync(IAsyncEnumerable<Transfer> plan, Channel<Transfer> queue, TransferBoard? board, bool isMany, CancellationTokenSource stop, CancellationToken cancellationToken)
    {
        var fill = FillAsync(plan, queue.Writer, board, stop.Token);
        var workers = Enumerable.Range(0, jobs).Select(_ => TakeAsync(queue.Reader, board, isMany, stop, cancellationToken)).ToArray();
        var faults = (await Task.WhenAll(workers).ConfigureAwait(false)).OfType<Exception>().ToList();
        if (faults.Count > 0)
        {
            await fill.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
            throw Whole(faults);
        }

        try
        {
            await fill.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The first failure ended it.
        }
        catch (Exception e) when (e is VirgaException or IOException or UnauthorizedAccessException)
        {
            // What was found before is done; the rest is unknown.
            report.Failed(null, "the listing", e);
        }
    }

    /// <summary>The fault that tells most: several interrupted uploads may each have left something behind.</summary>
    private static Exception Whole(List<Exception> faults)
    {
        var first = faults.Find(fault => fault is not OperationCanceledException) ?? faults[0];
        var left = faults.Select(Faults.LeftBehind).OfType<string>().ToList();
        if (left.Count > 0) Faults.SetLeftBehind(first, string.Join(' ', left));
        return first;
    }

    private static async Task FillAsync(IAsyncEnumerable<Transfer> plan, ChannelWriter<Transfer> queue, TransferBoard? board, CancellationToken stop)
    {
        try
        {
            await foreach (var transfer in plan.WithCancellation(stop).ConfigureAwait(false))
            {
                if (transfer.Fault is null) board?.Found(transfer.Size);
                await queue.WriteAsync(transfer, stop).ConfigureAwait(false);
            }

            board?.FoundAll();
        }
        finally
        {
            queue.TryComplete();
        }
    }

    /// <returns>What ended the work before its time; null when nothing did.</returns>
    private async Task<Exception?> TakeAsync(ChannelReader<Transfer> queue, TransferBoard? board, bool isMany, CancellationTokenSource stop, CancellationToken cancellationToken)
    {
        try
        {
            while (await queue.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                while (!stop.IsCancellationRequested && queue.TryRead(out var transfer)) await OneAsync(transfer, board, isMany, stop, cancellationToken).ConfigureAwait(false);
                if (stop.IsCancellationRequested) break;
            }

            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
#pragma warning disable CA1031 // It is thrown once all others have ended.
        catch (Exception e)
#pragma warning restore CA1031
        {
            await stop.CancelAsync().ConfigureAwait(false);
            return e;
        }
    }

    private async Task OneAsync(Transfer transfer, TransferBoard? board, bool isMany, CancellationTokenSource stop, CancellationToken cancellationToken)
    {
        try
        {
            if (transfer.Fault is { } fault) throw fault;
            if (dryRun) report.Would(transfer.MeasureAsync is null ? transfer : transfer with { Size = await transfer.MeasureAsync(stop.Token).ConfigureAwait(false) });
            else report.Done(transfer, await RunAsync(transfer, board, isMany, stop.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // Another one's failure ended it; what it left behind is said by its own exception only when it is ours.
        }
        catch (Exception e) when (e is VirgaException or IOException or UnauthorizedAccessException or UsageException or ArgumentException)
        {
            // One that is all there is fails as the command does.
            if (!isMany) throw;
            report.Failed(transfer.Key, transfer.Source, e);
            if (failFast) await stop.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task<TransferOutcome> RunAsync(Transfer transfer, TransferBoard? board, bool isMany, CancellationToken stop)
    {
        if (board is null) return isMany ? await transfer.RunAsync(null, stop).ConfigureAwait(false) : await TransferBar.RunAsync(terminal, transfer.Key ?? transfer.Source, progress => new ValueTask<TransferOutcome>(transfer.RunAsync(progress, stop))).ConfigureAwait(false);
        using var row = board.Begin(transfer.Key ?? transfer.Source, transfer.Size);
        var outcome = await transfer.RunAsync(row, stop).ConfigureAwait(false);
        row.Complete(outcome.Bytes);
        return outcome;
    }
}
