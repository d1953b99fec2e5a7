using Virga.Storage;

namespace Virga.Aws.S3;

/// <summary>Opens S3 buckets as object stores.</summary>
public static class S3Stores
{
    /// <summary>Registers the scheme <c>s3</c>. Settings of each URL, the environment and the AWS profile files say the rest; see <see cref="AwsSettings"/>.</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="options">What holds for every store unless a setting says otherwise; null for nothing.</param>
    /// <param name="environment">Reads an environment variable; null for the environment of the process.</param>
    public static StoreRegistry AddAws(this StoreRegistry registry, S3Options? options = null, Func<string, string?>? environment = null)
    {
        ArgumentNullException.ThrowIfNull(registry);
        return registry.Add(new S3StoreProvider(options ?? new S3Options(), environment));
    }

    /// <summary>Opens one bucket. Nothing is sent until the store is used.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="options">Credentials, region, endpoint and profile.</param>
    /// <param name="store">Options of the store; null for the defaults.</param>
    public static ObjectStore Open(string bucket, S3Options? options = null, ObjectStoreOptions? store = null)
    {
        var (client, chosen, storeOptions) = Prepare(options, store);
        return Store(client, bucket, chosen, storeOptions, new Owned(client));
    }

    /// <summary>Opens an account, for its buckets.</summary>
    /// <param name="options">Credentials, region, endpoint and profile.</param>
    /// <param name="store">Options of the stores that the account opens; null for the defaults.</param>
    public static ObjectAccount OpenAccount(S3Options? options = null, ObjectStoreOptions? store = null)
    {
        var (client, chosen, storeOptions) = Prepare(options, store);
        return new ObjectAccount(new S3AccountDriver(client, chosen.EffectiveRegion), bucket => Store(client, bucket, chosen, storeOptions, owned: null), new Owned(client));
    }

    // Buckets of one endpoint may belong to others: a copy on the server goes by the rights of the target's credentials alone.
    private static (S3Client Client, S3Options Options, ObjectStoreOptions Store) Prepare(S3Options? options, ObjectStoreOptions? store)
    {
        var chosen = (options ?? new S3Options()).WithCredentials();
        store ??= new ObjectStoreOptions();
        var client = chosen.CreateClient(store.Time, store.Random);
        return (client, chosen, store with { Account = store.Account ?? $"s3 {client.Transport.BaseAddress.GetLeftPart(UriPartial.Authority)} {AwsCredentialIdentity.Of(chosen.Credentials!)}" });
    }

    private static ObjectStore Store(S3Client client, string bucket, S3Options options, ObjectStoreOptions store, IAsyncDisposable? owned) =>
        new(new S3Driver(client, bucket, options.EffectiveProfile), bucket, store, owned);

    private sealed class Owned(S3Client client) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            client.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
