namespace Virga.Aws;

/// <summary>The first of several sources that has credentials. Once one has answered it is asked alone.</summary>
public sealed class AwsCredentialChain : IAwsCredentialSource, IKnownAwsCredentials
{
    private readonly IReadOnlyList<IAwsCredentialSource> _sources;
    private IAwsCredentialSource? _answered;

    /// <summary>Makes a chain.</summary>
    /// <param name="sources">The sources in the order in which they are asked. One that is not an <see cref="IOptionalAwsCredentialSource"/> ends the search.</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    public AwsCredentialChain(params IReadOnlyList<IAwsCredentialSource> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        if (sources.Count == 0) throw new ArgumentException("A chain of credentials needs at least one source.", nameof(sources));
        _sources = sources;
    }

    /// <summary>The environment, then the AWS profile files: what is ours of the usual chain. Roles, single sign-on and instance credentials are in the package Virga.Aws.Credentials.</summary>
    /// <param name="read">Reads an environment variable; null for the environment of the process.</param>
    /// <param name="profile">The AWS profile; null for AWS_PROFILE, else <c>default</c>.</param>
    public static AwsCredentialChain Default(Func<string, string?>? read = null, string? profile = null)
        => new(new EnvironmentCredentials(read), new ProfileCredentials(read, profile));

    /// <inheritdoc/>
    string IKnownAwsCredentials.Identity => string.Join(", else ", _sources.Select(AwsCredentialIdentity.Of));

    /// <inheritdoc/>
    public async ValueTask<AwsCredentials> GetAsync(bool forceRefresh, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _answered) is { } known) return await known.GetAsync(forceRefresh, cancellationToken).ConfigureAwait(false);

        foreach (var source in _sources)
        {
            var credentials = source is IOptionalAwsCredentialSource optional
                ? await optional.TryGetAsync(forceRefresh, cancellationToken).ConfigureAwait(false)
                : await source.GetAsync(forceRefresh, cancellationToken).ConfigureAwait(false);
            if (credentials is null) continue;
            Volatile.Write(ref _answered, source);
            return credentials;
        }

        throw NoneFound(_sources);
    }

    internal static VirgaException NoneFound(IReadOnlyList<IAwsCredentialSource> sources)
    {
        var tried = string.Join("; ", sources.Select(s => s is IOptionalAwsCredentialSource optional ? optional.Tried : s.GetType().Name));
        return new VirgaException(ErrorKind.Unauthenticated, $"No AWS credentials were found. Tried: {tried}. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, name a profile, or ask for anonymous access.");
    }

    /// <summary>Makes credentials from settings; a value that cannot be one is an error that says where it came from.</summary>
    internal static AwsCredentials Make(string id, string secret, string? token, string origin, DateTimeOffset? expiresAt = null)
    {
        try
        {
            return new AwsCredentials(id, secret, token, expiresAt);
        }
        catch (ArgumentException e)
        {
            var reason = e.ParamName is null ? e.Message : e.Message.Replace($" (Parameter '{e.ParamName}')", "", StringComparison.Ordinal);
            throw new VirgaException(ErrorKind.Unauthenticated, $"The AWS credentials of {origin} cannot be used: {reason}");
        }
    }
}
