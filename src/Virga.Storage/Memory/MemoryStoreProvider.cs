namespace Virga.Storage.Memory;

/// <summary>Opens memory by URL; a bucket comes into being when it is opened.</summary>
internal sealed class MemoryStoreProvider(MemoryOptions? options) : IStoreProvider
{
    private readonly MemoryAccount _account = new(options);

    public IReadOnlyList<string> Schemes { get; } = ["mem"];

    public IReadOnlyList<SettingDescription> Settings { get; } = [];

    public async ValueTask<ObjectStore> OpenAsync(StoreUrl url, StoreContext context, CancellationToken cancellationToken)
    {
        var account = _account.AsAccount(context.Options);
        if (!await _account.BucketExistsAsync(url.Bucket, cancellationToken).ConfigureAwait(false))
        {
            try
            {
                await _account.CreateBucketAsync(url.Bucket, cancellationToken).ConfigureAwait(false);
            }
            catch (ObjectStoreException e) when (e.Kind == ErrorKind.AlreadyExists)
            {
                // Two callers opened it at once.
            }
        }

        return account.Open(url.Bucket);
    }

    public ValueTask<ObjectAccount> OpenAccountAsync(StoreUrl url, StoreContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_account.AsAccount(context.Options));
    }
}
