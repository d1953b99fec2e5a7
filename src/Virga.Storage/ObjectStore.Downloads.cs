using System.Runtime.CompilerServices;
using System.Text;
using Virga.Storage.Driver;
using Virga.Storage.Transfers;

namespace Virga.Storage;

public sealed partial class ObjectStore
{
    private static readonly DownloadOptions DefaultDownload = new();
    private static readonly GetOptions WholeObject = new(null, default);

    /// <summary>Opens an object. The stream owns the connection: dispose it.</summary>
    /// <remarks>A body that ends early, or whose checksum does not match, fails with <see cref="ErrorKind.Integrity"/> at the end of the reading.</remarks>
    /// <param name="key">The key.</param>
    /// <param name="options">Range and conditions; null for none.</param>
    /// <param name="cancellationToken">Ends the wait for the first byte; reading takes a token of its own.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ObjectDownload> DownloadAsync(string key, DownloadOptions? options = null, CancellationToken cancellationToken = default)
    {
        CheckKey(key);
        var get = WholeObject;
        if (options is null) options = DefaultDownload;
        else
        {
            OptionMapping.CheckRange(options.Range);
            get = new GetOptions(options.Range, Named(key, (options, Capabilities), static given => OptionMapping.ToRead(given.options, given.Capabilities)));
        }

        var content = await _driver.GetAsync(key, get, cancellationToken).ConfigureAwait(false);
        return new ObjectDownload(content, Bucket, options);
    }

    /// <summary>Opens a range of an object. The stream owns the connection: dispose it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="range">Which bytes; where it ends behind the object's end, the rest.</param>
    /// <param name="cancellationToken">Ends the wait for the first byte.</param>
    public ValueTask<ObjectDownload> DownloadRangeAsync(string key, ByteRange range, CancellationToken cancellationToken = default) =>
        DownloadAsync(key, new DownloadOptions { Range = range }, cancellationToken);

    /// <summary>Reads an object into a file: by ranges in parallel when it is large, all of one revision, into a temporary file that replaces the target at the end.</summary>
    /// <param name="key">The key.</param>
    /// <param name="path">The file. It is left as it was when anything fails.</param>
    /// <param name="options">Conditions and transfer; null for the defaults. A range is not taken.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Ends the download.</param>
    public async ValueTask<DownloadResult> DownloadToFileAsync(string key, string path, DownloadOptions? options = null, IProgress<TransferProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        CheckKey(key);
        options ??= DefaultDownload;
        if (options.Range is not null) throw new ArgumentException("A file takes the whole object; use DownloadRangeAsync for a range.", nameof(options));
        var transfer = Transfer(options.Transfer);
        var condition = Named(key, (options, Capabilities), static given => OptionMapping.ToRead(given.options, given.Capabilities));
        cancellationToken.ThrowIfCancellationRequested();
        using var activity = StoreTelemetry.Start("download", Bucket, key);
        var result = await NamedAsync(key, new FileDownload(_transfers, key, condition, transfer, options.VerifyChecksum, progress).RunAsync(path, cancellationToken)).ConfigureAwait(false);
        activity?.SetTag("virga.storage.ranges", result.Ranges);
        StoreTelemetry.BytesReceived.Add(result.Bytes);
        return result;
    }

    /// <summary>Reads an object into a stream, which stays open.</summary>
    /// <param name="key">The key.</param>
    /// <param name="target">The stream.</param>
    /// <param name="options">Range and conditions; null for none.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Ends the download.</param>
    public async ValueTask<ObjectInfo> DownloadToStreamAsync(string key, Stream target, DownloadOptions? options = null, IProgress<TransferProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        var content = await DownloadAsync(key, options, cancellationToken).ConfigureAwait(false);
        await using (content.ConfigureAwait(false))
        {
            var meter = ProgressMeter.For(progress, content.Expected);
            var done = 0L;

            // A small object takes a small buffer.
            var isSmall = content.Expected <= SegmentPool.SegmentSize;
            var buffer = isSmall ? _options.Segments.Rent() : FileBuffers.Rent();
            try
            {
                int read;
                while ((read = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
                {
                    await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                    meter?.Add(read);
                    done += read;
                }
            }
            finally
            {
                if (isSmall) _options.Segments.Return(buffer);
                else FileBuffers.Return(buffer);
            }

            meter?.Finish(done);
            return content.Info;
        }
    }

    /// <summary>Reads an object into an array.</summary>
    /// <param name="key">The key.</param>
    /// <param name="options">Range and conditions; null for none.</param>
    /// <param name="cancellationToken">Ends the download.</param>
    /// <exception cref="ObjectStoreException">Among others, <see cref="ErrorKind.TooLarge"/> when it does not fit into an array.</exception>
    public async ValueTask<byte[]> ReadBytesAsync(string key, DownloadOptions? options = null, CancellationToken cancellationToken = default)
    {
        var content = await DownloadAsync(key, options, cancellationToken).ConfigureAwait(false);
        await using (content.ConfigureAwait(false))
        {
            if (content.Expected > Array.MaxLength) throw new ObjectStoreException(ErrorKind.TooLarge, $"'{key}' has {content.Expected} bytes, more than an array holds; read it as a stream.") { Bucket = Bucket, Key = key };

            // Gathered in segments first: a length is only believed once the bytes are there.
            using var gathered = new PooledBuffer(_options.Segments);
            int read;
            while ((read = await content.ReadAsync(gathered.GetMemory(), cancellationToken).ConfigureAwait(false)) > 0) gathered.Advance(read);
            if (gathered.Length == 0) return [];
            var bytes = GC.AllocateUninitializedArray<byte>(checked((int)gathered.Length));
            System.Buffers.BuffersExtensions.CopyTo(gathered.AsSequence(), bytes);
            return bytes;
        }
    }

    /// <summary>Reads an object as text.</summary>
    /// <param name="key">The key.</param>
    /// <param name="encoding">The encoding; null for UTF-8. A byte order mark is dropped.</param>
    /// <param name="options">Range and conditions; null for none.</param>
    /// <param name="cancellationToken">Ends the download.</param>
    public async ValueTask<string> ReadTextAsync(string key, Encoding? encoding = null, DownloadOptions? options = null, CancellationToken cancellationToken = default)
    {
        var content = await DownloadAsync(key, options, cancellationToken).ConfigureAwait(false);
        using var reader = new StreamReader(content, encoding ?? Encoding.UTF8, detectEncodingFromByteOrderMarks: encoding is null, leaveOpen: false);
        return await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Describes an object.</summary>
    /// <param name="key">The key.</param>
    /// <param name="options">Conditions; null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ObjectStoreException">Among others, <see cref="ErrorKind.NotFound"/>.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ObjectInfo> StatAsync(string key, StatOptions? options = null, CancellationToken cancellationToken = default)
    {
        CheckKey(key);
        var info = await _driver.StatAsync(key, cancellationToken).ConfigureAwait(false);
        return options is null ? info : Named(key, (info, options), static given => StatConditions.Check(given.info, given.options));
    }

    /// <summary>Describes an object; null when it does not exist.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<ObjectInfo?> TryStatAsync(string key, CancellationToken cancellationToken = default)
    {
        try
        {
            return await StatAsync(key, null, cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectStoreException e) when (e.Kind == ErrorKind.NotFound)
        {
            return null;
        }
    }

    /// <summary>Whether an object exists. A missing bucket, or one that may not be looked into, is an error.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<bool> ExistsAsync(string key, CancellationToken cancellationToken = default) => await TryStatAsync(key, cancellationToken).ConfigureAwait(false) is not null;
}
