namespace Virga.Local.Tests;

internal sealed class ByteOrder : IComparer<byte[]>
{
    public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
}
