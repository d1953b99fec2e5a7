namespace Virga.Http;

/// <summary>When to look next, and when to give up.</summary>
internal sealed class PollSchedule(WaitOptions? options, TimeSpan interval, TimeSpan maxInterval, TimeSpan timeout, TimeProvider time)
{
    // What a service asks for is believed up to here; it may name any number.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly TimeSpan _max = options?.MaxInterval ?? (options?.Interval > maxInterval ? options.Interval.Value : maxInterval);
    private readonly TimeSpan _timeout = options?.Timeout ?? timeout;
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _next = options?.Interval ?? interval;

    public TimeSpan Timeout => _timeout;

    public bool IsOver => _timeout != System.Threading.Timeout.InfiniteTimeSpan && time.GetElapsedTime(_start) >= _timeout;

    /// <summary>Waits until it is time to look again, or until the time is up.</summary>
    /// <param name="asked">How long the service asks to wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WaitAsync(TimeSpan? asked, CancellationToken cancellationToken)
    {
        var wait = asked is { } told ? (told < Longest ? told : Longest) : _next;
        var grown = _next * 1.5;
        _next = grown < _max ? grown : _max;
        if (_timeout != System.Threading.Timeout.InfiniteTimeSpan)
        {
            var left = _timeout - time.GetElapsedTime(_start);
            if (left < wait) wait = left;
        }

        return wait <= TimeSpan.Zero ? Task.CompletedTask : Task.Delay(wait, time, cancellationToken);
    }
}
