using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using Virga.Storage.Transfers;

namespace Virga.Storage;

public sealed partial class ObjectStore
{
    private static readonly UploadOptions DefaultUpload = new();

    /// <summary>Stores what a stream still gives, from its current position. The stream stays open.</summary>
    /// <remarks>Its length need not be known. A file stream is read by offset, in parallel; any other is gathered part by part (see <see cref="TransferOptions"/> for the memory it takes).</remarks>
    /// <param name="key">The key.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="options">Conditions, headers, metadata; null for none.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Ends the upload; parts that were stored are removed.</param>
    public async ValueTask<UploadResult> UploadAsync(string key, Stream content, UploadOptions? options = null, IProgress<TransferProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (!content.CanRead) throw new ArgumentException("The stream cannot be read.", nameof(content));
        if (content is FileStream) CheckConsent(key, options);
        if (content is FileStream { CanSeek: true, IsAsync: var _ } file && content.GetType() == typeof(FileStream))
        {
            var source = new FileSource(file.SafeFileHandle, file.Name, file.Position, owned: false);
            await using (source.ConfigureAwait(false))
            {
                CheckStated(options, source.Length);
                var result = await UploadAsync(key, source, options, progress, cancellationToken).ConfigureAwait(false);
                file.Position += result.Bytes;
                return result;
            }
        }

        var length = content.CanSeek ? Math.Max(0, content.Length - content.Position) : options?.Length;
        if (content.CanSeek) CheckStated(options, length);
        var gathered = new StreamSource(content, length, _options.Segments);
        await using (gathered.ConfigureAwait(false)) return await UploadAsync(key, gathered, options, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stores bytes in memory, from where they lie. They must not change until the call ends.</summary>
    /// <param name="key">The key.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="options">Conditions, headers, metadata; null for none.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Ends the upload; parts that were stored are removed.</param>
    public ValueTask<UploadResult> UploadAsync(string key, ReadOnlyMemory<byte> content, UploadOptions? options = null, IProgress<TransferProgress>? progress = null, CancellationToken cancellationToken = default) =>
        UploadAsync(key, new ReadOnlySequence<byte>(content), options, progress, cancellationToken);

    /// <summary>Stores an array, from where it lies. It must not change until the call ends.</summary>
    /// <param name="key">The key.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="options">Conditions, headers, metadata; null for none.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Ends the upload; parts that were stored are removed.</param>
    public ValueTask<UploadResult> UploadAsync(string key, byte[] content, UploadOptions? options = null, IProgress<TransferProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        return UploadAsync(key, new ReadOnlySequence<byte>(content), options, progress, cancellationToken);
    }

    /// <summary>Stores a sequence of bytes, from where it lies. It must not change until the call ends.</summary>
    /// <param name="key">The key.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="options">Conditions, headers, metadata; null for none.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Ends the upload; parts that were stored are removed.</param>
    public ValueTask<UploadResult> UploadAsync(string key, ReadOnlySequence<byte> content, UploadOptions? options = null, IProgress<TransferProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        CheckStated(options, content.Length);
        return UploadAsync(key, new SequenceSource(content), options, progress, cancellationToken);
    }

    /// <summary>Stores what a pipe gives until it is completed. The reader is not completed.</summary>
    /// <param name="key">The key.</param>
    /// <param name="content">The pipe.</param>
    /// <param name="options">Conditions, headers, metadata; null for none.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Ends the upload; parts that were stored are removed.</param>
    public ValueTask<UploadResult> UploadAsync(string key, PipeReader content, UploadOptions? options = null, IProgress<TransferProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        return UploadAsync(key, content.AsStream(leaveOpen: true), options, progress, cancellationToken);
    }

    /// <summary>Stores text.</summary>
    /// <param name="key">The key.</param>
    /// <param name="text">The text.</param>
    /// <param name="encoding">The encoding; null for UTF-8 without a mark.</param>
    /// <param name="options">Conditions, headers, metadata; null for none.</param>
    /// <param name="cancellationToken">Ends the upload.</param>
    public async ValueTask<UploadResult> UploadTextAsync(string key, string text, Encoding? encoding = null, UploadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        using var bytes = new PooledBuffer(_options.Segments);
        (encoding ?? Encoding.UTF8).GetEncoder().Convert(text, bytes, flush: true, out _, out _);
        return await UploadAsync(key, bytes.AsSequence(), options, null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stores a file. Its parts are read by offset and take no memory of their own.</summary>
    /// <param name="key">The key.</param>
    /// <param name="path">The file. When it shrinks or grows while it is read, the call fails with <see cref="ErrorKind.Integrity"/> and nothing is stored.</param>
    /// <param name="options">Conditions, headers, metadata; null for none.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Ends the upload; parts that were stored are removed.</param>
    public async ValueTask<UploadResult> UploadFileAsync(string key, string path, UploadOptions? options = null, IProgress<TransferProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        CheckKey(key);
        CheckWritable(key);
        CheckConsent(key, options);
        var source = Named(key, () => FileSource.Open(path));
        await using (source.ConfigureAwait(false))
        {
            CheckStated(options, source.Length);
            return await UploadAsync(key, source, options, progress, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Opens a stream to write an object to. The object appears, whole, when <see cref="ObjectWriteStream.CompleteAsync"/> is called.</summary>
    /// <param name="key">The key.</param>
    /// <param name="options">Conditions, headers, metadata; null for none.</param>
    /// <param name="cancellationToken">Ends the upload, until it is completed.</param>
    public ValueTask<ObjectWriteStream> OpenWriteAsync(string key, UploadOptions? options = null, CancellationToken cancellationToken = default)
    {
        CheckKey(key);
        CheckWritable(key);
        Named(key, () => OptionMapping.ToPut(options ?? new UploadOptions(), Capabilities));
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(new ObjectWriteStream(this, key, options ?? new UploadOptions(), cancellationToken));
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<UploadResult> UploadAsync(string key, UploadSource source, UploadOptions? options, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        CheckKey(key);
        CheckWritable(key);
        options ??= DefaultUpload;
        var transfer = Transfer(options.Transfer);
        var put = Named(key, (options, Capabilities), static given => OptionMapping.ToPut(given.options, given.Capabilities));
        var checksum = Named(key, (options, Capabilities), static given => OptionMapping.ChecksumFor(given.options, given.Capabilities));
        cancellationToken.ThrowIfCancellationRequested();
        using var activity = StoreTelemetry.Start("upload", Bucket, key);
        var result = await NamedAsync(key, _uploads.UploadAsync(key, source, put, checksum, transfer, progress, cancellationToken)).ConfigureAwait(false);
        activity?.SetTag("virga.storage.parts", result.Parts);
        return ReferenceEquals(options, DefaultUpload) ? result : result with { Info = Completed(result.Info, options) };
    }

    // Providers answer a put with little more than the revision; the rest is what was asked for.
    private static ObjectInfo Completed(ObjectInfo info, UploadOptions options) => info with
    {
        ContentType = info.ContentType ?? options.ContentType,
        CacheControl = info.CacheControl ?? options.CacheControl,
        ContentDisposition = info.ContentDisposition ?? options.ContentDisposition,
        ContentEncoding = info.ContentEncoding ?? options.ContentEncoding,
        ContentLanguage = info.ContentLanguage ?? options.ContentLanguage,
        StorageClass = info.StorageClass ?? options.StorageClass,
    };

    private void CheckConsent(string key, UploadOptions? options)
    {
        if (!_options.RequireUnencryptedConsent || options?.MayBeStoredUnencrypted == true) return;
        throw new ObjectStoreException(ErrorKind.InvalidArgument, $"The file for '{key}' may lie unencrypted in bucket '{Bucket}', and this store wants to be told that it may (ObjectStoreOptions.RequireUnencryptedConsent): set UploadOptions.MayBeStoredUnencrypted, or encrypt the file before. Nothing was sent.") { Bucket = Bucket, Key = key };
    }

    private static void CheckStated(UploadOptions? options, long? actual)
    {
        if (options?.Length is { } stated && actual is { } known && stated != known) throw new ArgumentException($"UploadOptions.Length says {stated} bytes, and the content has {known}.", nameof(options));
    }
}
