using System.Buffers.Binary;

namespace Virga.Storage;

/// <summary>CRC-32 (ISO-HDLC, reflected polynomial EDB88320) by eight tables, eight bytes a step.</summary>
internal sealed class Crc32Computer : ChecksumComputer
{
    private const uint Polynomial = 0xEDB88320;
    private static readonly uint[][] Tables = MakeTables();
    private uint _state = uint.MaxValue;

    public override void Append(ReadOnlySpan<byte> bytes)
    {
        var state = _state;
        var tables = Tables;
        while (bytes.Length >= 8)
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ state;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            state = tables[7][low & 0xFF] ^ tables[6][(low >> 8) & 0xFF] ^ tables[5][(low >> 16) & 0xFF] ^ tables[4][low >> 24]
                ^ tables[3][high & 0xFF] ^ tables[2][(high >> 8) & 0xFF] ^ tables[1][(high >> 16) & 0xFF] ^ tables[0][high >> 24];
            bytes = bytes[8..];
        }

        foreach (var value in bytes) state = tables[0][(state ^ value) & 0xFF] ^ (state >> 8);
        _state = state;
    }

    public override Checksum Finish()
    {
        var value = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(value, ~_state);
        return new Checksum(ChecksumAlgorithm.Crc32, value);
    }

    private static uint[][] MakeTables()
    {
        var tables = new uint[8][];
        for (var t = 0; t < 8; t++) tables[t] = new uint[256];
        for (uint i = 0; i < 256; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++) value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ Polynomial;
            tables[0][i] = value;
        }

        for (var t = 1; t < 8; t++)
        {
            for (var i = 0; i < 256; i++) tables[t][i] = tables[0][tables[t - 1][i] & 0xFF] ^ (tables[t - 1][i] >> 8);
        }

        return tables;
    }
}
