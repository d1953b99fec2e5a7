namespace Virga.Specs.Model;

/// <summary>x-virga-long-running. Paths are those of answers; statuses are states in the service's words, or HTTP statuses.</summary>
public sealed record LongRunningModel(SourcePosition Position)
{
    /// <summary>The operation that is asked, by its id; null when a URL is.</summary>
    public string? Operation { get; init; }

    /// <summary>Whether a URL is asked, whose answers are those of <see cref="Operation"/> when there is one.</summary>
    public bool IsByUrl { get; init; }

    /// <summary>Where the first answer has the URL; <c>request</c> is the URL of the request itself.</summary>
    public IReadOnlyList<string> From { get; init; } = [];

    /// <summary>Parameters of the operation that is asked, each with a path in the first answer or a parameter of this one.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> With { get; init; } = [];

    public string Status { get; init; } = "status";
    public IReadOnlyList<string> Running { get; init; } = [];
    public IReadOnlyList<string> Success { get; init; } = [];
    public IReadOnlyList<string> Failure { get; init; } = [];
    public bool IsStatusOptional { get; init; }
    public string? Progress { get; init; }
    public string? Result { get; init; }

    /// <summary>Where the URL of the result stands; <c>request</c>, a path, or null.</summary>
    public string? Final { get; init; }

    /// <summary>An operation's id, or a method in capitals.</summary>
    public string? Cancel { get; init; }

    public PollTimes Times { get; init; } = PollTimes.Default;
}
