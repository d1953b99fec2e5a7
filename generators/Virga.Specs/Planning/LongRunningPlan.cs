using Virga.Specs.Model;

namespace Virga.Specs.Planning;

/// <summary>A long-running operation: what the runtime is told, the requests that ask and cancel, and what is kept for them.</summary>
public sealed record LongRunningPlan
{
    public required EquatableArray<string> From { get; init; }

    /// <summary>Values of the first answer: parameter and path.</summary>
    public required EquatableArray<OptionPlan> With { get; init; }

    /// <summary>Arguments of the call that are kept: parameter and C# expression of type <c>string?</c>.</summary>
    public required EquatableArray<OptionPlan> Kept { get; init; }

    public required string Status { get; init; }
    public required EquatableArray<string> Running { get; init; }
    public required EquatableArray<string> Success { get; init; }
    public required EquatableArray<string> Failure { get; init; }
    public bool IsStatusOptional { get; init; }
    public string? Progress { get; init; }
    public string? Result { get; init; }
    public string? Final { get; init; }
    public string? CancelMethod { get; init; }

    /// <summary>Names of the operations that ask and cancel; null for URLs.</summary>
    public string? Poll { get; init; }

    public string? Cancel { get; init; }

    /// <summary>Whether there is no result but the last state.</summary>
    public bool GivesState { get; init; }

    public required PollTimes Times { get; init; }
}

/// <summary>A waiter of an operation.</summary>
/// <param name="Name">Its name in C#, unique in the client.</param>
/// <param name="Acceptors">Its rules.</param>
/// <param name="Times">How often and how long.</param>
/// <param name="MayBeEmpty">Whether an error may be what is waited for, so that there is no answer.</param>
public sealed record WaiterPlan(string Name, EquatableArray<AcceptorPlan> Acceptors, PollTimes Times, bool MayBeEmpty);

public sealed record AcceptorPlan(string State, EquatableArray<int> Status, EquatableArray<string> Error, string? Path, string Match, string Expected);
