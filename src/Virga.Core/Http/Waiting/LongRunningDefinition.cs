namespace Virga.Http;

/// <summary>What a generated client knows of an operation that the service works on after it has answered. Paths are <c>status</c>, <c>header.X</c> or <c>body.a.b[0]</c>.</summary>
public sealed class LongRunningDefinition
{
    /// <summary>Name of the operation that starts it, for messages and traces.</summary>
    public required string Name { get; init; }

    /// <summary>What the runtime is told of that operation.</summary>
    public required Operation Operation { get; init; }

    /// <summary>Where the first answer has the URL to ask: the first path that is there counts; <c>request</c> is the URL that the first request went to. None when an operation is asked.</summary>
    public IReadOnlyList<string> From { get; init; } = [];

    /// <summary>Values of the first answer that the operation is asked for with, by parameter.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> With { get; init; } = [];

    /// <summary>Where an answer has the state.</summary>
    public string Status { get; init; } = "status";

    /// <summary>States in which the service is at work; none for all that are neither success nor failure.</summary>
    public IReadOnlyList<string> Running { get; init; } = [];

    /// <summary>States of success; none for all that are neither running nor failure.</summary>
    public IReadOnlyList<string> Success { get; init; } = [];

    /// <summary>States of failure.</summary>
    public IReadOnlyList<string> Failure { get; init; } = [];

    /// <summary>Whether an answer other than 202 that names no state means success.</summary>
    public bool IsStatusOptional { get; init; }

    /// <summary>Where an answer says how much is done, in percent.</summary>
    public string? Progress { get; init; }

    /// <summary>Where the last answer has the result; null for all of it.</summary>
    public string? Result { get; init; }

    /// <summary>Where the URL stands whose answer is the result: a path, or <c>request</c>; null when the last answer has it.</summary>
    public string? Final { get; init; }

    /// <summary>The method that cancels it at the URL that is asked.</summary>
    public HttpMethod? CancelMethod { get; init; }

    /// <summary>The time from one look to the next.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest time from one look to the next.</summary>
    public TimeSpan MaxInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait at all.</summary>
    public TimeSpan Timeout { get; init; } = System.Threading.Timeout.InfiniteTimeSpan;

    /// <summary>A GET of a URL that the service gave.</summary>
    internal Operation Look => field ??= Of(HttpMethod.Get);

    internal Operation Cancel => field ??= Of(CancelMethod ?? HttpMethod.Delete);

    private Operation Of(HttpMethod method) => new()
    {
        Name = Name,
        Method = method,
        Success = [.. Enumerable.Range(200, 100)],
        Security = Operation.Security,
        IsSecurityOptional = Operation.IsSecurityOptional,
        RetryOn = Operation.RetryOn,
        RetryNotOn = Operation.RetryNotOn,
        Errors = Operation.Errors,
        TypedErrors = Operation.TypedErrors,
        HasResponseBody = true,
    };
}
