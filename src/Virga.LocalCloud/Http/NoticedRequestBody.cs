namespace Virga.Local.Http;

/// <summary>A request's body that knows whether it was asked for, which is when the server sends 100 Continue.</summary>
internal sealed class NoticedRequestBody(Stream inner) : PassingStream
{
    public bool WasAskedFor { get; private set; }

    public override bool CanRead => true;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        WasAskedFor = true;
        return inner.ReadAsync(buffer, cancellationToken);
    }
}
