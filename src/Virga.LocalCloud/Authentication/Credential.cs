namespace Virga.Local.Authentication;

/// <summary>The one key that this endpoint knows. It has no text form: the secret stays here.</summary>
internal sealed class Credential(string accessKeyId, string secret, string? sessionToken)
{
    public string AccessKeyId { get; } = accessKeyId;

    public string Secret { get; } = secret;

    /// <summary>The token that must accompany the key; null when none may.</summary>
    public string? SessionToken { get; } = sessionToken;
}
