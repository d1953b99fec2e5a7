using System.Globalization;
using Virga.Aws.S3.Providers;
using Virga.Http;

namespace Virga.Aws.S3;

public sealed partial class S3Client
{
    /// <summary>Signs a form that somebody else can upload with, from a browser too. Nothing is sent.</summary>
    /// <param name="policy">What may be uploaded.</param>
    /// <param name="cancellationToken">Ends the wait for credentials.</param>
    /// <returns>The address and the fields; the content follows them as the field <c>file</c>. Whoever holds them may upload until the policy expires.</returns>
    /// <exception cref="VirgaException"><see cref="ErrorKind.InvalidArgument"/>: S3 would refuse the policy. <see cref="ErrorKind.Unauthenticated"/>: there are no credentials. <see cref="ErrorKind.Unsupported"/>: the client does not sign with Signature Version 4.</exception>
    public async ValueTask<SignedForm> PresignPostAsync(S3PostPolicy policy, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(policy);
        if (string.IsNullOrEmpty(policy.Bucket)) throw PostConditions.Refused("it names no Bucket.");
        S3BucketRule.Any.Check(policy.Bucket, "");
        var conditions = PostConditions.Of(policy);
        var auth = Transport.Options.Schemes.TryGetValue("sigv4", out var scheme) ? scheme : Transport.Options.Auth;
        if (auth == AuthScheme.Anonymous) throw new VirgaException(ErrorKind.Unauthenticated, "A POST policy cannot be signed without credentials: anonymous access was asked for. Give an access key.");
        if (auth is not SigV4Scheme signer) throw new VirgaException(ErrorKind.Unsupported, $"A POST policy is signed with Signature Version 4, and this client signs with {auth?.GetType().Name ?? "nothing"}. Set ClientOptions.Auth to a SigV4Scheme.");

        // A signed request to the bucket knows its address, by the rules of addressing and trust, and the service's time.
        var bucket = (await PresignHeadBucketAsync(policy.Bucket, policy.Expires, cancellationToken: cancellationToken).ConfigureAwait(false)).Url;
        var now = TimeOf(bucket);
        var scope = await signer.ScopeAsync(now, cancellationToken).ConfigureAwait(false);
        var address = new Uri(bucket.AbsoluteUri[..bucket.AbsoluteUri.IndexOf('?', StringComparison.Ordinal)], new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        return new SignedForm(address, PostDocument.Sign(conditions, scope, now));
    }

    private static DateTimeOffset TimeOf(Uri signed)
    {
        const string Name = "X-Amz-Date=";
        var at = signed.Query.IndexOf(Name, StringComparison.Ordinal) + Name.Length;
        return DateTimeOffset.ParseExact(signed.Query.AsSpan(at, "20130524T000000Z".Length), "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
    }
}
