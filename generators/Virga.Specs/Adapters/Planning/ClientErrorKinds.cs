namespace Virga.Specs.Adapters;

/// <summary>Members of Virga.ErrorKind, which the generator knows by name only; a test compares them with the enum.</summary>
public static class ClientErrorKinds
{
    public static IReadOnlyList<string> All { get; } =
    [
        "Unknown", "NotFound", "BucketNotFound", "UploadNotFound", "AlreadyExists", "BucketNotEmpty", "PreconditionFailed", "NotModified", "RangeNotSatisfiable",
        "AccessDenied", "Unauthenticated", "InvalidArgument", "TooLarge", "Integrity", "Throttled", "Unavailable", "Timeout", "Connection", "MalformedResponse",
        "Untrusted", "Unsupported", "Conflict",
    ];
}
