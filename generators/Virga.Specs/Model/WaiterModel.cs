namespace Virga.Specs.Model;

/// <summary>A waiter of x-virga-waiters.</summary>
public sealed record WaiterModel(string Name, IReadOnlyList<AcceptorModel> Acceptors, PollTimes Times, SourcePosition Position);

/// <summary>A rule of a waiter: success, retry or failure, by statuses, codes of errors, or values at a path (equals, any, all).</summary>
public sealed record AcceptorModel(string State, IReadOnlyList<int> Status, IReadOnlyList<string> Error, string? Path, string Match, string Expected, SourcePosition Position);
