namespace Virga.Storage.Wrappers;

/// <summary>A rate: tokens come in with time, up to a burst. They may be owed; whoever comes later waits longer, so that turns keep their order.</summary>
internal sealed class TokenBucket
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly double _rate;
    private readonly double _most;
    private double _tokens;
    private long _stamp;

    public TokenBucket(double rate, TimeSpan burst, TimeProvider time)
    {
        _rate = rate;
        _time = time;
        _most = Math.Max(1, rate * burst.TotalSeconds);
        _tokens = _most;
        _stamp = time.GetTimestamp();
    }

    public double Rate => _rate;

    /// <summary>Takes tokens, and says how long to wait until nothing is owed.</summary>
    public TimeSpan Take(double count)
    {
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            _tokens = Math.Min(_most, _tokens + (_time.GetElapsedTime(_stamp, now).TotalSeconds * _rate)) - count;
            _stamp = now;
            return _tokens >= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(-_tokens / _rate);
        }
    }

    /// <summary>Gives tokens back that were taken and not used.</summary>
    public void Return(double count)
    {
        lock (_lock) _tokens = Math.Min(_most, _tokens + count);
    }
}
