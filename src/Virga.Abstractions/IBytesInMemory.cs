using System.Buffers;

namespace Virga;

/// <summary>A stream whose bytes lie in memory, so that they can be summed up without being read through a buffer.</summary>
/// <remarks>A stream that implements it can seek. What it gives must not change while it is in use.</remarks>
public interface IBytesInMemory
{
    /// <summary>All bytes of the stream, from its beginning, wherever its position is.</summary>
    ReadOnlySequence<byte> Bytes { get; }
}
