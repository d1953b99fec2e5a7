namespace Virga.Cli;

/// <summary>Errors as one line for a person.</summary>
internal static class Faults
{
    // Where Virga.Storage keeps what it says about an upload that could not be aborted.
    private const string AbortFailure = "Virga.Storage.AbortFailure";

    /// <summary>What happened, what support will ask for, and what was left behind.</summary>
    public static string Describe(Exception error)
    {
        var details = new List<string>();
        if (error is VirgaException e)
        {
            if (e.Status is { } status && !Says(e, status.ToString(System.Globalization.CultureInfo.InvariantCulture))) details.Add($"status {status}");
            if (e.Code is { } code && !Says(e, code)) details.Add($"code {code}");
            if (e.RequestId is { } id && !Says(e, id)) details.Add($"request {id}");
        }

        var text = details.Count == 0 ? error.Message : $"{error.Message} ({string.Join(", ", details)})";
        if (LeftBehind(error) is { } left) text = $"{text} {left}";
        return Advice(error) is { } advice ? $"{text.TrimEnd('.')}. {advice}" : text;
    }

    /// <summary>What an interrupted or failed upload left at the provider; null when nothing did.</summary>
    public static string? LeftBehind(Exception error) => error.Data[AbortFailure] as string;

    /// <summary>Says of an error what others left behind as well.</summary>
    public static void SetLeftBehind(Exception error, string text) => error.Data[AbortFailure] = text;

    // Only for answers of a server, which say what it refused and not what to do; our own messages say it themselves.
    private static string? Advice(Exception error) => error is not VirgaException { Kind: var kind } e || (e.Status is null && kind != ErrorKind.Connection) ? null : kind switch
    {
        ErrorKind.Connection => "Check --endpoint (or AWS_ENDPOINT_URL_S3), and that the server runs.",
        ErrorKind.Unauthenticated or ErrorKind.AccessDenied => "Check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (or the profile), the endpoint and the region, and what this key may do.",
        ErrorKind.BucketNotFound => "See the buckets with 'virga ls s3://', or make it with 'virga mb'.",
        ErrorKind.NotFound => "See what is there with 'virga ls'.",
        ErrorKind.BucketNotEmpty => "Add --force to delete what it holds first.",
        ErrorKind.PreconditionFailed or ErrorKind.AlreadyExists => "Something is there already; nothing was changed.",
        ErrorKind.Throttled or ErrorKind.Unavailable => "Try again later.",
        _ => null,
    };

    private static bool Says(VirgaException error, string text) => error.Message.Contains(text, StringComparison.Ordinal);
}
