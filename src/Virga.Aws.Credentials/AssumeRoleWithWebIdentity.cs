namespace Virga.Aws;

/// <summary>A role that is taken with a token of another identity provider, as pods of Kubernetes and runners of build services have it.</summary>
public sealed record AssumeRoleWithWebIdentity
{
    /// <summary>The role.</summary>
    public required string RoleArn { get; init; }

    /// <summary>The file that holds the token. It is read at each fetch, since its owner replaces it.</summary>
    public required string TokenFile { get; init; }

    /// <summary>The name of the session: 2 to 64 letters, digits and <c>=,.@-_</c>. Default: <c>virga</c>.</summary>
    public string SessionName { get; init; } = "virga";

    /// <summary>How long the session lasts, 15 minutes to 12 hours. Default: the service's, which is an hour.</summary>
    public TimeSpan? Duration { get; init; }

    internal AssumeRoleWithWebIdentity Checked()
    {
        RoleRules.Check(RoleArn, SessionName, Duration);
        ArgumentException.ThrowIfNullOrEmpty(TokenFile);
        return this;
    }

    /// <summary>Names role, session and file.</summary>
    public override string ToString() => $"AssumeRoleWithWebIdentity({RoleArn}, session {SessionName}, token of {TokenFile})";
}
