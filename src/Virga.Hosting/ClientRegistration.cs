using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Virga.Http;

namespace Virga.Hosting;

/// <summary>What the registration of a client must know of it. Emitted code holds one for each client; <c>services.AddNotesClient(configuration)</c> is the way in.</summary>
/// <typeparam name="TClient">The client.</typeparam>
public sealed class ClientRegistration<TClient>
    where TClient : class
{
    /// <summary>What the spec says.</summary>
    public required ServiceDefinition Service { get; init; }

    /// <summary>Makes the client.</summary>
    public required Func<ClientOptions, TClient> Create { get; init; }

    /// <summary>Completes options that configuration and application have set, for the client of a key, which is null for the one without; null for nothing.</summary>
    public Action<IServiceProvider, string?, ClientOptions>? Prepare { get; init; }

    /// <summary>A provider profile by its name; null when the spec declares none.</summary>
    public Func<string, ServiceProfile?>? FindProfile { get; init; }

    /// <summary>Adds the client as a singleton.</summary>
    /// <param name="services">The container.</param>
    /// <param name="key">Its key; null for none.</param>
    /// <param name="configuration">The section of its settings, or a root that has a section of the service's name (of the key, for a client with a key); null for none.</param>
    /// <param name="configure">Sets options, after the configuration; null for none.</param>
    /// <returns>The builder of its handlers. Its name is that of the client's options, too.</returns>
    public IHttpClientBuilder Add(IServiceCollection services, string? key, IConfiguration? configuration, Action<ClientOptions>? configure)
    {
        var (options, builder) = Begin(services, key, configuration);
        if (configure is not null) options.Configure(configure);
        return Complete(options, builder, key);
    }

    /// <summary>Adds the client as a singleton, with options that need services of the container.</summary>
    /// <param name="services">The container.</param>
    /// <param name="key">Its key; null for none.</param>
    /// <param name="configuration">The section of its settings, or a root that has a section of the service's name (of the key, for a client with a key); null for none.</param>
    /// <param name="configure">Sets options, after the configuration.</param>
    /// <returns>The builder of its handlers. Its name is that of the client's options, too.</returns>
    public IHttpClientBuilder Add(IServiceCollection services, string? key, IConfiguration? configuration, Action<IServiceProvider, ClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var (options, builder) = Begin(services, key, configuration);
        options.Configure<IServiceProvider>((target, provider) => configure(provider, target));
        return Complete(options, builder, key);
    }

    /// <summary>Lets the client be asked for by an interface that it implements.</summary>
    /// <typeparam name="TInterface">The interface.</typeparam>
    /// <param name="services">The container.</param>
    /// <param name="key">Its key; null for none.</param>
    /// <param name="cast">The client as the interface.</param>
    public void AddAs<TInterface>(IServiceCollection services, string? key, Func<TClient, TInterface> cast)
        where TInterface : class
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(cast);

        // The container disposes it once for each name that it has, which a client bears.
        if (key is null) services.TryAddSingleton(provider => cast(provider.GetRequiredService<TClient>()));
        else services.TryAddKeyedSingleton(key, (provider, _) => cast(provider.GetRequiredKeyedService<TClient>(key)));
    }

    private static string NameOf(string? key) => key is null ? typeof(TClient).FullName! : $"{typeof(TClient).FullName}:{key}";

    private (OptionsBuilder<ClientOptions> Options, IHttpClientBuilder Builder) Begin(IServiceCollection services, string? key, IConfiguration? configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (key is { Length: 0 }) throw new ArgumentException("The key of a client is empty; give it a name, or register it without a key.", nameof(key));
        var name = NameOf(key);
        var section = configuration is null or IConfigurationSection ? configuration as IConfigurationSection : configuration.GetSection(key ?? Service.Name);
        var options = services.AddOptions<ClientOptions>(name);
        if (section is not null) options.Configure(target => ClientSettings.Bind(section, target, Service, FindProfile));
        services.AddSingleton<IValidateOptions<ClientOptions>>(new ClientOptionsValidation(name, Service, section, FindProfile));

        // The factory's own loggers write whole URLs, and some of ours are secrets; the client logs by itself.
        var builder = services.AddHttpClient(name).RemoveAllLoggers();

        // The handler renews its connections by itself, so it need not be made anew; SetHandlerLifetime says otherwise.
        builder.SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        builder.ConfigurePrimaryHttpMessageHandler(provider => Options(provider, name).CreateHandler());
        return (options, builder);
    }

    private IHttpClientBuilder Complete(OptionsBuilder<ClientOptions> options, IHttpClientBuilder builder, string? key)
    {
        var name = builder.Name;
        options.PostConfigure<IServiceProvider>((target, provider) => FromContainer(provider, target, name, key));
        options.ValidateOnStart();
        if (key is null) builder.Services.TryAddSingleton(provider => Create(Options(provider, name)));
        else builder.Services.TryAddKeyedSingleton(key, (provider, _) => Create(Options(provider, name)));
        return builder;
    }

    private static ClientOptions Options(IServiceProvider provider, string name) => provider.GetRequiredService<IOptionsMonitor<ClientOptions>>().Get(name);

    private void FromContainer(IServiceProvider provider, ClientOptions options, string name, string? key)
    {
        if (ReferenceEquals(options.TimeProvider, TimeProvider.System)) options.TimeProvider = provider.GetService<TimeProvider>() ?? options.TimeProvider;
        options.LoggerFactory ??= provider.GetService<ILoggerFactory>();
        options.Auth ??= Credentials(provider, key ?? Service.Name);
        Prepare?.Invoke(provider, key, options);
        if (options.Handler is not null || options.HttpClient is not null || options.HandlerSource is not null) return;
        var factory = provider.GetRequiredService<IHttpMessageHandlerFactory>();
        options.HandlerSource = () => factory.CreateHandler(name);
    }

    // By the client's own key only: a scheme that is registered for all would send one service's credentials to another.
    private static AuthScheme? Credentials(IServiceProvider provider, string key)
    {
        if (provider is not IKeyedServiceProvider keyed) return null;
        if (keyed.GetKeyedService<AuthScheme>(key) is { } scheme) return scheme;
        return keyed.GetKeyedService<ITokenSource>(key) is { } tokens ? new BearerAuth(tokens) : null;
    }
}
