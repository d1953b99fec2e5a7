namespace Virga.Local.Checksums;

/// <summary>A reflected CRC polynomial with the tables that eat eight bytes at a time.</summary>
internal sealed class CrcPolynomial
{
    // Reflected forms as listed in the catalogue of parametrised CRC algorithms; all three start at and end with all ones.
    public static readonly CrcPolynomial Crc32 = new(0xEDB88320, 32);
    public static readonly CrcPolynomial Crc32C = new(0x82F63B78, 32);
    public static readonly CrcPolynomial Crc64Nvme = new(0x9A6C9329AC4BC9B5, 64);

    private readonly ulong _polynomial;
    private readonly ulong _one;

    private CrcPolynomial(ulong polynomial, int width)
    {
        _polynomial = polynomial;
        Width = width;
        _one = 1UL << (width - 1);
        Mask = ulong.MaxValue >> (64 - width);
        Tables = BuildTables(polynomial);
    }

    public int Width { get; }

    public ulong Mask { get; }

    /// <summary>Eight tables of 256 entries, one behind the other.</summary>
    public ulong[] Tables { get; }

    public static CrcPolynomial Of(ChecksumKind kind) => kind switch
    {
        ChecksumKind.Crc32 => Crc32,
        ChecksumKind.Crc32C => Crc32C,
        ChecksumKind.Crc64Nvme => Crc64Nvme,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Only a CRC has a polynomial."),
    };

    /// <summary>The CRC of two runs of bytes in a row, from the CRC of each: the first times x^(8·length) plus the second.</summary>
    public ulong Combine(ulong first, ulong second, long secondLength)
    {
        ulong factor = _one;
        ulong square = _one >> 8;
        for (long rest = secondLength; rest > 0; rest >>= 1)
        {
            if ((rest & 1) != 0)
            {
                factor = Multiply(factor, square);
            }

            square = Multiply(square, square);
        }

        return Multiply(factor, first) ^ second;
    }

    private ulong Multiply(ulong left, ulong right)
    {
        ulong product = 0;
        for (ulong bit = _one; bit != 0; bit >>= 1)
        {
            if ((left & bit) != 0)
            {
                product ^= right;
            }

            right = (right & 1) != 0 ? (right >> 1) ^ _polynomial : right >> 1;
        }

        return product;
    }

    private static ulong[] BuildTables(ulong polynomial)
    {
        ulong[] tables = new ulong[8 * 256];
        for (int value = 0; value < 256; value++)
        {
            ulong crc = (ulong)value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ polynomial : crc >> 1;
            }

            tables[value] = crc;
        }

        for (int index = 256; index < tables.Length; index++)
        {
            ulong previous = tables[index - 256];
            tables[index] = tables[(int)(previous & 0xFF)] ^ (previous >> 8);
        }

        return tables;
    }
}
