namespace Virga.Benchmarks.Speed;

/// <summary>One of those who do the same thing.</summary>
/// <param name="Name">Who.</param>
/// <param name="Call">Does it once.</param>
internal sealed record Entrant(string Name, Func<ValueTask> Call);
