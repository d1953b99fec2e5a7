using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Virga.Storage;

/// <summary>Adds object stores to the services of an application.</summary>
public static class ObjectStoreServices
{
    private const string Root = "ObjectStores";
    private const string Alone = "ObjectStore";

    /// <summary>Says which providers the stores of the application may have: <c>services.AddStoreProviders(stores =&gt; stores.AddAws().AddLocal())</c>. May be called several times.</summary>
    /// <remarks>The <see cref="StoreRegistry"/> that it fills can be asked for too, to open stores by URL. It takes TimeProvider, SegmentPool and ILoggerFactory from the container.</remarks>
    /// <param name="services">The services.</param>
    /// <param name="add">Adds providers to the registry.</param>
    public static IServiceCollection AddStoreProviders(this IServiceCollection services, Action<StoreRegistry> add)
    {
        ArgumentNullException.ThrowIfNull(add);
        return services.AddStoreProviders((_, registry) => add(registry));
    }

    /// <summary>Says which providers the stores of the application may have, with services at hand, such as a source of credentials.</summary>
    /// <param name="services">The services.</param>
    /// <param name="add">Gets the services, and adds providers to the registry.</param>
    public static IServiceCollection AddStoreProviders(this IServiceCollection services, Action<IServiceProvider, StoreRegistry> add)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(add);
        Registrations(services).Providers.Add(add);
        return services;
    }

    /// <summary>Adds a store with a name, from a configuration. Ask for it with <c>[FromKeyedServices("name")] ObjectStore store</c>.</summary>
    /// <remarks>
    /// The store is opened once and disposed with the container. Its settings are validated when the host starts, and when it is asked for.
    /// Asked for without a name, the application gets the store without a name, else the one that is called Default, else the first that was added.
    /// </remarks>
    /// <param name="services">The services.</param>
    /// <param name="name">The name.</param>
    /// <param name="configuration">The section of the store, or the whole configuration, of which the section <c>ObjectStores:name</c> is read.</param>
    /// <exception cref="ArgumentException">There is a store of that name already.</exception>
    public static ObjectStoreBuilder AddObjectStore(this IServiceCollection services, string name, IConfiguration configuration)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(configuration);
        return services.Add(name, settings => settings.Read(configuration as IConfigurationSection ?? configuration.GetSection($"{Root}:{name}")));
    }

    /// <summary>Adds a store with a name, from code.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name.</param>
    /// <param name="configure">Says what its settings are.</param>
    /// <exception cref="ArgumentException">There is a store of that name already.</exception>
    public static ObjectStoreBuilder AddObjectStore(this IServiceCollection services, string name, Action<ObjectStoreSettings> configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return services.Add(name, configure);
    }

    /// <summary>Adds the store without a name, from a configuration. Ask for it with <c>ObjectStore store</c>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The section of the store, or the whole configuration, of which the section <c>ObjectStore</c> is read.</param>
    /// <exception cref="ArgumentException">There is a store without a name already.</exception>
    public static ObjectStoreBuilder AddObjectStore(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return services.Add("", settings => settings.Read(configuration as IConfigurationSection ?? configuration.GetSection(Alone)));
    }

    /// <summary>Adds the store without a name, from code.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Says what its settings are.</param>
    /// <exception cref="ArgumentException">There is a store without a name already.</exception>
    public static ObjectStoreBuilder AddObjectStore(this IServiceCollection services, Action<ObjectStoreSettings> configure) => services.Add("", configure);

    /// <summary>Validates and opens all stores, where no host starts that does it.</summary>
    /// <param name="services">The container.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OptionsValidationException">The settings of a store are wrong; it has all that is.</exception>
    public static async Task OpenObjectStoresAsync(this IServiceProvider services, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(services);
        var opener = services.GetRequiredService<StoreOpener>();
        foreach (var store in opener.Stores) await opener.OpenAsync(store.Name).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private static ObjectStoreBuilder Add(this IServiceCollection services, string name, Action<ObjectStoreSettings> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        var registrations = Registrations(services);
        if (registrations.Find(name) is not null) throw new ArgumentException(name.Length == 0 ? "There is a store without a name already. Give this one a name." : $"There is a store '{name}' already. Give this one another name.", nameof(name));
        var registration = new StoreRegistration(name);
        registrations.Stores.Add(registration);
        services.AddOptions<ObjectStoreSettings>(name).Configure(configure).ValidateOnStart();
        if (name.Length > 0) services.AddKeyedSingleton(name, static (provider, key) => provider.GetRequiredService<StoreOpener>().Open((string)key!));
        services.TryAddSingleton(static provider => provider.GetRequiredService<StoreOpener>().Open(provider.GetRequiredService<StoreRegistrations>().Unkeyed.Name));
        return new ObjectStoreBuilder(services, registration);
    }

    internal static StoreRegistrations Registrations(IServiceCollection services)
    {
        if (services.FirstOrDefault(service => !service.IsKeyedService && service.ServiceType == typeof(StoreRegistrations))?.ImplementationInstance is StoreRegistrations known) return known;
        var registrations = new StoreRegistrations();
        services.AddSingleton(registrations);
        services.AddOptions<StoreSourceOptions>();
        services.TryAddSingleton(static provider =>
        {
            var options = new ObjectStoreOptions();
            var registry = new StoreRegistry(options with { Time = provider.GetService<TimeProvider>() ?? options.Time, Segments = provider.GetService<SegmentPool>() ?? options.Segments }, provider);
            foreach (var add in provider.GetRequiredService<StoreRegistrations>().Providers) add(provider, registry);
            return registry;
        });
        services.AddSingleton<StoreSources>();
        services.AddSingleton<StoreOpener>();
        services.AddSingleton<IValidateOptions<ObjectStoreSettings>, StoreSettingsValidation>();
        services.AddHostedService<StoreStart>();
        return registrations;
    }
}
