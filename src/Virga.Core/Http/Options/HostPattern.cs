namespace Virga.Http;

/// <summary>Patterns of hosts as options write them: <c>host</c> or <c>*.suffix</c>, with an optional <c>:port</c>.</summary>
internal static class HostPattern
{
    public static void Check(string pattern, string name)
    {
        if (string.IsNullOrWhiteSpace(pattern) || pattern.Contains('/') || pattern.Contains("://", StringComparison.Ordinal) || (pattern.Contains('*') && !pattern.StartsWith("*.", StringComparison.Ordinal)) || pattern.LastIndexOf('*') > 0 || pattern is "*.")
        {
            throw new ArgumentException($"{name} holds '{pattern}'; write a host or *.suffix, with an optional :port and nothing else.");
        }
    }

    public static bool Matches(string pattern, string host, int port)
    {
        var text = pattern.AsSpan();
        var colon = text.LastIndexOf(':');
        if (colon >= 0 && text[(colon + 1)..].IndexOf(']') < 0 && int.TryParse(text[(colon + 1)..], out var wanted))
        {
            if (wanted != port) return false;
            text = text[..colon];
        }

        return text.StartsWith("*.")
            ? host.Length > text.Length - 1 && host.AsSpan().EndsWith(text[1..], StringComparison.OrdinalIgnoreCase)
            : text.Equals(host, StringComparison.OrdinalIgnoreCase);
    }
}
