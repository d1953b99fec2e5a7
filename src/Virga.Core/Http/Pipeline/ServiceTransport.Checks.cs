namespace Virga.Http;

/// <content>What is checked when a client is made.</content>
public sealed partial class ServiceTransport
{
    /// <summary>Checks options without making a client of them, as at the start of an application.</summary>
    /// <param name="service">What the spec says.</param>
    /// <param name="options">What the user says.</param>
    /// <exception cref="ArgumentException">An option has a value that cannot be used, or contradicts another; the message names it.</exception>
    public static void Check(ServiceDefinition service, ClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(options);
        Checked(service, options);
    }

    private static (TrustRules Trust, Uri Address) Checked(ServiceDefinition service, ClientOptions options)
    {
        options.Validate();
        var trust = new TrustRules(service.TrustedHosts, options.AllowedHosts);
        foreach (var key in options.Schemes.Keys)
        {
            if (service.Schemes.Count == 0 || service.Schemes.Any(scheme => scheme.Key == key)) continue;
            throw new ArgumentException($"ClientOptions.Schemes has '{key}', which is no security scheme of {service.Name}; it has {string.Join(", ", service.Schemes.Select(scheme => scheme.Key))}.");
        }

        var address = options.Endpoint is { } endpoint
            ? ServerAddress.Check(endpoint, "ClientOptions.Endpoint")
            : ServerAddress.Expand(options.Profile?.Server ?? service.ServerTemplate, name => Required(service, options, name));
        ConnectionOptionsCheck.Address(options, address);
        return (trust, address);
    }

    private static string Required(ServiceDefinition service, ClientOptions options, string name) =>
        Known(service, options, name) ?? throw new ArgumentException($"{service.Name} needs a value for {name}: set ClientOptions.Variables[\"{name}\"].", name);

    private static string? Known(ServiceDefinition service, ClientOptions options, string name)
    {
        if (options.Variables.TryGetValue(name, out var value)) return value;
        if (name == "region" && options.Profile?.Region is { } region) return region;
        foreach (var variable in service.Variables)
        {
            if (variable.Name == name) return variable.Default;
        }

        return null;
    }
}
