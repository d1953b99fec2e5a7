namespace Virga;

/// <summary>The base of every error that Virga reports, other than wrong arguments and cancellation.</summary>
/// <remarks>
/// Catch a derived type for its detail, or this one with a filter: <c>catch (VirgaException e) when (e.Kind == ErrorKind.NotFound)</c>.
/// Messages never hold secrets, signatures or capability URLs.
/// </remarks>
public class VirgaException : Exception
{
    /// <summary>Makes an error of one kind.</summary>
    /// <param name="kind">What went wrong.</param>
    /// <param name="message">What happened and what to do about it.</param>
    /// <param name="innerException">The cause, when there is one.</param>
    public VirgaException(ErrorKind kind, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Kind = kind;
        if (innerException is VirgaException inner)
        {
            Code = inner.Code;
            Status = inner.Status;
            RequestId = inner.RequestId;
            IsRetryable = inner.IsRetryable;
        }
    }

    /// <summary>What went wrong, in the words that all providers share.</summary>
    public ErrorKind Kind { get; }

    /// <summary>The provider's own error code, such as <c>NoSuchKey</c>; null when it gave none.</summary>
    public string? Code { get; init; }

    /// <summary>The HTTP status; null when no response was involved.</summary>
    public int? Status { get; init; }

    /// <summary>The provider's identifier of the request, to quote in a support case; null when it gave none.</summary>
    public string? RequestId { get; init; }

    /// <summary>Whether the same call may succeed when it is made again later.</summary>
    public bool IsRetryable { get; init; }
}
