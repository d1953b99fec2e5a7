using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Virga.Hosting.Tests;

/// <summary>Containers and configurations of small applications.</summary>
internal static class Application
{
    public static IConfigurationRoot Configuration(params (string Key, string? Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(pair => new KeyValuePair<string, string?>(pair.Key, pair.Value))).Build();

    public static ServiceProvider Build(Action<ServiceCollection> register)
    {
        var services = new ServiceCollection();
        register(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }
}
