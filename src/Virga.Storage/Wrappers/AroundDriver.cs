using Virga.Storage.Driver;

namespace Virga.Storage.Wrappers;

/// <summary>Does something before and after each call of another driver, and sees the bodies that go and come. No closure is made per call.</summary>
/// <typeparam name="TCall">What is remembered from before a call until after it.</typeparam>
internal abstract class AroundDriver<TCall>(IObjectStoreDriver inner) : IObjectStoreDriver, IFormSigner
{
    public Capabilities Capabilities { get; } = inner.Capabilities;

    public ValueTask<ObjectInfo> PutAsync(string key, Stream content, PutOptions options, CancellationToken cancellationToken) =>
        RunAsync(StoreCalls.Put, key, (self: this, key, content, options), static (driver, a, call, token) => driver.PutAsync(a.key, a.self.Sending(call, a.key, a.content), a.options, token), cancellationToken);

    public async ValueTask<ObjectContent> GetAsync(string key, GetOptions options, CancellationToken cancellationToken)
    {
        var call = await EnterAsync(StoreCalls.Get, key, cancellationToken).ConfigureAwait(false);
        ObjectContent content;
        try
        {
            content = await inner.GetAsync(key, options, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Leave(call, StoreCalls.Get, key, e);
            throw;
        }

        return await OpenedAsync(call, key, content).ConfigureAwait(false);
    }

    public ValueTask<ObjectInfo> StatAsync(string key, CancellationToken cancellationToken) =>
        RunAsync(StoreCalls.Stat, key, key, static (driver, a, _, token) => driver.StatAsync(a, token), cancellationToken);

    public async ValueTask DeleteAsync(string key, WriteCondition condition, CancellationToken cancellationToken)
    {
        var call = await EnterAsync(StoreCalls.Delete, key, cancellationToken).ConfigureAwait(false);
        try
        {
            await inner.DeleteAsync(key, condition, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Leave(call, StoreCalls.Delete, key, e);
            throw;
        }

        Leave(call, StoreCalls.Delete, key, null);
    }

    public ValueTask<IReadOnlyList<DeleteFailure>> DeleteManyAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        RunAsync(StoreCalls.DeleteMany, null, keys, static (driver, a, _, token) => driver.DeleteManyAsync(a, token), cancellationToken);

    public ValueTask<ListPage> ListAsync(ListQuery query, CancellationToken cancellationToken) =>
        RunAsync(StoreCalls.List, null, query, static (driver, a, _, token) => driver.ListAsync(a, token), cancellationToken);

    public ValueTask<ObjectInfo> CopyAsync(ObjectAddress source, string key, CopyOptions options, CancellationToken cancellationToken) =>
        RunAsync(StoreCalls.Copy, key, (source, key, options), static (driver, a, _, token) => driver.CopyAsync(a.source, a.key, a.options, token), cancellationToken);

    public ValueTask<ObjectInfo> MoveAsync(string source, string key, MoveOptions options, CancellationToken cancellationToken) =>
        RunAsync(StoreCalls.Move, source, (source, key, options), static (driver, a, _, token) => driver.MoveAsync(a.source, a.key, a.options, token), cancellationToken);

    public ValueTask<Upload> BeginUploadAsync(string key, string ticket, PutOptions options, CancellationToken cancellationToken) =>
        RunAsync(StoreCalls.BeginUpload, key, (key, ticket, options), static (driver, a, _, token) => driver.BeginUploadAsync(a.key, a.ticket, a.options, token), cancellationToken);

    public ValueTask<Part> PutPartAsync(Upload upload, PartSlot slot, Stream content, Checksum checksum, CancellationToken cancellationToken) =>
        RunAsync(StoreCalls.PutPart, upload.Key, (self: this, upload, slot, content, checksum), static (driver, a, call, token) => driver.PutPartAsync(a.upload, a.slot, a.self.Sending(call, a.upload.Key, a.content), a.checksum, token), cancellationToken);

    public ValueTask<Part> CopyPartAsync(Upload upload, PartSlot slot, ObjectAddress source, ByteRange range, CancellationToken cancellationToken) =>
        RunAsync(StoreCalls.CopyPart, upload.Key, (upload, slot, source, range), static (driver, a, _, token) => driver.CopyPartAsync(a.upload, a.slot, a.source, a.range, token), cancellationToken);

    public ValueTask<PartPage> ListPartsAsync(Upload upload, string? continuation, CancellationToken cancellationToken) =>
        RunAsync(StoreCalls.ListParts, upload.Key, (upload, continuation), static (driver, a, _, token) => driver.ListPartsAsync(a.upload, a.continuation, token), cancellationToken);

    public ValueTask<ObjectInfo> CompleteUploadAsync(Upload upload, IReadOnlyList<Part> parts, PutOptions options, CancellationToken cancellationToken) =>
        RunAsync(StoreCalls.CompleteUpload, upload.Key, (upload, parts, options), static (driver, a, _, token) => driver.CompleteUploadAsync(a.upload, a.parts, a.options, token), cancellationToken);

    public async ValueTask AbortUploadAsync(Upload upload, CancellationToken cancellationToken)
    {
        var call = await EnterAsync(StoreCalls.AbortUpload, upload.Key, cancellationToken).ConfigureAwait(false);
        try
        {
            await inner.AbortUploadAsync(upload, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Leave(call, StoreCalls.AbortUpload, upload.Key, e);
            throw;
        }

        Leave(call, StoreCalls.AbortUpload, upload.Key, null);
    }

    public ValueTask<ObjectInfo> ComposeAsync(string key, IReadOnlyList<Part> sources, PutOptions options, CancellationToken cancellationToken) =>
        RunAsync(StoreCalls.Compose, key, (key, sources, options), static (driver, a, _, token) => driver.ComposeAsync(a.key, a.sources, a.options, token), cancellationToken);

    public ValueTask<SignedRequest> PresignAsync(PresignQuery query, CancellationToken cancellationToken) =>
        RunAsync(StoreCalls.Presign, query.Key, query, static (driver, a, _, token) => driver.PresignAsync(a, token), cancellationToken);

    public ValueTask<SignedForm> PresignFormAsync(FormQuery query, CancellationToken cancellationToken) =>
        RunAsync(StoreCalls.Presign, query.Key, query, static (driver, a, _, token) => FormSigning.Of(driver).PresignFormAsync(a, token), cancellationToken);

    /// <summary>Before a call. What it throws is the call's error, and nothing is called.</summary>
    protected abstract ValueTask<TCall> EnterAsync(StoreCalls verb, string? key, CancellationToken cancellationToken);

    /// <summary>After a call, once. What it throws when there is no error takes the result's place.</summary>
    protected abstract void Leave(TCall call, StoreCalls verb, string? key, Exception? error);

    /// <summary>After an object was opened, in place of <see cref="Leave"/>. Owns the content from here on.</summary>
    protected virtual ValueTask<ObjectContent> OpenedAsync(TCall call, string key, ObjectContent content)
    {
        Leave(call, StoreCalls.Get, key, null);
        return ValueTask.FromResult(content);
    }

    /// <summary>The body of an object or part as the driver shall read it. It may seek when the content can.</summary>
    protected virtual Stream Sending(TCall call, string key, Stream content) => content;

    private async ValueTask<TResult> RunAsync<TArguments, TResult>(StoreCalls verb, string? key, TArguments arguments, Func<IObjectStoreDriver, TArguments, TCall, CancellationToken, ValueTask<TResult>> run, CancellationToken cancellationToken)
    {
        var call = await EnterAsync(verb, key, cancellationToken).ConfigureAwait(false);
        TResult result;
        try
        {
            result = await run(inner, arguments, call, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Leave(call, verb, key, e);
            throw;
        }

        Leave(call, verb, key, null);
        return result;
    }
}
