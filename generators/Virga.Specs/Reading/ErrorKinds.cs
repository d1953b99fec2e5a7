namespace Virga.Specs.Reading;

/// <summary>The members of Virga.ErrorKind, which is out of reach here; a test compares the two.</summary>
public static class ErrorKinds
{
    public static IReadOnlyList<string> All { get; } =
    [
        "Unknown", "NotFound", "BucketNotFound", "UploadNotFound", "AlreadyExists", "BucketNotEmpty", "PreconditionFailed", "NotModified", "RangeNotSatisfiable", "AccessDenied",
        "Unauthenticated", "InvalidArgument", "TooLarge", "Integrity", "Throttled", "Unavailable", "Timeout", "Connection", "MalformedResponse", "Untrusted", "Unsupported", "Conflict",
    ];
}
