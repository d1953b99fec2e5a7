using System.Threading.Channels;

namespace Virga.Cli.Hashing;

/// <summary>Works on several items at once and hands the results on in the order of the items.</summary>
internal static class OrderedWork
{
    public static async Task RunAsync<TItem, TResult>(IAsyncEnumerable<TItem> items, int jobs, Func<TItem, CancellationToken, Task<TResult>> work, Func<TItem, Func<Task<TResult>>, Task> next, CancellationToken cancellationToken)
    {
        using var places = new SemaphoreSlim(jobs);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var queue = Channel.CreateBounded<(TItem Item, Task<TResult> Work)>(new BoundedChannelOptions(jobs) { SingleReader = true, SingleWriter = true });
        var fill = FillAsync();
        try
        {
            await foreach (var (item, running) in queue.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false)) await next(item, () => running).ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            queue.Writer.TryComplete();
            while (queue.Reader.TryRead(out var left)) await left.Work.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
            await fill.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
        }

        await fill.ConfigureAwait(false);

        async Task FillAsync()
        {
            try
            {
                await foreach (var item in items.WithCancellation(stop.Token).ConfigureAwait(false))
                {
                    await places.WaitAsync(stop.Token).ConfigureAwait(false);
                    await queue.Writer.WriteAsync((item, OneAsync(item)), stop.Token).ConfigureAwait(false);
                }

                // All places are free again once all work is done.
                for (var i = 0; i < jobs; i++) await places.WaitAsync(stop.Token).ConfigureAwait(false);
            }
            finally
            {
                queue.Writer.TryComplete();
            }
        }

        async Task<TResult> OneAsync(TItem item)
        {
            try
            {
                return await work(item, stop.Token).ConfigureAwait(false);
            }
            finally
            {
                places.Release();
            }
        }
    }
}
