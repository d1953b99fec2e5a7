namespace Virga.Aws.Tests.Credentials;

internal sealed class FakeSettings(bool trusted, params (string Name, string Value)[] values) : ISettingsSource
{
    public static FakeSettings None { get; } = new(true);

    public string? Get(string name) => values.FirstOrDefault(v => v.Name == name).Value;

    public string? Origin(string name) => Get(name) is null ? null : trusted ? "the arguments" : "the query of the store URL";

    public bool IsTrusted(string name) => trusted;

    public static Func<string, string?> Environment(params (string Name, string Value)[] variables) => name => variables.FirstOrDefault(v => v.Name == name).Value;
}
