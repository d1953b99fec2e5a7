using Spectre.Console;

namespace Virga.Cli.Console;

/// <summary>Runs one transfer under a progress bar when a person watches, else quietly.</summary>
internal static class TransferBar
{
    public static async Task<T> RunAsync<T>(Terminal terminal, string title, Func<IProgress<TransferProgress>?, ValueTask<T>> transfer)
    {
        if (!terminal.IsInteractive) return await transfer(null).ConfigureAwait(false);

        return await terminal.Messages.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new DownloadedColumn(), new TransferSpeedColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask(Markup.Escape(title), maxValue: 1);
                bar.IsIndeterminate = true;
                return await transfer(new BarProgress(bar)).ConfigureAwait(false);
            }).ConfigureAwait(false);
    }

    private sealed class BarProgress(ProgressTask bar) : IProgress<TransferProgress>
    {
        public void Report(TransferProgress value)
        {
            if (value.TotalBytes is { } total)
            {
                bar.IsIndeterminate = false;
                bar.MaxValue = Math.Max(1, total);
            }

            bar.Value = value.Bytes;
        }

    }
}
