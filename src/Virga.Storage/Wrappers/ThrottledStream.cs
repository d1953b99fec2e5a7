using System.Runtime.CompilerServices;

namespace Virga.Storage.Wrappers;

/// <summary>A body that is read no faster than a rate, and a download gives its place back when it ends.</summary>
internal sealed class ThrottledStream(Stream inner, bool owns, StoreLimiter limiter) : WatchedStream(inner, owns)
{
    // Large reads would make long waits between them, which servers take for a stalled client; so a read is an eighth of a second at most.
    private const int LeastRead = 512;
    private const int MostRead = SegmentPool.SegmentSize;

    // System timers know milliseconds: what is owed below that is waited for together with the next.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    private readonly TokenBucket? _bytes = limiter.Bytes;
    private readonly int _most = limiter.Bytes is { } bytes ? (int)Math.Clamp(bytes.Rate / 8, LeastRead, MostRead) : int.MaxValue;
    private ReusableDelay? _delay;
    private int _place = owns ? 1 : 0;

    public override int Read(Span<byte> buffer)
    {
        var wait = _bytes?.Take(0) ?? TimeSpan.Zero;
#pragma warning disable VSTHRD002 // A synchronous read waits on its own thread, as it would for a slow network.
        if (wait >= ShortestWait) Delay().WaitAsync(wait, CancellationToken.None).AsTask().GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
        return base.Read(Clip(buffer));
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var wait = _bytes?.Take(0) ?? TimeSpan.Zero;
        if (wait >= ShortestWait) await Delay().WaitAsync(wait, cancellationToken).ConfigureAwait(false);
        if (buffer.Length > _most) buffer = buffer[.._most];
        var read = await Inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (!buffer.IsEmpty) Took(read);
        return read;
    }

    protected override void Took(int count)
    {
        if (count == 0) FreePlace();
        else _bytes?.Take(count);
    }

    protected override void Closed()
    {
        FreePlace();
        _delay?.Dispose();
    }

    private ReusableDelay Delay() => _delay ??= new ReusableDelay(limiter.Time);

    private Span<byte> Clip(Span<byte> buffer) => buffer.Length > _most ? buffer[.._most] : buffer;

    private void FreePlace()
    {
        if (Interlocked.Exchange(ref _place, 0) == 1) limiter.Downloads?.Exit();
    }
}
