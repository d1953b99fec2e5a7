using System.Text;

namespace Virga.Http;

/// <summary>Authorization: Basic, RFC 7617, in UTF-8.</summary>
public sealed class BasicAuth : AuthScheme
{
    private readonly string _header;

    /// <summary>Makes the scheme.</summary>
    /// <param name="user">The user's name, without a colon.</param>
    /// <param name="password">The password.</param>
    /// <exception cref="ArgumentException">The name holds a colon.</exception>
    public BasicAuth(string user, string password)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(password);
        if (user.Contains(':')) throw new ArgumentException("A user name for basic authentication cannot hold a colon (RFC 7617).", nameof(user));
        _header = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
    }

    /// <inheritdoc/>
    public override ValueTask AuthenticateAsync(RequestAttempt attempt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        attempt.SetHeader("Authorization", _header);
        return ValueTask.CompletedTask;
    }
}
