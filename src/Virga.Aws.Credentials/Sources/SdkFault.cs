using Amazon.Runtime;

namespace Virga.Aws.Sources;

/// <summary>What may be said of an error of the SDK.</summary>
internal static class SdkFault
{
    /// <summary>Code and message of a service, or the message of the innermost cause; on one line, and not without end.</summary>
    public static string Text(Exception e)
    {
        var shown = e is AmazonServiceException { ErrorCode.Length: > 0 } service ? $"{service.ErrorCode}: {service.Message}" : Innermost(e).Message;
        shown = string.Join(' ', shown.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return shown.Length > 400 ? shown[..400] + "..." : shown;
    }

    public static VirgaException Of(string what, Exception e) => new(ErrorKind.Unauthenticated, $"{what}: {Text(e)}", e)
    {
        Code = (e as AmazonServiceException)?.ErrorCode,
        Status = e is AmazonServiceException { StatusCode: > 0 } service ? (int)service.StatusCode : null,
    };

    private static Exception Innermost(Exception e)
    {
        while (e.InnerException is { } inner) e = inner;
        return e;
    }
}
