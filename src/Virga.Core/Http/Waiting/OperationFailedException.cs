namespace Virga.Http;

/// <summary>A long-running operation has ended, and not with success. Code and message are those of the last answer.</summary>
public sealed class OperationFailedException : ServiceException
{
    /// <summary>Makes the error.</summary>
    /// <param name="kind">What the code of the last answer means.</param>
    /// <param name="message">Which operation ended how.</param>
    public OperationFailedException(ErrorKind kind, string message)
        : base(kind, message)
    {
    }

    /// <summary>The state that it ended in, in the service's words.</summary>
    public string? State { get; init; }
}
