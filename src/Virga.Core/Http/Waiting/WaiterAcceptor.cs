namespace Virga.Http;

/// <summary>One rule of a waiter. The first that fits an answer decides; all that it names must fit.</summary>
/// <param name="State">What it means.</param>
public sealed record WaiterAcceptor(WaiterState State)
{
    /// <summary>HTTP statuses; none for any.</summary>
    public IReadOnlyList<int> Status { get; init; } = [];

    /// <summary>Codes of errors; none for any.</summary>
    public IReadOnlyList<string> Error { get; init; } = [];

    /// <summary>Where the answer has the values: <c>body.state</c>, <c>body.items[].state</c>, <c>header.X</c>; null to look at none.</summary>
    public string? Path { get; init; }

    /// <summary>How they are compared.</summary>
    public WaiterMatch Match { get; init; }

    /// <summary>What they are compared with, as text.</summary>
    public string Expected { get; init; } = "";

    internal bool Fits(PolledAnswer answer, int status)
    {
        if (Error.Count > 0 || (Status.Count > 0 && !Status.Contains(status))) return false;
        if (Path is null) return Status.Count > 0;
        var values = answer.Values(Path);
        return Match == WaiterMatch.Any ? values.Contains(Expected, StringComparer.Ordinal) : values.Count > 0 && (Match == WaiterMatch.All || values.Count == 1) && values.All(value => value == Expected);
    }

    internal bool Fits(ServiceException error) =>
        Path is null && (Status.Count > 0 || Error.Count > 0)
        && (Status.Count == 0 || Status.Contains(error.Status.GetValueOrDefault())) && (Error.Count == 0 || (error.Code is { } code && Error.Contains(code, StringComparer.Ordinal)));
}
