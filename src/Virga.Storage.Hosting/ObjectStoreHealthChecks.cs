using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Virga.Storage;

/// <summary>Adds the health of stores to an application's checks.</summary>
public static class ObjectStoreHealthChecks
{
    /// <summary>Adds the check of a store: <c>services.AddHealthChecks().AddObjectStore("archive")</c>. It asks for one row of a listing.</summary>
    /// <remarks>The result's data holds the store, the bucket and, of a failure, kind, status, code and request id; never a secret. That there is such a store is validated when the host starts.</remarks>
    /// <param name="builder">The checks.</param>
    /// <param name="store">The name that the store was added with; empty for the one without a name.</param>
    /// <param name="name">The name of the check; null for <c>objectstore:</c> and the store's name.</param>
    /// <param name="failureStatus">What a failure counts as; null for Unhealthy.</param>
    /// <param name="tags">Tags of the check; null for none.</param>
    /// <param name="configure">Changes how it asks; null for the defaults.</param>
    /// <exception cref="ArgumentException">The time limit is not more than nothing.</exception>
    public static IHealthChecksBuilder AddObjectStore(this IHealthChecksBuilder builder, string store = "", string? name = null, HealthStatus? failureStatus = null, IEnumerable<string>? tags = null, Action<ObjectStoreHealthOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(store);
        var options = new ObjectStoreHealthOptions();
        configure?.Invoke(options);
        if (options.Timeout <= TimeSpan.Zero) throw new ArgumentException("ObjectStoreHealthOptions.Timeout must be more than nothing.", nameof(configure));
        ObjectStoreServices.Registrations(builder.Services).Checked.Add(store);
        builder.Services.AddOptions<HealthCheckServiceOptions>().ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HealthCheckServiceOptions>, StoreHealthValidation>());
        return builder.Add(new HealthCheckRegistration(
            name ?? (store.Length == 0 ? "objectstore" : $"objectstore:{store}"),
            services => new ObjectStoreHealthCheck(services.GetRequiredService<StoreRegistrations>().FindChecked(store)!.Name, options, services.GetRequiredService<StoreOpener>(), services.GetService<TimeProvider>() ?? TimeProvider.System),
            failureStatus,
            tags));
    }
}
