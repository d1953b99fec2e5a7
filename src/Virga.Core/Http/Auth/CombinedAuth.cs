namespace Virga.Http;

/// <summary>Several schemes at once, as an alternative of OpenAPI's security with more than one key asks for.</summary>
internal sealed class CombinedAuth : AuthScheme
{
    private readonly AuthScheme[] _schemes;

    // A key in the query or a header goes first, so that one which signs the request signs it too.
    public CombinedAuth(IEnumerable<AuthScheme> schemes) => _schemes = [.. schemes.OrderBy(static scheme => scheme is ApiKeyAuth ? 0 : 1)];

    public override bool UsesAuthorizationHeaderOnly => _schemes.All(static scheme => scheme.UsesAuthorizationHeaderOnly);

    internal override bool IsAnonymous => _schemes.All(static scheme => scheme.IsAnonymous);

    /// <summary>One scheme as it is, none as anonymous.</summary>
    public static AuthScheme Of(IEnumerable<AuthScheme> schemes)
    {
        var distinct = schemes.Where(static scheme => !scheme.IsAnonymous).Distinct().ToArray();
        return distinct.Length switch { 0 => Anonymous, 1 => distinct[0], _ => new CombinedAuth(distinct) };
    }

    public override async ValueTask AuthenticateAsync(RequestAttempt attempt, CancellationToken cancellationToken)
    {
        foreach (var scheme in _schemes) await scheme.AuthenticateAsync(attempt, cancellationToken).ConfigureAwait(false);
    }

    public override async ValueTask<bool> RecoverAsync(RequestAttempt attempt, ServiceException failure, CancellationToken cancellationToken)
    {
        var recovered = false;
        foreach (var scheme in _schemes) recovered |= await scheme.RecoverAsync(attempt, failure, cancellationToken).ConfigureAwait(false);
        return recovered;
    }
}
