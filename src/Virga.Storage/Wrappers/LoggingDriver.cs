using Microsoft.Extensions.Logging;
using Virga.Storage.Driver;

namespace Virga.Storage.Wrappers;

/// <summary>Tells a logger of each call: at Debug with its key, and failures that somebody should look at as warnings without it.</summary>
internal sealed class LoggingDriver(IObjectStoreDriver inner, string bucket, ILogger logger, TimeProvider time) : AroundDriver<long>(inner)
{
    protected override ValueTask<long> EnterAsync(StoreCalls verb, string? key, CancellationToken cancellationToken) => new(time.GetTimestamp());

    protected override void Leave(long call, StoreCalls verb, string? key, Exception? error)
    {
        var name = CallNames.Of(verb);
        var took = (long)time.GetElapsedTime(call).TotalMilliseconds;
        if (error is null)
        {
            if (key is null) StoreEvents.DoneWithoutKey(logger, name, bucket, took);
            else StoreEvents.Done(logger, name, key, bucket, took);
            return;
        }

        if (error is OperationCanceledException)
        {
            StoreEvents.Cancelled(logger, name, key, bucket, took);
            return;
        }

        var known = error as VirgaException;
        var kind = known?.Kind ?? (error is ArgumentException ? ErrorKind.InvalidArgument : ErrorKind.Unknown);
        if (!IsAnswer(kind)) StoreEvents.Failed(logger, name, bucket, took, kind, known?.Code, known?.Status, known?.RequestId);
        StoreEvents.Ended(logger, name, key, bucket, took, kind, error.Message);
    }

    protected override ValueTask<ObjectContent> OpenedAsync(long call, string key, ObjectContent content)
    {
        Leave(call, StoreCalls.Get, key, null);
        return ValueTask.FromResult(logger.IsEnabled(LogLevel.Debug) ? new ObjectContent(content.Info, new Received(content.Content, this, key)) : content);
    }

    // What callers ask for in order to know it is no fault of anything.
    private static bool IsAnswer(ErrorKind kind) => kind is ErrorKind.NotFound or ErrorKind.NotModified or ErrorKind.PreconditionFailed or ErrorKind.AlreadyExists or ErrorKind.RangeNotSatisfiable;

    private void BodyClosed(string key, long opened, long bytes, bool ended) =>
        StoreEvents.BodyClosed(logger, key, bucket, (long)time.GetElapsedTime(opened).TotalMilliseconds, bytes, ended ? "to its end" : "and left");

    private long Now() => time.GetTimestamp();

    private sealed class Received(Stream inner, LoggingDriver driver, string key) : WatchedStream(inner, owns: true)
    {
        private readonly long _opened = driver.Now();
        private long _bytes;
        private bool _ended;

        protected override void Took(int count)
        {
            _bytes += count;
            _ended |= count == 0;
        }

        protected override void Closed() => driver.BodyClosed(key, _opened, _bytes, _ended);
    }
}
