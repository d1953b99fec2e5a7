namespace Virga.Aws;

/// <summary>An access key, its secret and, for temporary credentials, the session token.</summary>
/// <remarks>Immutable. <see cref="ToString"/> never shows the secret or the token.</remarks>
public sealed record AwsCredentials
{
    /// <summary>Makes credentials.</summary>
    /// <param name="accessKeyId">The access key id, as in <c>AKIAIOSFODNN7EXAMPLE</c>. It is not a secret.</param>
    /// <param name="secretAccessKey">The secret access key.</param>
    /// <param name="sessionToken">The session token of temporary credentials; null or empty for a long-lived key.</param>
    /// <param name="expiresAt">When temporary credentials end; null when they do not say.</param>
    /// <exception cref="ArgumentException">A value is empty or holds a space, a line break or a character that no header can carry.</exception>
    public AwsCredentials(string accessKeyId, string secretAccessKey, string? sessionToken = null, DateTimeOffset? expiresAt = null)
    {
        Check(accessKeyId, "access key id", nameof(accessKeyId));
        Check(secretAccessKey, "secret access key", nameof(secretAccessKey));
        if (!string.IsNullOrEmpty(sessionToken)) Check(sessionToken, "session token", nameof(sessionToken));

        AccessKeyId = accessKeyId;
        SecretAccessKey = secretAccessKey;
        SessionToken = string.IsNullOrEmpty(sessionToken) ? null : sessionToken;
        ExpiresAt = expiresAt;
    }

    private AwsCredentials()
    {
        AccessKeyId = "";
        SecretAccessKey = "";
    }

    /// <summary>No credentials: requests go unsigned.</summary>
    public static AwsCredentials Anonymous { get; } = new();

    /// <summary>The access key id; empty for <see cref="Anonymous"/>.</summary>
    public string AccessKeyId { get; }

    /// <summary>The secret access key; empty for <see cref="Anonymous"/>.</summary>
    public string SecretAccessKey { get; }

    /// <summary>The session token; null when there is none.</summary>
    public string? SessionToken { get; }

    /// <summary>When they end; null when they do not say.</summary>
    public DateTimeOffset? ExpiresAt { get; }

    /// <summary>Whether these are no credentials at all.</summary>
    public bool IsAnonymous => AccessKeyId.Length == 0;

    /// <summary>Names the access key id and the expiry, never a secret.</summary>
    public override string ToString() => IsAnonymous
        ? "AwsCredentials(anonymous)"
        : $"AwsCredentials({AccessKeyId}, secret redacted{(SessionToken is null ? "" : ", session token redacted")}{(ExpiresAt is { } end ? $", expires {end.ToUniversalTime():yyyy-MM-dd'T'HH:mm:ss'Z'}" : "")})";

    private static void Check(string value, string what, string parameter)
    {
        if (string.IsNullOrEmpty(value)) throw new ArgumentException($"The AWS {what} is empty.", parameter);
        foreach (var c in value)
        {
            if (c is '\r' or '\n') throw new ArgumentException($"The AWS {what} holds a line break; it was probably read from a file without being trimmed.", parameter);
            if (c is ' ' or '\t') throw new ArgumentException($"The AWS {what} holds a space; copy it again without the blanks around it.", parameter);
            if (c is < '!' or > '~') throw new ArgumentException($"The AWS {what} holds a character that cannot be sent in a header; copy it again.", parameter);
        }
    }
}
