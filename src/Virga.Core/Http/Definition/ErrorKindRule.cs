namespace Virga.Http;

/// <summary>What a code or status means.</summary>
/// <param name="Code">The code; null for any.</param>
/// <param name="Status">The status; null for any.</param>
/// <param name="Kind">What it means.</param>
/// <param name="Retryable">Whether the same request may succeed later.</param>
public sealed record ErrorKindRule(string? Code, int? Status, ErrorKind Kind, bool Retryable);
