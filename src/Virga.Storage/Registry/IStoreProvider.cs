namespace Virga.Storage;

/// <summary>Opens stores by URL. Typed access to the provider's own client is a member of the provider's types, not of the stores.</summary>
public interface IStoreProvider
{
    /// <summary>The schemes that it answers, in lower case.</summary>
    IReadOnlyList<string> Schemes { get; }

    /// <summary>The settings that it reads beside those that all stores share (<see cref="StoreSettings"/>). A name that stands in no description is an error of who wrote it.</summary>
    IReadOnlyList<SettingDescription> Settings { get; }

    /// <summary>Opens the store of a URL's bucket. The key, if there is one, is the caller's.</summary>
    /// <remarks>
    /// Must check its settings, and tell all that is wrong in one <see cref="SettingsException"/>: applications open their stores when they start. Should send nothing and should complete at once;
    /// credentials and whatever a server must tell belong into the first call.
    /// </remarks>
    /// <param name="url">The URL.</param>
    /// <param name="context">Settings, clock, buffers.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<ObjectStore> OpenAsync(StoreUrl url, StoreContext context, CancellationToken cancellationToken);

    /// <summary>Opens the account that the URL names; its bucket does not count.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="context">Settings, clock, buffers.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<ObjectAccount> OpenAccountAsync(StoreUrl url, StoreContext context, CancellationToken cancellationToken);
}
