namespace Virga.Specs.Model;

/// <summary>How often a service is asked and for how long, in milliseconds; null for the runtime's own.</summary>
public sealed record PollTimes(long? Interval, long? MaxInterval, long? Timeout)
{
    public static PollTimes Default { get; } = new(null, null, null);
}
