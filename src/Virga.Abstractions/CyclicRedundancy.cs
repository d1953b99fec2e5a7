using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Virga;

/// <summary>A reflected CRC of 32 or 64 bits that starts with all ones and is inverted at the end.</summary>
/// <remarks>
/// Long runs are folded: four 128-bit lanes are each multiplied, without carries, by powers of x modulo the polynomial, which keeps
/// the remainder and shortens the message; the 16 bytes that are left go through a table. The factors are computed here from the polynomial.
/// </remarks>
internal sealed class CyclicRedundancy
{
    public static readonly CyclicRedundancy Crc32 = new(32, 0xEDB88320);
    public static readonly CyclicRedundancy Crc32C = new(32, 0x82F63B78);
    public static readonly CyclicRedundancy Crc64Nvme = new(64, 0x9A6C9329AC4BC9B5);

    private const int LaneBytes = 16;
    private const int BlockBytes = 4 * LaneBytes;

    private readonly ulong[] _table = new ulong[256];
    private readonly ulong _polynomial;
    private readonly Vector128<ulong> _foldBlock;
    private readonly Vector128<ulong> _foldLane;

    private CyclicRedundancy(int width, ulong reflectedPolynomial)
    {
        Width = width;
        _polynomial = reflectedPolynomial;
        for (var i = 0; i < 256; i++)
        {
            var value = (ulong)i;
            for (var bit = 0; bit < 8; bit++) value = TimesX(value);
            _table[i] = value;
        }

        _foldBlock = Factors(8 * BlockBytes);
        _foldLane = Factors(8 * LaneBytes);
    }

    public int Width { get; }

    public ulong Start => Width == 64 ? ulong.MaxValue : uint.MaxValue;

    public ulong Append(ulong state, ReadOnlySpan<byte> bytes)
    {
        if (Pclmulqdq.IsSupported && BitConverter.IsLittleEndian && bytes.Length >= 2 * BlockBytes)
        {
            var whole = bytes.Length & ~(BlockBytes - 1);
            state = Fold(state, MemoryMarshal.Cast<byte, Vector128<ulong>>(bytes[..whole]));
            bytes = bytes[whole..];
        }

        return ReferenceEquals(this, Crc32C) ? AppendByInstruction((uint)state, bytes) : AppendByTable(state, bytes);
    }

    internal ulong AppendByTable(ulong state, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes) state = _table[(byte)state ^ value] ^ (state >> 8);
        return state;
    }

    private static ulong AppendByInstruction(uint state, ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words) state = BitOperations.Crc32C(state, word);
        foreach (var value in bytes[(8 * words.Length)..]) state = BitOperations.Crc32C(state, value);
        return state;
    }

    private static Vector128<ulong> Step(Vector128<ulong> lane, Vector128<ulong> factors, Vector128<ulong> next) =>
        Pclmulqdq.CarrylessMultiply(lane, factors, 0x00) ^ Pclmulqdq.CarrylessMultiply(lane, factors, 0x11) ^ next;

    private ulong Fold(ulong state, ReadOnlySpan<Vector128<ulong>> lanes)
    {
        var a = lanes[0] ^ Vector128.CreateScalar(state);
        var b = lanes[1];
        var c = lanes[2];
        var d = lanes[3];
        for (var i = 4; i + 3 < lanes.Length; i += 4)
        {
            a = Step(a, _foldBlock, lanes[i]);
            b = Step(b, _foldBlock, lanes[i + 1]);
            c = Step(c, _foldBlock, lanes[i + 2]);
            d = Step(d, _foldBlock, lanes[i + 3]);
        }

        Span<Vector128<ulong>> rest = [Step(Step(Step(a, _foldLane, b), _foldLane, c), _foldLane, d)];
        return AppendByTable(0, MemoryMarshal.AsBytes(rest));
    }

    /// <summary>The factors that move a lane ahead by a number of bits: x^(bits+63) for its first half, x^(bits-1) for its second; the one less is the shift that a reflected product has.</summary>
    private Vector128<ulong> Factors(int bits) => Vector128.Create(Power(bits + 63), Power(bits - 1));

    private ulong Power(int exponent)
    {
        var value = 1UL << (Width - 1);
        for (var i = 0; i < exponent; i++) value = TimesX(value);
        return value << (64 - Width);
    }

    private ulong TimesX(ulong value) => (value & 1) == 0 ? value >> 1 : (value >> 1) ^ _polynomial;
}
