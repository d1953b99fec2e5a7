namespace Virga.Aws;

/// <summary>Makes the source of credentials that is asked where no keys are given.</summary>
/// <param name="profile">The AWS profile that was asked for, which is then the only source; null for the whole chain.</param>
public delegate IAwsCredentialSource AwsChain(string? profile);
