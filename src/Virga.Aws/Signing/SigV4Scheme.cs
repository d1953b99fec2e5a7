using System.Globalization;
using System.Security.Cryptography;
using Virga.Aws.Signing;
using Virga.Http;

namespace Virga.Aws;

/// <summary>Signs requests with AWS Signature Version 4, in the Authorization header or in the query.</summary>
/// <remarks>
/// <para>Every attempt is signed anew, with the credentials, the time and the body of that attempt. Signed are the method, the path, the query, and the headers
/// <c>host</c>, <c>content-type</c>, <c>content-md5</c> and all <c>x-amz-*</c>; a presigned request signs every header that its holder must send.</para>
/// <para>S3 (a service whose name begins with <c>s3</c>) signs the path as it is sent and says in <c>x-amz-content-sha256</c> how the body is covered. Other services sign a normalized path and always a hash of the body.</para>
/// <para>How a body is covered follows <see cref="PayloadPolicy"/>. Auto: over TLS it is not signed, and a checksum that can only follow the body goes into a trailer; over plain http it is hashed first when it can be read twice,
/// else signed chunk by chunk where the operation is framed as <c>aws-chunked</c>. Signed and Unsigned never use that framing, so a profile of a server that does not know it sets one of them.</para>
/// </remarks>
public sealed class SigV4Scheme : AuthScheme
{
    private readonly IAwsCredentialSource _credentials;
    private readonly SigningScopeCache _scopes;
    private readonly bool _isS3;

    /// <summary>Makes a scheme.</summary>
    /// <param name="credentials">Where credentials come from. With <see cref="AwsCredentials.Anonymous"/> nothing is signed.</param>
    /// <param name="region">The region that signatures name, as in <c>eu-central-1</c>.</param>
    /// <param name="service">The service that signatures name.</param>
    /// <exception cref="ArgumentException">The region or the service is empty or cannot be part of a signature.</exception>
    public SigV4Scheme(IAwsCredentialSource credentials, string region, string service = "s3")
    {
        ArgumentNullException.ThrowIfNull(credentials);
        Check(region, nameof(region));
        Check(service, nameof(service));
        _credentials = credentials;
        _scopes = new SigningScopeCache(region, service);
        _isS3 = service.StartsWith("s3", StringComparison.Ordinal);
    }

    /// <summary>Makes the scheme for a source: for anonymous access one that sends no credentials, else a signing one.</summary>
    /// <param name="credentials">Where credentials come from.</param>
    /// <param name="region">The region that signatures name.</param>
    /// <param name="service">The service that signatures name.</param>
    public static AuthScheme For(IAwsCredentialSource credentials, string region, string service = "s3")
        => credentials is AnonymousCredentials ? Anonymous : new SigV4Scheme(credentials, region, service);

    /// <summary>Whether the server takes apart bodies that are framed as <c>aws-chunked</c>. One that does not would store the frames as content.</summary>
    internal bool MayFrame { get; init; } = true;

    /// <summary>False when a session token may be sent, which has a header of its own.</summary>
    public override bool UsesAuthorizationHeaderOnly => _credentials is AnonymousCredentials or StaticCredentials { HasSessionToken: false };

    /// <inheritdoc/>
    public override ValueTask AuthenticateAsync(RequestAttempt attempt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        var found = _credentials.GetAsync(forceRefresh: false, cancellationToken);
        if (!found.IsCompletedSuccessfully) return AwaitAndSignAsync(attempt, found, cancellationToken);

        var credentials = found.Result;
        if (credentials.IsAnonymous) return default;
        var payload = PayloadChoice.For(attempt, _isS3, MayFrame);
        if (IsExpired(credentials, attempt)) return HashAndSignAsync(attempt, credentials, payload, cancellationToken);
        if (!payload.NeedsHash)
        {
            Sign(attempt, credentials, payload, payload.Word);
            return default;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        if (!attempt.TryHashBodySha256(hash)) return HashAndSignAsync(attempt, credentials, payload, cancellationToken);
        Sign(attempt, credentials, payload, Convert.ToHexStringLower(hash));
        return default;
    }

    /// <inheritdoc/>
    public override async ValueTask<SignedRequest> PresignAsync(RequestAttempt attempt, TimeSpan expires, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        var credentials = await CurrentAsync(attempt, cancellationToken).ConfigureAwait(false);
        if (credentials.IsAnonymous) throw new VirgaException(ErrorKind.Unauthenticated, $"{attempt.Operation.Name} cannot be presigned without credentials: anonymous access was asked for. Give an access key, or use the plain URL if the object is public.");
        PresignedQuery.CheckExpiry(expires, credentials, attempt.Now);

        var scope = _scopes.For(credentials, attempt.Now);
        var query = PresignedQuery.Build(Canonical(attempt, _isS3 ? SigV4.UnsignedPayload : SigV4.EmptyHash), scope, expires, credentials.SessionToken);
        var url = new Uri($"{attempt.Scheme}://{attempt.Host}{attempt.PathText}?{query}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var headers = attempt.Headers.Where(h => CanonicalHeaders.Signs(h.Key, SignedHeaderRule.All)).ToArray();
        return new SignedRequest(url, attempt.Method.Method, headers);
    }

    /// <summary>Corrects the clock after an answer that finds it wrong, and renews credentials after one that finds them expired.</summary>
    /// <inheritdoc/>
    public override async ValueTask<bool> RecoverAsync(RequestAttempt attempt, ServiceException failure, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        ArgumentNullException.ThrowIfNull(failure);
        if (ServerClock.Read(failure) is { } theirs && ServerClock.IsFar(theirs, SignedTime(attempt)))
        {
            // Another request may have corrected the clock since this one was signed.
            if (ServerClock.IsFar(theirs, attempt.Now)) attempt.ClockSkew += theirs - attempt.Now;
            return true;
        }

        if (!MayHaveExpired(attempt, failure)) return false;
        var current = await _credentials.GetAsync(forceRefresh: false, cancellationToken).ConfigureAwait(false);
        if (current.IsAnonymous) return false;
        if (!WasSignedWith(attempt, current)) return true;

        // The same values again would be refused again.
        return await _credentials.GetAsync(forceRefresh: true, cancellationToken).ConfigureAwait(false) != current;
    }

    /// <summary>The scope of a signature that stands outside of requests, with credentials that are valid.</summary>
    internal async ValueTask<SigningScope> ScopeAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var credentials = await _credentials.GetAsync(forceRefresh: false, cancellationToken).ConfigureAwait(false);
        if (credentials.ExpiresAt <= now) credentials = await _credentials.GetAsync(forceRefresh: true, cancellationToken).ConfigureAwait(false);
        if (credentials.IsAnonymous) throw new VirgaException(ErrorKind.Unauthenticated, "Nothing can be signed without credentials: anonymous access was asked for. Give an access key.");
        return _scopes.For(credentials, now);
    }

    // The answer to a HEAD has no body that could name the code; S3 answers 400 to a token that has expired.
    private static bool MayHaveExpired(RequestAttempt attempt, ServiceException failure) =>
        failure.Code is "ExpiredToken" or "ExpiredTokenException" or "TokenRefreshRequired" || failure.Status == 401
        || (failure is { Code: null, Status: 400 } && attempt.Method == HttpMethod.Head && attempt.Header("x-amz-security-token") is not null);

    private static DateTimeOffset SignedTime(RequestAttempt attempt) => DateTimeOffset.TryParseExact(
        attempt.Header("x-amz-date"), "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : attempt.Now;

    private static bool WasSignedWith(RequestAttempt attempt, AwsCredentials credentials) => attempt.Header("x-amz-security-token") == credentials.SessionToken
        && attempt.Header("Authorization")?.Contains($"={credentials.AccessKeyId}/", StringComparison.Ordinal) == true;

    private async ValueTask AwaitAndSignAsync(RequestAttempt attempt, ValueTask<AwsCredentials> found, CancellationToken cancellationToken)
    {
        var credentials = await found.ConfigureAwait(false);
        if (!credentials.IsAnonymous) await HashAndSignAsync(attempt, credentials, PayloadChoice.For(attempt, _isS3, MayFrame), cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask HashAndSignAsync(RequestAttempt attempt, AwsCredentials credentials, PayloadChoice payload, CancellationToken cancellationToken)
    {
        if (IsExpired(credentials, attempt)) credentials = await CurrentAsync(attempt, cancellationToken).ConfigureAwait(false);
        var hash = payload.NeedsHash ? Convert.ToHexStringLower(await attempt.HashBodySha256Async(cancellationToken).ConfigureAwait(false)) : payload.Word;
        Sign(attempt, credentials, payload, hash);
    }

    private async ValueTask<AwsCredentials> CurrentAsync(RequestAttempt attempt, CancellationToken cancellationToken)
    {
        var credentials = await _credentials.GetAsync(forceRefresh: false, cancellationToken).ConfigureAwait(false);
        return IsExpired(credentials, attempt) ? await _credentials.GetAsync(forceRefresh: true, cancellationToken).ConfigureAwait(false) : credentials;
    }

    private void Sign(RequestAttempt attempt, AwsCredentials credentials, PayloadChoice payload, string hash)
    {
        var scope = _scopes.For(credentials, attempt.Now);
        attempt.SetHeader("x-amz-date", scope.Date);
        if (_isS3) attempt.SetHeader("x-amz-content-sha256", hash);
        if (credentials.SessionToken is { } token) attempt.SetHeader("x-amz-security-token", token);
        if (payload.IsFramed) PayloadChoice.Announce(attempt);

        Span<byte> signature = stackalloc byte[SigV4.SignatureLength];
        attempt.SetHeader("Authorization", SigV4.Authorization(Canonical(attempt, hash), scope, signature));
        if (payload.IsFramed) payload.Frame(attempt, scope, signature);
    }

    private CanonicalRequest Canonical(RequestAttempt attempt, string hash) => new()
    {
        Method = attempt.Method.Method,
        Host = attempt.Host,
        Path = attempt.PathText,
        Query = attempt.QueryText,
        Headers = attempt.Headers,
        PayloadHash = hash,
        PathRule = _isS3 ? PathRule.AsSent : PathRule.Normalized,
    };

    private static bool IsExpired(AwsCredentials credentials, RequestAttempt attempt) => credentials.ExpiresAt is { } end && end <= attempt.Now;

    private static void Check(string value, string parameter)
    {
        ArgumentException.ThrowIfNullOrEmpty(value, parameter);
        if (value.Length > 63 || !value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw new ArgumentException($"The {parameter} of a signature has letters, digits and hyphens only, at most 63, as in eu-central-1.", parameter);
        }
    }
}
