using Amazon.Runtime;

namespace Virga.Aws.Sources;

/// <summary>Turns the SDK's credentials into ours.</summary>
internal static class SdkCredentials
{
    public static AwsCredentials Of(ImmutableCredentials? given, DateTime? end, string origin)
    {
        if (given is null) throw new VirgaException(ErrorKind.Unauthenticated, $"No credentials came from {origin}.");

        // A process that says no end gives keys that last.
        var expires = end is { } time && time < DateTime.MaxValue.AddYears(-1) ? new DateTimeOffset(time.ToUniversalTime()) : (DateTimeOffset?)null;
        return AwsCredentialChain.Make(given.AccessKey, given.SecretKey, given.Token, origin, expires);
    }
}
