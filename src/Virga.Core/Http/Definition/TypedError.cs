namespace Virga.Http;

/// <summary>An error whose body has a type of its own.</summary>
/// <param name="StatusFrom">First status.</param>
/// <param name="StatusTo">Last status.</param>
/// <param name="Code">Its code; null for any.</param>
/// <param name="Read">Reads the body.</param>
public sealed record TypedError(int StatusFrom, int StatusTo, string? Code, ReadErrorBody Read);
