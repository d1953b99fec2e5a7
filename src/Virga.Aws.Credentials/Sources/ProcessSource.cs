using Amazon.Runtime;

namespace Virga.Aws.Sources;

/// <summary>A program that prints credentials.</summary>
/// <param name="command">The program with its arguments.</param>
/// <param name="origin">Who names it, for messages: the command itself may hold a secret.</param>
internal sealed class ProcessSource(string command, string origin) : ICredentialFetch
{
    public string Identity => $"process of {origin}";

    public string Tried => origin;

    public async ValueTask<AwsCredentials?> FetchAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            using var process = new ProcessAWSCredentials(command) { PreemptExpiryTime = TimeSpan.Zero, ExpirationBuffer = TimeSpan.Zero };
            return SdkCredentials.Of(await process.GetCredentialsAsync().ConfigureAwait(false), process.Expiration, origin);
        }
        catch (Exception e) when (e is not (OperationCanceledException or VirgaException))
        {
            // What a program prints when it fails may be anything, so neither its words nor the SDK's go on.
            throw new VirgaException(ErrorKind.Unauthenticated, $"{char.ToUpperInvariant(origin[0])}{origin[1..]} gave no credentials ({e.GetType().Name}). Run it by hand to see why: it must print JSON with Version 1, AccessKeyId and SecretAccessKey, and end with 0.");
        }
    }
}
