using Spectre.Console;

namespace Virga.Cli.Console;

/// <summary>Runs one transfer under a progress bar when a person watches and it takes a while, else quietly.</summary>
internal static class TransferBar
{
    // A folder of small files is not slowed down by a bar for each.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    public static async Task<T> RunAsync<T>(Terminal terminal, string title, Func<IProgress<TransferProgress>?, ValueTask<T>> transfer)
    {
        if (!terminal.IsInteractive) return await transfer(null).ConfigureAwait(false);

        var latest = new LatestProgress();
        var work = transfer(latest).AsTask();
        using var stopWaiting = new CancellationTokenSource();
        var first = await Task.WhenAny(work, Task.Delay(Patience, TimeProvider.System, stopWaiting.Token)).ConfigureAwait(false);
        await stopWaiting.CancelAsync().ConfigureAwait(false);
        if (first == work) return await work.ConfigureAwait(false);

        return await terminal.Messages.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 24 }, new PercentageColumn(), new AmountColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                latest.Show(context.AddTask(Markup.Escape(Text.Shortened(Text.Printable(title), 30)), maxValue: 1));
                return await work.ConfigureAwait(false);
            }).ConfigureAwait(false);
    }

    private sealed class LatestProgress : IProgress<TransferProgress>
    {
        private readonly Lock _lock = new();
        private TransferProgress _latest;
        private ProgressTask? _bar;

        public void Show(ProgressTask bar)
        {
            lock (_lock)
            {
                _bar = bar;
                bar.IsIndeterminate = true;
                Update();
            }
        }

        public void Report(TransferProgress value)
        {
            lock (_lock)
            {
                _latest = value;
                Update();
            }
        }

        private void Update()
        {
            if (_bar is null) return;
            if (_latest.TotalBytes is { } total)
            {
                _bar.IsIndeterminate = false;
                _bar.MaxValue = Math.Max(1, total);
            }
            else _bar.MaxValue = Math.Max(_bar.MaxValue, _latest.Bytes + 1);

            _bar.Value = _latest.Bytes;
        }
    }
}
