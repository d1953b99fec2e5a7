namespace Virga.Aws;

/// <summary>No credentials: requests go unsigned, as public buckets allow.</summary>
public sealed class AnonymousCredentials : IAwsCredentialSource, IKnownAwsCredentials
{
    private AnonymousCredentials()
    {
    }

    /// <summary>The one instance.</summary>
    public static AnonymousCredentials Instance { get; } = new();

    /// <inheritdoc/>
    string IKnownAwsCredentials.Identity => "anonymous";

    /// <inheritdoc/>
    public ValueTask<AwsCredentials> GetAsync(bool forceRefresh, CancellationToken cancellationToken) => new(AwsCredentials.Anonymous);
}
