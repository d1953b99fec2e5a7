using System.Buffers.Binary;

namespace Virga.Local.Checksums;

internal sealed class TableCrc(CrcPolynomial polynomial) : RunningChecksum
{
    private ulong _state = polynomial.Mask;

    public override void Append(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<ulong> tables = polynomial.Tables;
        ulong crc = _state;
        while (bytes.Length >= sizeof(ulong))
        {
            ulong mixed = crc ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            crc = tables[(7 * 256) + (int)(mixed & 0xFF)]
                ^ tables[(6 * 256) + (int)((mixed >> 8) & 0xFF)]
                ^ tables[(5 * 256) + (int)((mixed >> 16) & 0xFF)]
                ^ tables[(4 * 256) + (int)((mixed >> 24) & 0xFF)]
                ^ tables[(3 * 256) + (int)((mixed >> 32) & 0xFF)]
                ^ tables[(2 * 256) + (int)((mixed >> 40) & 0xFF)]
                ^ tables[256 + (int)((mixed >> 48) & 0xFF)]
                ^ tables[(int)(mixed >> 56)];
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (byte value in bytes)
        {
            crc = tables[(int)((crc ^ value) & 0xFF)] ^ (crc >> 8);
        }

        _state = crc;
    }

    public override byte[] Finish()
    {
        byte[] wide = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(wide, _state ^ polynomial.Mask);
        return wide[^(polynomial.Width / 8)..];
    }
}
