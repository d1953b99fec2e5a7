using Microsoft.Extensions.DependencyInjection;

namespace Virga.Storage;

/// <summary>A store that was added to an application, to say more about it.</summary>
public sealed class ObjectStoreBuilder
{
    private readonly StoreRegistration _registration;

    internal ObjectStoreBuilder(IServiceCollection services, StoreRegistration registration)
    {
        Services = services;
        _registration = registration;
    }

    /// <summary>The name of the store; empty for the one without a name.</summary>
    public string Name => _registration.Name;

    /// <summary>The services that it was added to.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Puts something around the store when it is opened: a wrapper that limits, measures or restricts. Called in order, the last one is outermost.</summary>
    /// <param name="wrap">Gets the services and the store, and gives the store that the application gets. What it gets is disposed with the container, whether or not the result owns it.</param>
    public ObjectStoreBuilder Wrap(Func<IServiceProvider, ObjectStore, ObjectStore> wrap)
    {
        ArgumentNullException.ThrowIfNull(wrap);
        _registration.Wraps.Add(wrap);
        return this;
    }
}
