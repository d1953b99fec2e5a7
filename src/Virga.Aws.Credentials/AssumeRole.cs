namespace Virga.Aws;

/// <summary>A role that is taken with credentials of another.</summary>
public sealed record AssumeRole
{
    /// <summary>The role, as in <c>arn:aws:iam::123456789012:role/reader</c>.</summary>
    public required string RoleArn { get; init; }

    /// <summary>The name of the session, which stands in Amazon's logs: 2 to 64 letters, digits and <c>=,.@-_</c>. Default: <c>virga</c>.</summary>
    public string SessionName { get; init; } = "virga";

    /// <summary>What the owner of the role demands of strangers. Default: nothing is sent.</summary>
    public string? ExternalId { get; init; }

    /// <summary>How long the session lasts, 15 minutes to 12 hours. Default: the service's, which is an hour.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>A policy in JSON that narrows what the session may do. Default: none.</summary>
    public string? Policy { get; init; }

    /// <summary>Who is behind the session, for Amazon's logs. Default: nothing is sent.</summary>
    public string? SourceIdentity { get; init; }

    internal AssumeRole Checked()
    {
        RoleRules.Check(RoleArn, SessionName, Duration);
        return this;
    }

    /// <summary>Names role and session, not the external id.</summary>
    public override string ToString() => $"AssumeRole({RoleArn}, session {SessionName})";
}
