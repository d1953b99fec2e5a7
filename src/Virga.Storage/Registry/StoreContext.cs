namespace Virga.Storage;

/// <summary>What a provider opens a store with.</summary>
/// <param name="Settings">The query of the URL, then the settings that the caller gave.</param>
/// <param name="Options">Clock, randomness, buffers and transfers.</param>
public sealed record StoreContext(ISettingsSource Settings, ObjectStoreOptions Options)
{
    /// <summary>The clock.</summary>
    public TimeProvider Time => Options.Time;

    /// <summary>Where names come from; null for the system's secure source.</summary>
    public Random? Random => Options.Random;
}
