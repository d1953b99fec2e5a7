using System.Buffers.Binary;
using System.Numerics;

namespace Virga.Local.Checksums;

/// <summary>CRC-32C by the processor's own instruction, which <see cref="BitOperations"/> uses where there is one.</summary>
internal sealed class HardwareCrc32C : RunningChecksum
{
    private uint _state = uint.MaxValue;

    public override void Append(ReadOnlySpan<byte> bytes)
    {
        uint crc = _state;
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (byte value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        _state = crc;
    }

    public override byte[] Finish()
    {
        byte[] value = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(value, ~_state);
        return value;
    }
}
