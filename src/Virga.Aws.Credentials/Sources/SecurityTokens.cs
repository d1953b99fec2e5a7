using Amazon;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace Virga.Aws.Sources;

/// <summary>Calls the Security Token Service.</summary>
/// <param name="options">Endpoint and region.</param>
/// <param name="region">The region of a profile; null when none says.</param>
internal sealed class SecurityTokens(AwsSdkOptions options, string? region)
{
    public async ValueTask<AwsCredentials> AssumeAsync(AssumeRole role, IAwsCredentialSource source, CancellationToken cancellationToken)
    {
        var credentials = await source.GetAsync(forceRefresh: false, cancellationToken).ConfigureAwait(false);
        try
        {
            return await AssumeAsync(role, credentials, cancellationToken).ConfigureAwait(false);
        }
        catch (VirgaException e) when (e.Code is "ExpiredToken" or "ExpiredTokenException")
        {
            credentials = await source.GetAsync(forceRefresh: true, cancellationToken).ConfigureAwait(false);
            return await AssumeAsync(role, credentials, cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask<AwsCredentials> AssumeAsync(AssumeRoleWithWebIdentity role, CancellationToken cancellationToken)
    {
        var request = new AssumeRoleWithWebIdentityRequest
        {
            RoleArn = role.RoleArn,
            RoleSessionName = role.SessionName,
            WebIdentityToken = await ReadTokenAsync(role.TokenFile, cancellationToken).ConfigureAwait(false),
        };
        if (role.Duration is { } time) request.DurationSeconds = (int)time.TotalSeconds;
        try
        {
            using var client = Client(new AnonymousAWSCredentials());
            var answer = await client.AssumeRoleWithWebIdentityAsync(request, cancellationToken).ConfigureAwait(false);
            return Of(answer.Credentials, role.RoleArn);
        }
        catch (Exception e) when (e is AmazonClientException or AmazonServiceException)
        {
            throw SdkFault.Of($"The role {role.RoleArn} could not be taken with the web identity of {role.TokenFile}", e);
        }
    }

    private async ValueTask<AwsCredentials> AssumeAsync(AssumeRole role, AwsCredentials credentials, CancellationToken cancellationToken)
    {
        if (credentials.IsAnonymous) throw new VirgaException(ErrorKind.Unauthenticated, $"The role {role.RoleArn} cannot be taken without credentials: its source is anonymous.");
        var request = new AssumeRoleRequest { RoleArn = role.RoleArn, RoleSessionName = role.SessionName, ExternalId = role.ExternalId, Policy = role.Policy, SourceIdentity = role.SourceIdentity };
        if (role.Duration is { } time) request.DurationSeconds = (int)time.TotalSeconds;
        try
        {
            using var client = Client(SdkForm(credentials));
            var answer = await client.AssumeRoleAsync(request, cancellationToken).ConfigureAwait(false);
            return Of(answer.Credentials, role.RoleArn);
        }
        catch (Exception e) when (e is AmazonClientException or AmazonServiceException)
        {
            throw SdkFault.Of($"The role {role.RoleArn} could not be taken with the key {credentials.AccessKeyId}", e);
        }
    }

    private AmazonSecurityTokenServiceClient Client(AWSCredentials credentials)
    {
        var place = options.Region ?? options.Variable("AWS_REGION") ?? options.Variable("AWS_DEFAULT_REGION") ?? region ?? "us-east-1";
        var config = new AmazonSecurityTokenServiceConfig { Timeout = options.Timeout };
        if ((options.StsEndpoint?.AbsoluteUri ?? options.Variable("AWS_ENDPOINT_URL_STS") ?? options.Variable("AWS_ENDPOINT_URL")) is { } endpoint)
        {
            config.ServiceURL = Trusted(endpoint).AbsoluteUri;
            config.AuthenticationRegion = place;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(place);
        }

        return new AmazonSecurityTokenServiceClient(credentials, config);
    }

    /// <summary>What goes there is a token, and what comes back are credentials.</summary>
    private Uri Trusted(string endpoint)
    {
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http") || uri.Host.Length == 0 || uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            throw new VirgaException(ErrorKind.InvalidArgument, "The address of the Security Token Service (AwsSdkOptions.StsEndpoint, AWS_ENDPOINT_URL_STS or AWS_ENDPOINT_URL) is not an absolute http or https URL of scheme, host, port and path alone.");
        }

        var allowed = (options.Variable("VIRGA_ALLOW_HOSTS") ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
        if (uri.Scheme == "https" || uri.IsLoopback || allowed.Any(pattern => HostPattern.Matches(pattern, uri))) return uri;
        throw new VirgaException(ErrorKind.Untrusted, $"The Security Token Service at {uri.Authority} would give credentials over plain http, where everyone on the way can read them. Use https, or allow the host by name in VIRGA_ALLOW_HOSTS.");
    }

    private static AWSCredentials SdkForm(AwsCredentials credentials) => credentials.SessionToken is { } token
        ? new SessionAWSCredentials(credentials.AccessKeyId, credentials.SecretAccessKey, token)
        : new BasicAWSCredentials(credentials.AccessKeyId, credentials.SecretAccessKey);

    private static AwsCredentials Of(Credentials? given, string role)
    {
        if (given is null) throw new VirgaException(ErrorKind.MalformedResponse, $"The Security Token Service answered without credentials for the role {role}.");
        return AwsCredentialChain.Make(given.AccessKeyId, given.SecretAccessKey, given.SessionToken, $"the role {role}", given.Expiration is { } end ? new DateTimeOffset(end.ToUniversalTime()) : null);
    }

    private static async ValueTask<string> ReadTokenAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            var text = (await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false)).Trim();
            return text.Length > 0 ? text : throw new VirgaException(ErrorKind.Unauthenticated, $"The web identity token file {file} is empty. Check AWS_WEB_IDENTITY_TOKEN_FILE or web_identity_token_file.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VirgaException(ErrorKind.Unauthenticated, $"The web identity token file {file} cannot be read: {e.GetType().Name}. Check AWS_WEB_IDENTITY_TOKEN_FILE or web_identity_token_file, and the file's permissions.", e);
        }
    }
}
