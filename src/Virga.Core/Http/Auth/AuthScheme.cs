namespace Virga.Http;

/// <summary>Puts credentials on requests. It is asked at each attempt and must be safe for concurrent calls.</summary>
public abstract class AuthScheme
{
    /// <summary>Sends no credentials.</summary>
    public static AuthScheme Anonymous { get; } = new AnonymousAuth();

    /// <summary>Whether the credentials travel in the Authorization header and nowhere else; only then a HttpClient may be handed in.</summary>
    public virtual bool UsesAuthorizationHeaderOnly => true;

    /// <summary>Puts the credentials on an attempt. It must not keep the attempt.</summary>
    /// <param name="attempt">The attempt, complete but for the credentials.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="VirgaException">No credentials could be had; the message says what to configure.</exception>
    public abstract ValueTask AuthenticateAsync(RequestAttempt attempt, CancellationToken cancellationToken);

    /// <summary>Makes a request that carries its own right.</summary>
    /// <param name="attempt">The request, complete but for the credentials.</param>
    /// <param name="expires">How long the right holds.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="VirgaException">With <see cref="ErrorKind.Unsupported"/> when the scheme has no such thing, which is what this one says.</exception>
    public virtual ValueTask<SignedRequest> PresignAsync(RequestAttempt attempt, TimeSpan expires, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        return ValueTask.FromException<SignedRequest>(new VirgaException(ErrorKind.Unsupported, $"{attempt.Operation.Name} cannot be presigned with {GetType().Name}. Use credentials of a kind that signs URLs."));
    }

    /// <summary>Tries to mend what made the service refuse an attempt: fetches a new token, corrects the clock. It is asked at most once a call.</summary>
    /// <param name="attempt">The attempt that failed.</param>
    /// <param name="failure">What the service said.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether sending once more may succeed.</returns>
    public virtual ValueTask<bool> RecoverAsync(RequestAttempt attempt, ServiceException failure, CancellationToken cancellationToken) => ValueTask.FromResult(false);

    /// <summary>Whether it puts nothing on requests.</summary>
    internal virtual bool IsAnonymous => false;
}
