namespace Virga.Http;

/// <summary>What a session keeps of an answer.</summary>
/// <param name="Values">The values by name; among them secrets.</param>
/// <param name="ExpiresAt">When they stop being accepted; null when it is not said.</param>
public sealed record SessionAnswer(IReadOnlyDictionary<string, string> Values, DateTimeOffset? ExpiresAt)
{
    /// <summary>Names what is kept, never its values.</summary>
    public override string ToString() => $"SessionAnswer({string.Join(", ", Values.Keys)}; expires {ExpiresAt?.ToString("O", System.Globalization.CultureInfo.InvariantCulture) ?? "unknown"})";
}
