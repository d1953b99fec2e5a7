namespace Virga.Servers;

/// <summary>A server on loopback that tests may use: where it listens, the account and the provider profile that fits it.</summary>
/// <param name="ProfileName">Name of the profile in the S3 specification; also the server's column in matrix.md.</param>
public sealed record TestServer(string Name, Uri Endpoint, string AccessKeyId, string SecretAccessKey, string Region, string ProfileName)
{
    public override string ToString() => $"{Name} at {Endpoint}";
}
