namespace Virga.Storage;

/// <summary>What a provider opens a store with.</summary>
/// <param name="Settings">The query of the URL, then the settings that the caller gave.</param>
/// <param name="Options">Clock, randomness, buffers and transfers; what the settings say of them is in it.</param>
public sealed record StoreContext(ISettingsSource Settings, ObjectStoreOptions Options)
{
    /// <summary>The clock.</summary>
    public TimeProvider Time => Options.Time;

    /// <summary>Where names come from; null for the system's secure source.</summary>
    public Random? Random => Options.Random;

    /// <summary>Services of the application, such as its logging; null outside of one.</summary>
    public IServiceProvider? Services { get; init; }
}
