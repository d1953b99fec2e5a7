using Virga.Storage.Driver;

namespace Virga.Storage.Transfers;

/// <summary>Copies one range of an object into a file, and takes up the rest by range when the body breaks.</summary>
internal sealed class RangeReader(IObjectStoreDriver driver, string key, string? revision, int resumes, Action resumed) : IDisposable
{
    private readonly byte[] _buffer = FileBuffers.Rent();

    /// <summary>How often a body was taken up again.</summary>
    public int Resumed { get; private set; }

    public void Dispose() => FileBuffers.Return(_buffer);

    /// <summary>Copies until the length is reached, or the end where it is not known. Gives the bytes copied. Without a stream, which must stand at the offset, the range is asked for.</summary>
    public async ValueTask<long> CopyAsync(Stream? stream, long offset, long? length, FileTarget target, ProgressMeter? meter, CancellationToken cancellationToken)
    {
        var done = 0L;
        var left = resumes;
        Stream? owned = null;
        try
        {
            while (length is null || done < length)
            {
                try
                {
                    if (stream is null) stream = owned = await OpenAsync(offset + done, length - done, cancellationToken).ConfigureAwait(false);
                    var read = await PumpAsync(stream, offset + done, length - done, target, cancellationToken).ConfigureAwait(false);
                    done += read;
                    meter?.Add(read);
                    if (read == 0 && length is null) break;
                    if (read == 0) throw Short(offset + done, length!.Value - done);
                }
                catch (Exception e) when (IsBroken(e) && revision is not null && length is not null && left > 0 && !cancellationToken.IsCancellationRequested)
                {
                    left--;
                    Resumed++;
                    resumed();

                    // Whoever owns it: a broken stream is of no more use, and may hold a place that the next one waits for.
                    if (stream is not null) await stream.DisposeAsync().ConfigureAwait(false);
                    stream = owned = null;
                }
            }

            return done;
        }
        finally
        {
            if (owned is not null) await owned.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static bool IsBroken(Exception e) => e is VirgaException { Kind: ErrorKind.Connection or ErrorKind.Timeout or ErrorKind.Unavailable or ErrorKind.Integrity };

    private async ValueTask<int> PumpAsync(Stream stream, long offset, long? length, FileTarget target, CancellationToken cancellationToken)
    {
        var room = _buffer.AsMemory(0, (int)Math.Min(_buffer.Length, length ?? _buffer.Length));
        int read;
        try
        {
            read = await stream.ReadAsync(room, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new ObjectStoreException(ErrorKind.Connection, $"The body of '{key}' broke at byte {offset}: {e.Message}", e) { Key = key, IsRetryable = true };
        }

        if (read > 0) await target.WriteAsync(room[..read], offset, cancellationToken).ConfigureAwait(false);
        return read;
    }

    private async ValueTask<Stream> OpenAsync(long offset, long? length, CancellationToken cancellationToken)
    {
        var content = await driver.GetAsync(key, new GetOptions(new ByteRange(offset, length), new ReadCondition(revision, null, null, null)), cancellationToken).ConfigureAwait(false);
        if (content.Info.Revision is { } now && revision is not null && now != revision)
        {
            await content.Content.DisposeAsync().ConfigureAwait(false);
            throw new ObjectStoreException(ErrorKind.PreconditionFailed, $"'{key}' was replaced while it was read; read it again.") { Key = key, IsRetryable = true };
        }

        return content.Content;
    }

    private ObjectStoreException Short(long at, long missing) => new(ErrorKind.Integrity, $"The body of '{key}' ended at byte {at}, {missing} bytes too early.") { Key = key, IsRetryable = true };
}
