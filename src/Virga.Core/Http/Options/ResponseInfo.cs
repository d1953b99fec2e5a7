namespace Virga.Http;

/// <summary>The status and headers of an answer as they came. Make one for each call.</summary>
public sealed class ResponseInfo
{
    /// <summary>The HTTP status; 0 when no answer came.</summary>
    public int Status { get; private set; }

    /// <summary>The provider's identifier of the request; null when it gave none.</summary>
    public string? RequestId { get; private set; }

    /// <summary>All headers, one entry a value.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; private set; } = [];

    /// <summary>How often the request was sent.</summary>
    public int Attempts { get; private set; }

    /// <summary>The first value of a header; null when it is not there.</summary>
    /// <param name="name">The name, in any case.</param>
    public string? Header(string name)
    {
        foreach (var (key, value) in Headers)
        {
            if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase)) return value;
        }

        return null;
    }

    internal void Fill(ResponseHead head, string? requestId, int attempts)
    {
        Status = head.Status;
        Headers = head.ToList();
        RequestId = requestId;
        Attempts = attempts;
    }
}
