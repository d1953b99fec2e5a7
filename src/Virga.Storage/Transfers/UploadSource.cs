namespace Virga.Storage.Transfers;

/// <summary>Where an upload's bytes come from.</summary>
internal abstract class UploadSource : IAsyncDisposable
{
    /// <summary>How many bytes there are; null while unknown.</summary>
    public abstract long? Length { get; }

    /// <summary>Whether the whole can be one body that is sent again.</summary>
    public abstract bool CanReplay { get; }

    /// <summary>The next part. It may be shorter than asked only when it is the last.</summary>
    /// <param name="size">How many bytes.</param>
    /// <param name="checksum">A checksum to compute when the bytes pass through memory anyway.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public abstract ValueTask<PartStream> NextAsync(long size, ChecksumAlgorithm checksum, CancellationToken cancellationToken);

    /// <summary>Everything as one body. Is called only with a known length, and instead of <see cref="NextAsync"/>.</summary>
    public abstract PartStream Whole();

    /// <summary>Fails when the source changed after its parts were taken.</summary>
    public virtual void CheckUnchanged()
    {
    }

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
