namespace Virga.Servers;

/// <summary>What a test is reported as, and why.</summary>
public readonly record struct Verdict(Outcome Outcome, string Message);
