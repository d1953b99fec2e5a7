namespace Virga.Http;

/// <summary>Where the parts of errors stand in AWS's protocols.</summary>
internal static class AwsErrorPaths
{
    public static string[] JsonCode { get; } = ["header.x-amzn-errortype", "body.__type", "body.code", "body.Code"];

    public static string[] JsonMessage { get; } = ["body.message", "body.Message", "body.errorMessage"];

    public static string[] JsonRequestId { get; } = ["header.x-amzn-requestid", "header.x-amz-request-id"];

    // The second form is that of services which are older than the protocol.
    public static string[] QueryCode { get; } = ["body.Error.Code", "body.Errors.Error.Code"];

    public static string[] QueryMessage { get; } = ["body.Error.Message", "body.Errors.Error.Message"];

    public static string[] QueryRequestId { get; } = ["body.RequestId", "body.RequestID", "header.x-amzn-requestid"];

    /// <summary>The name in <c>namespace#Name:address</c>.</summary>
    public static string? Bare(string? code)
    {
        if (code is null) return null;
        var colon = code.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0) code = code[..colon];
        return code[(code.LastIndexOf('#') + 1)..];
    }
}
