namespace Virga.Aws.S3;

/// <summary>Settings, and where they are silent the provider's own environment variables. Keys stay out: the credential chain reads those as a whole.</summary>
internal sealed class AmbientSettings(ISettingsSource inner, IReadOnlyList<SettingDescription> known, Func<string, string?> environment) : IListedSettings
{
    public IReadOnlyCollection<string> Names => (inner as IListedSettings)?.Names ?? [];

    public string? Get(string name) => Given(name) ?? Ambient(name).Value;

    public string? Origin(string name) => Given(name) is not null ? inner.Origin(name) : Variable(name);

    public string? Place(string name) => Given(name) is not null ? SettingReader.PlaceOf(inner, name) : Variable(name);

    public bool IsTrusted(string name) => Given(name) is null || inner.IsTrusted(name);

    private string? Given(string name) => inner.Get(name) is { Length: > 0 } value ? value : null;

    private string? Variable(string name) => Ambient(name).Name is { } variable ? $"the environment variable {variable}" : null;

    private (string? Name, string? Value) Ambient(string name)
    {
        foreach (var variable in known.FirstOrDefault(description => description.Name == name && description.Set is null)?.Variables ?? [])
        {
            // VIRGA variables are a source of their own, which who wants them gives.
            if (variable.StartsWith("AWS_", StringComparison.Ordinal) && environment(variable) is { Length: > 0 } value) return (variable, value);
        }

        return default;
    }
}
