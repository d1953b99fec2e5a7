namespace Virga;

/// <summary>What went wrong, in the words that all providers share.</summary>
public enum ErrorKind
{
    /// <summary>Nothing more is known; see the code, the status and the message.</summary>
    Unknown,

    /// <summary>The object, row or resource does not exist.</summary>
    NotFound,

    /// <summary>The bucket (container, table) that should hold it does not exist.</summary>
    BucketNotFound,

    /// <summary>The multipart upload does not exist: it was completed, aborted, or never begun.</summary>
    UploadNotFound,

    /// <summary>It exists already, and was to be created.</summary>
    AlreadyExists,

    /// <summary>The bucket still holds objects.</summary>
    BucketNotEmpty,

    /// <summary>A condition of the request (a revision, a date, must-not-exist) did not hold.</summary>
    PreconditionFailed,

    /// <summary>The object has not changed since the revision or date that was given.</summary>
    NotModified,

    /// <summary>The range begins behind the end of the object.</summary>
    RangeNotSatisfiable,

    /// <summary>The caller is known and may not do this.</summary>
    AccessDenied,

    /// <summary>The credentials are missing, wrong or expired.</summary>
    Unauthenticated,

    /// <summary>An argument is refused, here or by the server.</summary>
    InvalidArgument,

    /// <summary>The body, part or batch is larger than the server takes.</summary>
    TooLarge,

    /// <summary>A checksum, a length or a signature over the content does not match: what arrived is not what was sent.</summary>
    Integrity,

    /// <summary>Too many requests; the server asks to slow down.</summary>
    Throttled,

    /// <summary>The server cannot answer now.</summary>
    Unavailable,

    /// <summary>A time limit passed.</summary>
    Timeout,

    /// <summary>No connection could be made, or it broke.</summary>
    Connection,

    /// <summary>The answer is not what the protocol says it must be.</summary>
    MalformedResponse,

    /// <summary>Credentials would have gone to a host, or over a transport, that they must not go to.</summary>
    Untrusted,

    /// <summary>The provider, or this configuration of it, cannot do this; nothing was sent.</summary>
    Unsupported,

    /// <summary>The resource is in a state that does not allow this, or was changed by someone else at the same time.</summary>
    Conflict,
}
