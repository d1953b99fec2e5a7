namespace Virga.Configuration;

/// <summary>Which settings are secrets, by their names.</summary>
internal static class SecretNames
{
    private static readonly string[] Parts = ["secret", "password", "passphrase", "token", "private-key", "account-key", "shared-key", "connection-string", "sas", "credential"];

    public static bool IsSecret(string name) => name.Split('-') is var words && Parts.Any(part => part.Contains('-', StringComparison.Ordinal)
        ? name.Contains(part, StringComparison.OrdinalIgnoreCase)
        : words.Contains(part, StringComparer.OrdinalIgnoreCase));
}
