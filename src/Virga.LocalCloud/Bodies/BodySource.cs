namespace Virga.Local.Bodies;

/// <summary>The bytes of a request's body without their framing.</summary>
internal abstract class BodySource : IDisposable
{
    /// <summary>Headers that came behind the bytes, known once the end was read.</summary>
    public IReadOnlyDictionary<string, string> Trailers { get; protected set; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Zero at the end, which is also where everything that frames the bytes has been verified.</summary>
    public abstract ValueTask<int> ReadAsync(Memory<byte> target, CancellationToken cancellationToken);

    public virtual void Dispose() => GC.SuppressFinalize(this);
}
