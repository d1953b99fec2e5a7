namespace Virga.Http;

/// <summary>How a wait for a service goes on: a long-running operation, or a state that something is to come to.</summary>
public sealed class WaitOptions
{
    /// <summary>The time from one look to the next; it grows by half each time, up to <see cref="MaxInterval"/>. What the service asks for (Retry-After) counts before it.</summary>
    /// <value>Default null: what the spec says, else 2 s.</value>
    public TimeSpan? Interval { get; init; }

    /// <summary>The longest time from one look to the next.</summary>
    /// <value>Default null: what the spec says, else 30 s.</value>
    public TimeSpan? MaxInterval { get; init; }

    /// <summary>How long to wait at all; then a <see cref="WaitException"/> of kind <see cref="ErrorKind.Timeout"/> says what was seen last.</summary>
    /// <value>Default null: what the spec says, else without end.</value>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether a long-running operation is cancelled at the service when <see cref="Timeout"/> has passed, where the spec says how. The caller's own token never does that: the operation goes on and can be resumed.</summary>
    /// <value>Default true.</value>
    public bool CancelOnTimeout { get; init; } = true;

    /// <summary>Told after each look; null for nobody.</summary>
    public IProgress<WaitProgress>? Progress { get; init; }
}
