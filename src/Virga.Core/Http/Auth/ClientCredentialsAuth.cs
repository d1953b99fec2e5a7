using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Virga.Http;

/// <summary>
/// OAuth 2.0 client credentials (RFC 6749, section 4.4): a bearer token that is fetched with the client's own id and secret when first needed, by one
/// call at a time, kept, and renewed before it expires and after a 401. Each client that uses the scheme has a token of its own.
/// </summary>
/// <remarks>The id and the secret go to the token endpoint alone, over https or to the own machine, unless <see cref="ClientOptions.AllowedHosts"/> names its host. They are never in a message.</remarks>
public sealed class ClientCredentialsAuth : AuthScheme
{
    private readonly ConditionalWeakTable<ServiceTransport, ConcurrentDictionary<string, Session>> _sessions = [];
    private readonly string _clientId;
    private readonly string _clientSecret;

    /// <summary>Makes the scheme.</summary>
    /// <param name="clientId">The id that the client is registered by.</param>
    /// <param name="clientSecret">Its secret.</param>
    public ClientCredentialsAuth(string clientId, string clientSecret)
    {
        ArgumentException.ThrowIfNullOrEmpty(clientId);
        ArgumentException.ThrowIfNullOrEmpty(clientSecret);
        _clientId = clientId;
        _clientSecret = clientSecret;
    }

    /// <summary>The scopes to ask for; none asks for what the server gives by default.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Where tokens come from.</summary>
    /// <value>Default null: the tokenUrl of the spec's oauth2 scheme, or what the discovery document of its openIdConnect scheme says.</value>
    public Uri? TokenEndpoint { get; init; }

    /// <summary>Whether id and secret stand in the body of the token request, for servers that do not take them as basic authentication.</summary>
    /// <value>Default false.</value>
    public bool SecretInBody { get; init; }

    /// <summary>More parameters of the token request, such as <c>audience</c> or <c>resource</c>.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override bool UsesAuthorizationHeaderOnly => !SecretInBody;

    internal string ClientId => _clientId;

    internal string ClientSecret => _clientSecret;

    /// <inheritdoc/>
    public override ValueTask AuthenticateAsync(RequestAttempt attempt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        var answer = SessionOf(attempt).GetAsync(cancellationToken);
        if (!answer.IsCompletedSuccessfully) return WaitAsync(attempt, answer);
        attempt.SetHeader("Authorization", answer.Result.Value(TokenRequest.Header));
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override async ValueTask<bool> RecoverAsync(RequestAttempt attempt, ServiceException failure, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        ArgumentNullException.ThrowIfNull(failure);
        if (failure.Status != 401) return false;
        var sent = attempt.Header("Authorization");
        var session = SessionOf(attempt);
        var kept = await session.GetAsync(cancellationToken).ConfigureAwait(false);
        if (kept.Value(TokenRequest.Header) == sent) kept = await session.RenewAsync(kept, cancellationToken).ConfigureAwait(false);
        return kept.Value(TokenRequest.Header) != sent;
    }

    private static async ValueTask WaitAsync(RequestAttempt attempt, ValueTask<SessionAnswer> answer) =>
        attempt.SetHeader("Authorization", (await answer.ConfigureAwait(false)).Value(TokenRequest.Header));

    private Session SessionOf(RequestAttempt attempt)
    {
        var transport = attempt.Transport;
        var scheme = transport.TokenScheme(attempt.Operation);
        var sessions = _sessions.GetValue(transport, static _ => new(StringComparer.Ordinal));
        if (sessions.TryGetValue(scheme?.Key ?? "", out var known)) return known;
        var request = new TokenRequest(this, transport, scheme);
        return sessions.GetOrAdd(scheme?.Key ?? "", _ => new Session("token", request.SendAsync, [401], transport.Options.TimeProvider));
    }
}
