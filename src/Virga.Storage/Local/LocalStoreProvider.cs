namespace Virga.Storage.Local;

/// <summary>Opens folders by URL.</summary>
internal sealed class LocalStoreProvider(LocalFileOptions? options) : IStoreProvider
{
    public IReadOnlyList<string> Schemes { get; } = ["file"];

    public IReadOnlyList<SettingDescription> Settings { get; } = [];

    public ValueTask<ObjectStore> OpenAsync(StoreUrl url, StoreContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var driver = new LocalFileDriver(url.Bucket, OptionsFor(context));
        var name = Path.GetFileName(driver.Root);
        return ValueTask.FromResult(new ObjectStore(driver, name.Length == 0 ? driver.Root : name, context.Options with { Account = $"file:{Path.GetDirectoryName(driver.Root)}" }));
    }

    public ValueTask<ObjectAccount> OpenAccountAsync(StoreUrl url, StoreContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(new LocalFileAccount(url.Bucket, OptionsFor(context)).AsAccount(context.Options));
    }

    private LocalFileOptions OptionsFor(StoreContext context) => options ?? new LocalFileOptions { Time = context.Time, Random = context.Random };
}
