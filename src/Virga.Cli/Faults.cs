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
        return LeftBehind(error) is { } left ? $"{text} {left}" : text;
    }

    /// <summary>What an interrupted or failed upload left at the provider; null when nothing did.</summary>
    public static string? LeftBehind(Exception error) => error.Data[AbortFailure] as string;

    private static bool Says(VirgaException error, string text) => error.Message.Contains(text, StringComparison.Ordinal);
}
