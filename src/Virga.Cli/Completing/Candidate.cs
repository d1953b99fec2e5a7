namespace Virga.Cli.Completing;

/// <summary>What a word may become.</summary>
/// <param name="Value">The whole word.</param>
/// <param name="Description">What it is, for shells that show it.</param>
internal readonly record struct Candidate(string Value, string Description);
