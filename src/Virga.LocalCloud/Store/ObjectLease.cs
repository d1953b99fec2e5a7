namespace Virga.Local.Store;

/// <summary>An object whose bytes stay in place until the lease ends, whatever happens to its key.</summary>
internal sealed class ObjectLease : IDisposable
{
    private int _ended;

    private ObjectLease(StoredObject item) => Item = item;

    public StoredObject Item { get; }

    /// <summary>Takes a lease. The caller holds the bucket's lock.</summary>
    public static ObjectLease Take(StoredObject item)
    {
        item.Content.Acquire();
        return new(item);
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
        {
            Item.Content.Release();
        }
    }
}
