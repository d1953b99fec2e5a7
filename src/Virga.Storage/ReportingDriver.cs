using System.Diagnostics;
using System.Runtime.CompilerServices;
using Virga.Storage.Driver;

namespace Virga.Storage;

/// <summary>Traces and counts each call of a driver, and adds bucket and key to its errors, once.</summary>
/// <remarks>Every call passes here, so the state of its methods is pooled: two objects a call would be a tenth of what a small call allocates.</remarks>
internal sealed class ReportingDriver(IObjectStoreDriver inner, string bucket, string prefix) : IObjectStoreDriver, IFormSigner
{
    public IObjectStoreDriver Inner => inner;

    /// <summary>Whether the driver has what <see cref="PresignFormAsync"/> calls.</summary>
    public bool SignsForms => inner is IFormSigner;

    public Capabilities Capabilities { get; } = inner.Capabilities;

    public ValueTask<ObjectInfo> PutAsync(string key, Stream content, PutOptions options, CancellationToken cancellationToken) =>
        ReportAsync("put", key, (key, content, options), static (driver, a, token) => driver.PutAsync(a.key, a.content, a.options, token), cancellationToken, static (a, info) =>
        {
            StoreTelemetry.BytesSent.Add(a.options.Length);
            return Known(info);
        });

    public ValueTask<ObjectContent> GetAsync(string key, GetOptions options, CancellationToken cancellationToken) =>
        ReportAsync("get", key, (key, options), static (driver, a, token) => driver.GetAsync(a.key, a.options, token), cancellationToken, static (_, content) =>
            content.Info.Revision is "" ? content with { Info = Known(content.Info) } : content);

    public ValueTask<ObjectInfo> StatAsync(string key, CancellationToken cancellationToken) =>
        ReportAsync("stat", key, key, static (driver, a, token) => driver.StatAsync(a, token), cancellationToken, static (_, info) => Known(info));

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask DeleteAsync(string key, WriteCondition condition, CancellationToken cancellationToken) =>
        await ReportAsync("delete", key, (key, condition), static async (driver, a, token) =>
        {
            await driver.DeleteAsync(a.key, a.condition, token).ConfigureAwait(false);
            return true;
        }, cancellationToken).ConfigureAwait(false);

    public ValueTask<IReadOnlyList<DeleteFailure>> DeleteManyAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        ReportAsync("delete_many", null, keys, static (driver, a, token) => driver.DeleteManyAsync(a, token), cancellationToken);

    public ValueTask<ListPage> ListAsync(ListQuery query, CancellationToken cancellationToken) =>
        ReportAsync("list", null, query, static (driver, a, token) => driver.ListAsync(a, token), cancellationToken);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ObjectInfo> CopyAsync(ObjectAddress source, string key, CopyOptions options, CancellationToken cancellationToken) =>
        Known(await ReportAsync("copy", key, (source, key, options), static (driver, a, token) => driver.CopyAsync(a.source, a.key, a.options, token), cancellationToken).ConfigureAwait(false));

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ObjectInfo> MoveAsync(string source, string key, MoveOptions options, CancellationToken cancellationToken) =>
        Known(await ReportAsync("move", source, (source, key, options), static (driver, a, token) => driver.MoveAsync(a.source, a.key, a.options, token), cancellationToken).ConfigureAwait(false));

    public ValueTask<Upload> BeginUploadAsync(string key, string ticket, PutOptions options, CancellationToken cancellationToken) =>
        ReportAsync("begin_upload", key, (key, ticket, options), static (driver, a, token) => driver.BeginUploadAsync(a.key, a.ticket, a.options, token), cancellationToken);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Part> PutPartAsync(Upload upload, PartSlot slot, Stream content, Checksum checksum, CancellationToken cancellationToken)
    {
        var part = await ReportAsync("put_part", upload.Key, (upload, slot, content, checksum), static (driver, a, token) => driver.PutPartAsync(a.upload, a.slot, a.content, a.checksum, token), cancellationToken).ConfigureAwait(false);
        StoreTelemetry.BytesSent.Add(part.Size);
        return part;
    }

    public ValueTask<Part> CopyPartAsync(Upload upload, PartSlot slot, ObjectAddress source, ByteRange range, CancellationToken cancellationToken) =>
        ReportAsync("copy_part", upload.Key, (upload, slot, source, range), static (driver, a, token) => driver.CopyPartAsync(a.upload, a.slot, a.source, a.range, token), cancellationToken);

    public ValueTask<PartPage> ListPartsAsync(Upload upload, string? continuation, CancellationToken cancellationToken) =>
        ReportAsync("list_parts", upload.Key, (upload, continuation), static (driver, a, token) => driver.ListPartsAsync(a.upload, a.continuation, token), cancellationToken);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ObjectInfo> CompleteUploadAsync(Upload upload, IReadOnlyList<Part> parts, PutOptions options, CancellationToken cancellationToken) =>
        Known(await ReportAsync("complete_upload", upload.Key, (upload, parts, options), static (driver, a, token) => driver.CompleteUploadAsync(a.upload, a.parts, a.options, token), cancellationToken).ConfigureAwait(false));

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask AbortUploadAsync(Upload upload, CancellationToken cancellationToken) =>
        await ReportAsync("abort_upload", upload.Key, upload, static async (driver, a, token) =>
        {
            await driver.AbortUploadAsync(a, token).ConfigureAwait(false);
            return true;
        }, cancellationToken).ConfigureAwait(false);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ObjectInfo> ComposeAsync(string key, IReadOnlyList<Part> sources, PutOptions options, CancellationToken cancellationToken) =>
        Known(await ReportAsync("compose", key, (key, sources, options), static (driver, a, token) => driver.ComposeAsync(a.key, a.sources, a.options, token), cancellationToken).ConfigureAwait(false));

    public ValueTask<SignedRequest> PresignAsync(PresignQuery query, CancellationToken cancellationToken) =>
        ReportAsync("presign", query.Key, query, static (driver, a, token) => driver.PresignAsync(a, token), cancellationToken);

    public ValueTask<SignedForm> PresignFormAsync(FormQuery query, CancellationToken cancellationToken) =>
        ReportAsync("presign", query.Key, query, static (driver, a, token) => ((IFormSigner)driver).PresignFormAsync(a, token), cancellationToken);

    /// <summary>The same error with bucket and key, unless it has them.</summary>
    public static ObjectStoreException Name(VirgaException error, string bucket, string? key)
    {
        if (error is ObjectStoreException { Bucket: not null } named) return named;
        var where = key is null ? $"bucket '{bucket}'" : $"'{key}' in bucket '{bucket}'";
        return new ObjectStoreException(error.Kind, $"{error.Message} ({where})", error) { Bucket = bucket, Key = (error as ObjectStoreException)?.Key ?? key };
    }

    // Some providers say an empty revision where they mean none.
    private static ObjectInfo Known(ObjectInfo info) => info.Revision is "" ? info with { Revision = null } : info;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<TResult> ReportAsync<TArguments, TResult>(string verb, string? key, TArguments arguments, Func<IObjectStoreDriver, TArguments, CancellationToken, ValueTask<TResult>> run, CancellationToken cancellationToken, Func<TArguments, TResult, TResult>? finish = null)
    {
        using var activity = StoreTelemetry.Start(verb, bucket, key);
        try
        {
            var result = await run(inner, arguments, cancellationToken).ConfigureAwait(false);
            StoreTelemetry.Count(verb, null);
            return finish is null ? result : finish(arguments, result);
        }
        catch (ArgumentException e)
        {
            // Portable arguments were checked before; this is what this provider cannot carry, such as metadata beyond ASCII.
            StoreTelemetry.Count(verb, ErrorKind.InvalidArgument);
            activity?.SetStatus(ActivityStatusCode.Error, nameof(ErrorKind.InvalidArgument));
            throw Name(new ObjectStoreException(ErrorKind.InvalidArgument, e.Message, e), bucket, key);
        }
        catch (VirgaException e)
        {
            StoreTelemetry.Count(verb, e.Kind);
            activity?.SetStatus(ActivityStatusCode.Error, e.Kind.ToString());
            throw Name(Outside(e), bucket, key);
        }
    }

    // A driver below a prefix names keys as they stand in the bucket.
    private VirgaException Outside(VirgaException error) =>
        prefix.Length == 0 || error is not ObjectStoreException { Key: { } key } || !key.StartsWith(prefix, StringComparison.Ordinal) ? error
            : new ObjectStoreException(error.Kind, error.Message, error) { Bucket = bucket, Key = key[prefix.Length..] };
}
