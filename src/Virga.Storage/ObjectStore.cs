using System.Runtime.CompilerServices;
using Virga.Storage.Driver;
using Virga.Storage.Transfers;

namespace Virga.Storage;

/// <summary>One bucket of one provider, the same for all of them.</summary>
/// <remarks>
/// Safe for concurrent calls. Every call may throw <see cref="ObjectStoreException"/>, <see cref="OperationCanceledException"/> when its token is cancelled,
/// and <see cref="ArgumentException"/> for arguments that can never be right. Whatever <see cref="Capabilities"/> does not claim fails with
/// <see cref="ErrorKind.Unsupported"/> before anything is sent.
/// </remarks>
public sealed partial class ObjectStore : IAsyncDisposable
{
    private readonly ReportingDriver _driver;
    private readonly ObjectStoreOptions _options;
    private IAsyncDisposable? _owned;
    private readonly TransferContext _transfers;
    private readonly UploadEngine _uploads;
    private readonly object _root;

    /// <summary>Makes a store over a driver.</summary>
    /// <param name="driver">The driver.</param>
    /// <param name="bucket">The name of its bucket, for messages and copies.</param>
    /// <param name="options">Clock, buffers and transfers; null for the defaults.</param>
    /// <param name="owned">What is disposed with the store, such as the provider's client; null for nothing.</param>
    public ObjectStore(IObjectStoreDriver driver, string bucket, ObjectStoreOptions? options = null, IAsyncDisposable? owned = null)
    {
        ArgumentNullException.ThrowIfNull(driver);
        ArgumentException.ThrowIfNullOrEmpty(bucket);
        Bucket = bucket;
        _options = options ?? new ObjectStoreOptions();
        _options.Transfer.Check();
        _driver = new ReportingDriver(driver, bucket, "");
        _owned = owned;
        _transfers = new TransferContext(_driver, _options, new TicketSource(_options.Random));
        _uploads = new UploadEngine(_transfers);
        _root = driver;
        Prefix = "";
    }

    private ObjectStore(ObjectStore beneath, IObjectStoreDriver driver, string prefix)
    {
        Bucket = beneath.Bucket;
        Prefix = prefix;
        _options = beneath._options;
        _driver = new ReportingDriver(driver, Bucket, prefix);
        _transfers = new TransferContext(_driver, _options, beneath._transfers.Tickets);
        _root = beneath._root;
        _uploads = new UploadEngine(_transfers);
    }

    /// <summary>The name of the bucket.</summary>
    public string Bucket { get; }

    /// <summary>What stands before every key of this store in its bucket: see <see cref="WithPrefix"/>. Empty for the whole bucket.</summary>
    public string Prefix { get; }

    /// <summary>What the provider can do, and its limits.</summary>
    public Capabilities Capabilities => _driver.Capabilities;

    /// <summary>How transfers of this store run unless their own options say otherwise.</summary>
    public TransferOptions TransferDefaults => _options.Transfer;

    /// <summary>Disposes what the store owns, once however often it is called. Calls that are running may fail.</summary>
    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _owned, null)?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>The bucket, and the prefix where there is one; nothing that is secret.</summary>
    public override string ToString() => Prefix.Length == 0 ? $"ObjectStore({Bucket})" : $"ObjectStore({Bucket}/{Prefix})";

    internal IObjectStoreDriver Driver => _driver.Inner;

    private void CheckKey(string key) => KeyRules.Check(key, Bucket, Capabilities.Limits);

    private void CheckWritable(string? key)
    {
        if (Capabilities.IsReadOnly) throw new ObjectStoreException(ErrorKind.Unsupported, OptionMapping.ReadOnlyMessage) { Bucket = Bucket, Key = key };
    }

    private TransferOptions Transfer(TransferOptions? own)
    {
        var transfer = own ?? _options.Transfer;
        transfer.Check();
        return transfer;
    }

    /// <summary>Runs what may fail outside the driver, and names the place in its errors too.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<T> NamedAsync<T>(string key, ValueTask<T> work)
    {
        try
        {
            return await work.ConfigureAwait(false);
        }
        catch (VirgaException e) when (e is not ObjectStoreException { Bucket: not null })
        {
            // Bodies are the driver's own streams, and fail with its client's errors.
            var named = ReportingDriver.Name(e, Bucket, key);
            foreach (System.Collections.DictionaryEntry entry in e.Data) named.Data[entry.Key] = entry.Value;
            throw named;
        }
    }

    private T Named<T>(string key, Func<T> check) => Named(key, check, static check => check());

    private T Named<TState, T>(string key, TState state, Func<TState, T> check)
    {
        try
        {
            return check(state);
        }
        catch (ObjectStoreException e) when (e.Bucket is null)
        {
            throw ReportingDriver.Name(e, Bucket, key);
        }
    }
}
