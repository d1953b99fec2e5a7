namespace Virga.Http;

/// <summary>A service answered with an error.</summary>
public class ServiceException : VirgaException
{
    /// <summary>Makes the error.</summary>
    /// <param name="kind">What it means.</param>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">The cause, when there is one.</param>
    public ServiceException(ErrorKind kind, string message, Exception? innerException = null)
        : base(kind, message, innerException)
    {
    }

    /// <summary>The service.</summary>
    public string Service { get; init; } = "";

    /// <summary>The operation.</summary>
    public string Operation { get; init; } = "";

    /// <summary>The headers of the answer.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The body of the answer, at most 64 KiB of it, without the credentials of the request where it repeats them; null when it had none.</summary>
    public string? BodyText { get; init; }

    /// <summary>The body in the type that the spec gives it; null when it gives none, or when it could not be read.</summary>
    public object? Body { get; init; }

    /// <summary>How long the service asks to wait; null when it does not.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>How often the request was sent.</summary>
    public int Attempts { get; internal set; } = 1;

    /// <summary>Set when the request might have been sent again, and was not.</summary>
    internal string? Note { get; set; }

    /// <inheritdoc/>
    public override string Message => Note is null ? base.Message : $"{base.Message} {Note}";
}
