using System.Buffers;

namespace Virga.Http;

/// <summary>Where the bytes of a request body come from.</summary>
internal abstract class BodySource
{
    /// <summary>How many bytes it gives; null when that shows only at its end.</summary>
    public abstract long? Length { get; }

    /// <summary>Whether it can be read again from its beginning.</summary>
    public abstract bool IsReplayable { get; }

    /// <summary>Opens it at its beginning. A source that is not replayable is opened once. The stream does not own what it reads.</summary>
    public abstract Stream OpenRead();

    /// <summary>Its bytes, when they lie in memory.</summary>
    public virtual bool TryGetBytes(out ReadOnlySequence<byte> bytes)
    {
        bytes = default;
        return false;
    }

    /// <summary>Writes it to the connection.</summary>
    /// <param name="target">The connection.</param>
    /// <param name="sent">Told how many bytes were written, after each write.</param>
    /// <param name="cancellationToken">Ends the sending.</param>
    public abstract ValueTask CopyToAsync(Stream target, AttemptContent sent, CancellationToken cancellationToken);
}
