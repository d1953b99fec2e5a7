using Virga.Storage.Driver;
using Virga.Storage.Transfers;

namespace Virga.Storage;

/// <summary>The bytes of an object as they arrive, and what is known of it. Owns the connection: dispose it, also when it was not read to its end.</summary>
public sealed class ObjectDownload : Stream
{
    private const long Unknown = -1;

    private readonly long _expected;
    private readonly Stream _content;
    private readonly string _bucket;
    private readonly ChecksumComputer? _computer;
    private long _done;
    private bool _ended;

    internal ObjectDownload(ObjectContent content, string bucket, DownloadOptions options)
    {
        _content = content.Content;
        _bucket = bucket;
        Info = content.Info;
        _expected = ExpectedOf(content.Info.Size, options.Range) ?? Unknown;
        if (options is { Range: null, VerifyChecksum: true }) _computer = Checksums.Start(Info.Checksum.Algorithm);
    }

    /// <summary>The object. Its size is the whole object's, also for a range.</summary>
    public ObjectInfo Info { get; }

    /// <summary>How many bytes this stream will give; null when the provider did not say.</summary>
    public long? Expected => _expected == Unknown ? null : _expected;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <summary>Not known here: see <see cref="Expected"/>.</summary>
    public override long Length => throw new NotSupportedException("A download cannot seek; its length is Expected.");

    /// <summary>How many bytes were read. It cannot be set.</summary>
    public override long Position
    {
        get => _done;
        set => throw new NotSupportedException("A download cannot seek.");
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;
        try
        {
            var read = _content.Read(buffer);
            Take(buffer[..read]);
            return read;
        }
        catch (Exception e) when (e is IOException or VirgaException)
        {
            throw Broken(e);
        }
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty) return 0;
        try
        {
            var read = await _content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            Take(buffer.Span[..read]);
            return read;
        }
        catch (Exception e) when (e is IOException or VirgaException)
        {
            throw Broken(e);
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A download cannot seek.");

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException("A download is only read.");

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A download is only read.");

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        _computer?.Dispose();
        await _content.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _computer?.Dispose();
            _content.Dispose();
        }

        base.Dispose(disposing);
    }

    private static long? ExpectedOf(long? size, ByteRange? range)
    {
        if (size is not { } whole || range is not { } r) return size;
        return r.Offset < 0 ? Math.Min(whole, -r.Offset) : Math.Min(r.Length ?? whole, Math.Max(0, whole - r.Offset));
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        _done += bytes.Length;
        StoreTelemetry.BytesReceived.Add(bytes.Length);
        if (Expected is { } most && _done > most) throw new ObjectStoreException(ErrorKind.Integrity, $"The body of '{Info.Key}' is longer than the {most} bytes that were announced.");
        _computer?.Append(bytes);
        if (!bytes.IsEmpty || _ended) return;
        _ended = true;
        if (Expected is { } all && _done < all) throw new ObjectStoreException(ErrorKind.Integrity, $"The body of '{Info.Key}' ended after {_done} of {all} bytes.") { IsRetryable = true };
        if (_computer is null) return;
        Span<byte> actual = stackalloc byte[ChecksumComputer.MaxSize];
        actual = actual[.._computer.Finish(actual)];
        if (!actual.SequenceEqual(Info.Checksum.Value.Span)) throw FileDownload.ChecksumMismatch(Info.Key, Info.Checksum, new Checksum(_computer.Algorithm, actual.ToArray()));
    }

    private ObjectStoreException Broken(Exception e) => e is VirgaException known
        ? ReportingDriver.Name(known, _bucket, Info.Key)
        : new ObjectStoreException(ErrorKind.Connection, $"The body of '{Info.Key}' in bucket '{_bucket}' broke after {_done} bytes: {e.Message}", e) { Bucket = _bucket, Key = Info.Key, IsRetryable = true };
}
