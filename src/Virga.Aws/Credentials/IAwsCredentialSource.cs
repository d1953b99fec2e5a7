namespace Virga.Aws;

/// <summary>Gives AWS credentials. Implementations must be safe for concurrent calls and should keep temporary credentials until shortly before they expire.</summary>
public interface IAwsCredentialSource
{
    /// <summary>Credentials that are valid now, or <see cref="AwsCredentials.Anonymous"/> when requests are to go unsigned.</summary>
    /// <param name="forceRefresh">True to read or fetch them anew even when those kept have not expired, as after an ExpiredToken error.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="VirgaException"><see cref="ErrorKind.Unauthenticated"/>: there are none; the message says what to set.</exception>
    ValueTask<AwsCredentials> GetAsync(bool forceRefresh, CancellationToken cancellationToken);
}
