namespace Virga.Aws;

/// <summary>Credentials that were given once and do not change.</summary>
/// <param name="credentials">The credentials.</param>
public sealed class StaticCredentials(AwsCredentials credentials) : IAwsCredentialSource, IKnownAwsCredentials
{
    private readonly AwsCredentials _credentials = credentials ?? throw new ArgumentNullException(nameof(credentials));

    /// <summary>Makes a source of one access key.</summary>
    /// <param name="accessKeyId">The access key id.</param>
    /// <param name="secretAccessKey">The secret access key.</param>
    /// <param name="sessionToken">The session token of temporary credentials; null when there is none.</param>
    /// <exception cref="ArgumentException">A value is empty or holds a space or a line break.</exception>
    public StaticCredentials(string accessKeyId, string secretAccessKey, string? sessionToken = null)
        : this(new AwsCredentials(accessKeyId, secretAccessKey, sessionToken))
    {
    }

    /// <summary>Whether requests carry a session token header besides Authorization.</summary>
    internal bool HasSessionToken => _credentials.SessionToken is not null;

    /// <inheritdoc/>
    string IKnownAwsCredentials.Identity => _credentials.IsAnonymous ? "anonymous" : $"key {_credentials.AccessKeyId}";

    /// <inheritdoc/>
    public ValueTask<AwsCredentials> GetAsync(bool forceRefresh, CancellationToken cancellationToken) => new(_credentials);
}
