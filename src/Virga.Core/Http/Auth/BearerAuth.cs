namespace Virga.Http;

/// <summary>Authorization: Bearer, with a token from a source. After a 401 a new token is fetched once.</summary>
public sealed class BearerAuth : AuthScheme
{
    private readonly ITokenSource _source;
    private Header? _last;

    /// <summary>Makes the scheme.</summary>
    /// <param name="source">Gives the tokens.</param>
    public BearerAuth(ITokenSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        _source = source;
    }

    /// <summary>Makes the scheme for a token that does not change.</summary>
    /// <param name="token">The token.</param>
    public BearerAuth(string token)
        : this(new FixedToken(token))
    {
    }

    /// <inheritdoc/>
    public override ValueTask AuthenticateAsync(RequestAttempt attempt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        var token = _source.GetTokenAsync(forceRefresh: false, cancellationToken);
        if (!token.IsCompletedSuccessfully) return WaitAsync(attempt, token);

        attempt.SetHeader("Authorization", Text(token.Result.Value));
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override async ValueTask<bool> RecoverAsync(RequestAttempt attempt, ServiceException failure, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        ArgumentNullException.ThrowIfNull(failure);
        if (failure.Status != 401 || _source is FixedToken) return false;

        var sent = attempt.Header("Authorization");
        var token = await _source.GetTokenAsync(forceRefresh: true, cancellationToken).ConfigureAwait(false);
        return Text(token.Value) != sent;
    }

    private async ValueTask WaitAsync(RequestAttempt attempt, ValueTask<AccessToken> token) =>
        attempt.SetHeader("Authorization", Text((await token.ConfigureAwait(false)).Value));

    private string Text(string token)
    {
        var last = Volatile.Read(ref _last);
        if (last is not null && ReferenceEquals(last.Token, token)) return last.Text;

        if (string.IsNullOrEmpty(token)) throw new VirgaException(ErrorKind.Unauthenticated, "The token source gave an empty token.");
        var made = new Header(token, "Bearer " + token);
        Volatile.Write(ref _last, made);
        return made.Text;
    }

    private sealed class Header(string token, string text)
    {
        public string Token { get; } = token;

        public string Text { get; } = text;
    }

    private sealed class FixedToken : ITokenSource
    {
        private readonly AccessToken _token;

        public FixedToken(string token)
        {
            ArgumentException.ThrowIfNullOrEmpty(token);
            _token = new AccessToken(token, null);
        }

        public ValueTask<AccessToken> GetTokenAsync(bool forceRefresh, CancellationToken cancellationToken) => ValueTask.FromResult(_token);
    }
}
