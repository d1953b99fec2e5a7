using Microsoft.Extensions.Logging;

namespace Virga.Storage.Wrappers;

/// <summary>What logged stores say. Keys stand in events of level Debug alone, and the words of an error, which may name one, too; upload ids and signed URLs stand in none.</summary>
internal static partial class StoreEvents
{
    [LoggerMessage(1, LogLevel.Debug, "{Call} of '{Key}' in bucket '{Bucket}' took {Milliseconds} ms")]
    public static partial void Done(ILogger logger, string call, string key, string bucket, long milliseconds);

    [LoggerMessage(2, LogLevel.Debug, "{Call} in bucket '{Bucket}' took {Milliseconds} ms")]
    public static partial void DoneWithoutKey(ILogger logger, string call, string bucket, long milliseconds);

    [LoggerMessage(3, LogLevel.Warning, "{Call} in bucket '{Bucket}' failed after {Milliseconds} ms: {Kind}, code {Code}, status {Status}, request {RequestId}")]
    public static partial void Failed(ILogger logger, string call, string bucket, long milliseconds, ErrorKind kind, string? code, int? status, string? requestId);

    [LoggerMessage(4, LogLevel.Debug, "{Call} of '{Key}' in bucket '{Bucket}' ended after {Milliseconds} ms: {Kind}. {Reason}")]
    public static partial void Ended(ILogger logger, string call, string? key, string bucket, long milliseconds, ErrorKind kind, string reason);

    [LoggerMessage(5, LogLevel.Debug, "{Call} of '{Key}' in bucket '{Bucket}' was cancelled after {Milliseconds} ms")]
    public static partial void Cancelled(ILogger logger, string call, string? key, string bucket, long milliseconds);

    [LoggerMessage(6, LogLevel.Debug, "the body of '{Key}' in bucket '{Bucket}' was read in {Milliseconds} ms: {Bytes} bytes, {Outcome}")]
    public static partial void BodyClosed(ILogger logger, string key, string bucket, long milliseconds, long bytes, string outcome);
}
