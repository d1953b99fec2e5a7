namespace Virga.Local.Store;

/// <summary>The bytes of one object or part. They never change; they are dropped once nobody names or reads them.</summary>
internal abstract class Content
{
    public abstract long Length { get; }

    /// <summary>Keeps the bytes in place until <see cref="Release"/>.</summary>
    public abstract void Acquire();

    public abstract void Release();

    /// <summary>Nobody names these bytes any longer; they go with the last reader.</summary>
    public abstract void Discard();

    public abstract Task CopyToAsync(Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> target, long offset, long count, CancellationToken cancellationToken);
}
