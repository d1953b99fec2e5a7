namespace Virga.Aws.Sources;

/// <summary>Fetches credentials anew each time.</summary>
internal interface ICredentialFetch
{
    /// <summary>Equal for fetches that give the same credentials. Holds no secret.</summary>
    string Identity { get; }

    /// <summary>Where it looks and why it found nothing, for messages.</summary>
    string Tried { get; }

    /// <summary>Fetches; null when nothing is configured.</summary>
    /// <exception cref="VirgaException">Something is configured and gives nothing; the message says what, and no secret.</exception>
    ValueTask<AwsCredentials?> FetchAsync(CancellationToken cancellationToken);
}
