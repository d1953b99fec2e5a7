namespace Virga.Storage;

/// <summary>Opens stores by URL. Typed access to the provider's own client is a member of the provider's types, not of the stores.</summary>
public interface IStoreProvider
{
    /// <summary>The schemes that it answers, in lower case.</summary>
    IReadOnlyList<string> Schemes { get; }

    /// <summary>Opens the store of a URL's bucket. The key, if there is one, is the caller's.</summary>
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
