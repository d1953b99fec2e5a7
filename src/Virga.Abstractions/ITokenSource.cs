namespace Virga;

/// <summary>Gives bearer tokens. Implementations must be safe for concurrent calls and should keep a token until shortly before it expires.</summary>
public interface ITokenSource
{
    /// <summary>A token that is valid now.</summary>
    /// <param name="forceRefresh">True to fetch a new token even when the kept one has not expired, as after a 401.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="VirgaException">No token could be had; the message says what to configure.</exception>
    ValueTask<AccessToken> GetTokenAsync(bool forceRefresh, CancellationToken cancellationToken);
}

/// <summary>A token and when it ends.</summary>
/// <param name="Value">The secret.</param>
/// <param name="ExpiresAt">When it stops being accepted; null when it does not say.</param>
public readonly record struct AccessToken(string Value, DateTimeOffset? ExpiresAt)
{
    /// <summary>Names the type and the expiry, never the secret.</summary>
    public override string ToString() => $"AccessToken(expires {ExpiresAt?.ToString("O", System.Globalization.CultureInfo.InvariantCulture) ?? "unknown"})";
}
