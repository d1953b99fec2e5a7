namespace Virga.Storage.Local;

/// <summary>One writer a path within the process, whichever driver it came through.</summary>
internal static class LocalLocks
{
    private static readonly SemaphoreSlim[] Stripes = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];

    public static async ValueTask<IDisposable> EnterAsync(string path, CancellationToken cancellationToken)
    {
        var stripe = Stripes[(uint)string.GetHashCode(path, StringComparison.OrdinalIgnoreCase) % Stripes.Length];
        await stripe.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Hold(stripe);
    }

    private sealed class Hold(SemaphoreSlim stripe) : IDisposable
    {
        public void Dispose() => stripe.Release();
    }
}
