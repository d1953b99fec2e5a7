namespace Virga.Testing;

/// <summary>Draws always the same number, so that waits with jitter can be told beforehand.</summary>
/// <param name="value">The number, from 0 up to but not including 1.</param>
public sealed class FixedRandom(double value) : Random
{
    public override double NextDouble() => value;

    public override void NextBytes(Span<byte> buffer) => buffer.Fill((byte)(255 * value));

    protected override double Sample() => value;
}
