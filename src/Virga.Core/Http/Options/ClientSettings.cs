namespace Virga.Http;

/// <summary>The settings that clients of every service share: limits of time and attempts.</summary>
public static class ClientSettings
{
    private static readonly SettingDescription Connect = new("connect-timeout", SettingKind.Time, "How long making a connection may take.") { OtherNames = ["connection-timeout"] };
    private static readonly SettingDescription Response = new("response-timeout", SettingKind.Time, "How long the headers of an answer may take.") { OtherNames = ["response-headers-timeout", "request-timeout", "http-timeout"] };
    private static readonly SettingDescription Read = new("read-timeout", SettingKind.Time, "How long an answer's body may stand still.") { OtherNames = ["read-idle-timeout", "idle-timeout"] };
    private static readonly SettingDescription Overall = new("timeout", SettingKind.Time, "How long a whole call may take, with all its attempts.") { OtherNames = ["overall-timeout", "api-call-timeout"] };
    private static readonly SettingDescription MaxAttempts = new("max-attempts", SettingKind.Count, "How often a request is sent at most.") { Minimum = 1, OtherNames = ["retries", "max-retries", "max-retry", "retry-attempts", "ec2-retries-value"] };

    /// <summary>What they are.</summary>
    public static IReadOnlyList<SettingDescription> All { get; } = [Connect, Response, Read, Overall, MaxAttempts];

    /// <summary>Writes what the settings say into options; what they do not say stays.</summary>
    /// <param name="reader">The settings.</param>
    /// <param name="options">The options.</param>
    public static void Apply(SettingReader reader, ClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(options);
        var timeouts = options.Timeouts;
        timeouts.Connect = reader.Time(Connect.Name) ?? timeouts.Connect;
        timeouts.ResponseHeaders = reader.Time(Response.Name) ?? timeouts.ResponseHeaders;
        timeouts.ReadIdle = reader.Time(Read.Name) ?? timeouts.ReadIdle;
        timeouts.Overall = reader.Time(Overall.Name) ?? timeouts.Overall;
        options.Retry.MaxAttempts = reader.Count(MaxAttempts.Name) ?? options.Retry.MaxAttempts;
    }
}
