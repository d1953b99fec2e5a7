using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Virga.Storage;

/// <summary>CRC-32C by the processor's instruction where there is one; the framework falls back to a table.</summary>
internal sealed class Crc32CComputer : ChecksumComputer
{
    private uint _state = uint.MaxValue;

    public override void Append(ReadOnlySpan<byte> bytes)
    {
        var state = _state;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words) state = BitOperations.Crc32C(state, BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));
        foreach (var value in bytes[(words.Length * sizeof(ulong))..]) state = BitOperations.Crc32C(state, value);
        _state = state;
    }

    public override Checksum Finish()
    {
        var value = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(value, ~_state);
        return new Checksum(ChecksumAlgorithm.Crc32C, value);
    }
}
