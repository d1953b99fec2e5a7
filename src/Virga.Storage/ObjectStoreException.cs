namespace Virga.Storage;

/// <summary>An operation on an object store failed.</summary>
public sealed class ObjectStoreException : VirgaException
{
    /// <summary>Makes an error of one kind.</summary>
    /// <param name="kind">What went wrong.</param>
    /// <param name="message">What happened and what to do about it.</param>
    /// <param name="innerException">The cause; code, status, request id and retryability are taken from it.</param>
    public ObjectStoreException(ErrorKind kind, string message, Exception? innerException = null)
        : base(kind, message, innerException)
    {
    }

    /// <summary>The bucket; null when no bucket was involved.</summary>
    public string? Bucket { get; init; }

    /// <summary>The key; null when no single object was involved.</summary>
    public string? Key { get; init; }
}
