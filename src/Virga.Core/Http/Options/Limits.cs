namespace Virga.Http;

/// <summary>Checks of option values, worded alike.</summary>
internal static class Limits
{
    public static void AtLeast(long value, long least, string name)
    {
        if (value < least) throw new ArgumentException($"ClientOptions.{name} is {value}; set {least} or more.");
    }

    public static void NotNegative(TimeSpan value, string name)
    {
        if (value < TimeSpan.Zero) throw new ArgumentException($"ClientOptions.{name} is {value}; set zero or a positive time.");
    }

    // Timers of .NET take at most 2^32 - 2 milliseconds.
    public static void Positive(TimeSpan value, string name)
    {
        if (value == Timeout.InfiniteTimeSpan) return;
        if (value <= TimeSpan.Zero || value.TotalMilliseconds > uint.MaxValue - 1) throw new ArgumentException($"ClientOptions.{name} is {value}; set a positive time of at most 49 days, or Timeout.InfiniteTimeSpan for no limit.");
    }
}
