namespace Virga.Local.Bodies;

internal sealed class PlainSource(Stream body) : BodySource
{
    public override ValueTask<int> ReadAsync(Memory<byte> target, CancellationToken cancellationToken) => body.ReadAsync(target, cancellationToken);
}
