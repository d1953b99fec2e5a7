namespace Virga.Local.Store;

/// <summary>Takes the bytes of one body. Bytes that are not completed leave no trace.</summary>
internal abstract class ContentWriter : IAsyncDisposable
{
    /// <summary>Room for the next bytes, never empty. It is the caller's until <see cref="AdvanceAsync"/>.</summary>
    public abstract Memory<byte> GetMemory();

    public abstract ValueTask AdvanceAsync(int count, CancellationToken cancellationToken);

    public abstract ValueTask<Content> CompleteAsync(CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (bytes.Length > 0)
        {
            Memory<byte> room = GetMemory();
            int count = Math.Min(room.Length, bytes.Length);
            bytes[..count].CopyTo(room);
            await AdvanceAsync(count, cancellationToken).ConfigureAwait(false);
            bytes = bytes[count..];
        }
    }
}
