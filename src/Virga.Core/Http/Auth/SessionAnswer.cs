namespace Virga.Http;

/// <summary>What a session keeps of an answer.</summary>
/// <param name="Values">The values by name; among them secrets.</param>
/// <param name="ExpiresAt">When they stop being accepted; null when it is not said.</param>
public sealed record SessionAnswer(IReadOnlyDictionary<string, string> Values, DateTimeOffset? ExpiresAt)
{
    /// <summary>A value that was kept.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="VirgaException">With <see cref="ErrorKind.MalformedResponse"/> when the answer did not hold it.</exception>
    public string Value(string name) => Values.TryGetValue(name, out var value)
        ? value
        : throw new VirgaException(ErrorKind.MalformedResponse, $"The answer that a session keeps has no {name}, and a request needs it. Check the session's keep in the spec against what the service answers.");

    /// <summary>Names what is kept, never its values.</summary>
    public override string ToString() => $"SessionAnswer({string.Join(", ", Values.Keys)}; expires {ExpiresAt?.ToString("O", System.Globalization.CultureInfo.InvariantCulture) ?? "unknown"})";
}
