namespace Virga.Aws;

/// <summary>A source that may have no credentials, so that a chain goes on to the next one.</summary>
public interface IOptionalAwsCredentialSource : IAwsCredentialSource
{
    /// <summary>Where this source looks, for the message of a chain that found nothing: <c>the environment (AWS_ACCESS_KEY_ID is not set)</c>.</summary>
    string Tried { get; }

    /// <summary>The credentials, or null when this source has none. Credentials that are there and wrong are an error, not null.</summary>
    /// <param name="forceRefresh">True to read or fetch them anew.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="VirgaException"><see cref="ErrorKind.Unauthenticated"/>: something is there that cannot be used; the message says what and where.</exception>
    ValueTask<AwsCredentials?> TryGetAsync(bool forceRefresh, CancellationToken cancellationToken);
}
