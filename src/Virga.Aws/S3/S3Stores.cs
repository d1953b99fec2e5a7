using Virga.Aws.S3.Providers;
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
    /// <exception cref="VirgaException">Endpoint, profile and region do not fit each other, or the provider has no bucket of such a name.</exception>
    public static ObjectStore Open(string bucket, S3Options? options = null, ObjectStoreOptions? store = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(bucket);
        var chosen = Chosen(options);
        S3BucketRule.Of(chosen).Check(bucket, chosen.Region!);
        var (client, storeOptions) = Prepare(chosen, store);
        return Store(client, bucket, chosen, storeOptions, new Owned(client));
    }

    /// <summary>Opens an account, for its buckets.</summary>
    /// <param name="options">Credentials, region, endpoint and profile.</param>
    /// <param name="store">Options of the stores that the account opens; null for the defaults.</param>
    public static ObjectAccount OpenAccount(S3Options? options = null, ObjectStoreOptions? store = null)
    {
        var chosen = Chosen(options);
        var (client, storeOptions) = Prepare(chosen, store);
        return new ObjectAccount(new S3AccountDriver(client, Place(chosen)), bucket => Store(client, bucket, chosen, storeOptions, owned: null), new Owned(client));
    }

    private static S3Options Chosen(S3Options? options) => (options ?? new S3Options()).WithCredentials().Settled();

    // Buckets of one endpoint may belong to others: a copy on the server goes by the rights of the target's credentials alone.
    private static (S3Client Client, ObjectStoreOptions Store) Prepare(S3Options chosen, ObjectStoreOptions? store)
    {
        store ??= new ObjectStoreOptions();
        var client = chosen.Client(store.Time, store.Random);
        return (client, store with { Account = store.Account ?? $"s3 {client.Transport.BaseAddress.GetLeftPart(UriPartial.Authority)} {AwsCredentialIdentity.Of(chosen.Credentials!)}" });
    }

    private static ObjectStore Store(S3Client client, string bucket, S3Options options, ObjectStoreOptions store, IAsyncDisposable? owned)
    {
        S3BucketRule.Of(options).Check(bucket, options.Region!);
        return new ObjectStore(new S3Driver(client, bucket, options.Profile), bucket, store, owned);
    }

    // "auto" is no place that a bucket could be created in.
    private static string Place(S3Options options) => options.Region == "auto" ? "" : options.Region!;

    private sealed class Owned(S3Client client) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            client.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
