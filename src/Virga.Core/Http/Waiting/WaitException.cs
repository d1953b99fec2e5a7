namespace Virga.Http;

/// <summary>A wait has ended without what was waited for: the time is up, or the service is in a state from which it cannot come.</summary>
public sealed class WaitException : VirgaException
{
    /// <summary>Makes the error.</summary>
    /// <param name="kind"><see cref="ErrorKind.Timeout"/>, or what the last answer means.</param>
    /// <param name="message">What was waited for and what was seen last.</param>
    /// <param name="innerException">The last error of the service, when it was one.</param>
    public WaitException(ErrorKind kind, string message, Exception? innerException = null)
        : base(kind, message, innerException)
    {
    }

    /// <summary>What was seen last: a state, or a status and a code; null when nothing was.</summary>
    public string? LastSeen { get; init; }

    /// <summary>How often was looked.</summary>
    public int Polls { get; init; }
}
