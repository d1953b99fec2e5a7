namespace Virga.Cli.Arguments;

/// <summary>Takes credentials from one layer as a whole: a session token of the profile file does not go with keys of the environment.</summary>
internal sealed class WholeCredentials(ISettingsSource environment, ISettingsSource all) : ISettingsSource
{
    public string? Get(string name) => Holder(name).Get(name);

    public string? Origin(string name) => Holder(name).Origin(name);

    public bool IsTrusted(string name) => Holder(name).IsTrusted(name);

    private ISettingsSource Holder(string name) =>
        name is "access-key-id" or "secret-access-key" or "session-token" && (environment.Get("access-key-id") ?? environment.Get("secret-access-key")) is not null ? environment : all;
}
