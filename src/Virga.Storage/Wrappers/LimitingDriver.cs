using Virga.Storage.Driver;

namespace Virga.Storage.Wrappers;

/// <summary>Makes calls wait for a slot, then for the rate. What cleans up or asks no server does not wait.</summary>
internal sealed class LimitingDriver(IObjectStoreDriver inner, StoreLimiter limiter) : AroundDriver<bool>(inner)
{
    // An abort follows a failure and has its own short time limit: behind a full queue it would leave parts behind.
    private const StoreCalls Free = StoreCalls.AbortUpload | StoreCalls.Presign;

    protected override ValueTask<bool> EnterAsync(StoreCalls verb, string? key, CancellationToken cancellationToken)
    {
        if ((verb & Free) != 0) return new ValueTask<bool>(false);

        // A download has a place among downloads before it asks for its turn as a call: the other way about, downloads that are open would keep calls from ending.
        var downloads = verb == StoreCalls.Get ? limiter.Downloads : null;
        var place = downloads?.EnterAsync(cancellationToken) ?? ValueTask.CompletedTask;
        if (!place.IsCompletedSuccessfully) return QueueAsync(place, downloads, cancellationToken);
        var slot = limiter.Calls?.EnterAsync(cancellationToken) ?? ValueTask.CompletedTask;
        if (!slot.IsCompletedSuccessfully) return TurnAsync(slot, downloads, cancellationToken);
        var wait = limiter.Requests?.Take(1) ?? TimeSpan.Zero;
        return wait == TimeSpan.Zero ? new ValueTask<bool>(true) : WaitAsync(wait, downloads, cancellationToken);
    }

    protected override void Leave(bool call, StoreCalls verb, string? key, Exception? error)
    {
        if (!call) return;
        limiter.Calls?.Exit();
        if (verb == StoreCalls.Get) limiter.Downloads?.Exit();
    }

    protected override ValueTask<ObjectContent> OpenedAsync(bool call, string key, ObjectContent content)
    {
        limiter.Calls?.Exit();
        return ValueTask.FromResult(limiter.Downloads is null && limiter.Bytes is null ? content : new ObjectContent(content.Info, new ThrottledStream(content.Content, owns: true, limiter)));
    }

    protected override Stream Sending(bool call, string key, Stream content) =>
        limiter.Bytes is null ? content : new ThrottledStream(content, owns: false, limiter);

    private async ValueTask<bool> QueueAsync(ValueTask place, FairGate? downloads, CancellationToken cancellationToken)
    {
        await place.ConfigureAwait(false);
        return await TurnAsync(limiter.Calls?.EnterAsync(cancellationToken) ?? ValueTask.CompletedTask, downloads, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<bool> TurnAsync(ValueTask slot, FairGate? downloads, CancellationToken cancellationToken)
    {
        try
        {
            await slot.ConfigureAwait(false);
        }
        catch
        {
            downloads?.Exit();
            throw;
        }

        var wait = limiter.Requests?.Take(1) ?? TimeSpan.Zero;
        return wait == TimeSpan.Zero || await WaitAsync(wait, downloads, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<bool> WaitAsync(TimeSpan wait, FairGate? downloads, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(wait, limiter.Time, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch
        {
            limiter.Requests?.Return(1);
            limiter.Calls?.Exit();
            downloads?.Exit();
            throw;
        }
    }
}
