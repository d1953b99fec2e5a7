using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Virga.Storage;

/// <summary>CRC-64/NVME: four 128-bit lanes folded by carry-less multiplication where the processor has it, else a table.</summary>
/// <remarks>The polynomial is AD93D23594C93659 (NVM Express Base Specification), reflected 9A6C9329AC4BC9B5.</remarks>
internal sealed class Crc64NvmeComputer(bool foldWhenPossible = true) : ChecksumComputer
{
    private const ulong Polynomial = 0x9A6C9329AC4BC9B5;
    private const int Lane = 16;
    private const int Stride = 4 * Lane;
    private static readonly ulong[] Table = MakeTable();

    // Reflected registers shift a product by one, so each factor is one power lower than the distance it folds over.
    private static readonly Vector128<ulong> ByStride = Vector128.Create(PowerOfX((8 * Stride) + 63), PowerOfX((8 * Stride) - 1));
    private static readonly Vector128<ulong> ByLane = Vector128.Create(PowerOfX((8 * Lane) + 63), PowerOfX((8 * Lane) - 1));

    private ulong _state = ulong.MaxValue;

    public override void Append(ReadOnlySpan<byte> bytes)
    {
        if (foldWhenPossible && Pclmulqdq.IsSupported && bytes.Length >= Stride)
        {
            var whole = bytes.Length / Stride * Stride;
            _state = Fold(_state, bytes[..whole]);
            bytes = bytes[whole..];
        }

        _state = ByTable(_state, bytes);
    }

    public override Checksum Finish()
    {
        var value = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(value, ~_state);
        return new Checksum(ChecksumAlgorithm.Crc64Nvme, value);
    }

    private static ulong Fold(ulong state, ReadOnlySpan<byte> bytes)
    {
        var lanes = MemoryMarshal.Cast<byte, Vector128<ulong>>(bytes);
        var a = lanes[0] ^ Vector128.CreateScalar(state);
        var b = lanes[1];
        var c = lanes[2];
        var d = lanes[3];
        for (var i = 4; i < lanes.Length; i += 4)
        {
            a = Multiply(a, ByStride) ^ lanes[i];
            b = Multiply(b, ByStride) ^ lanes[i + 1];
            c = Multiply(c, ByStride) ^ lanes[i + 2];
            d = Multiply(d, ByStride) ^ lanes[i + 3];
        }

        b ^= Multiply(a, ByLane);
        c ^= Multiply(b, ByLane);
        d ^= Multiply(c, ByLane);

        Span<byte> rest = stackalloc byte[Lane];
        d.AsByte().CopyTo(rest);
        return ByTable(0, rest);
    }

    private static Vector128<ulong> Multiply(Vector128<ulong> lane, Vector128<ulong> factors) =>
        Pclmulqdq.CarrylessMultiply(lane, factors, 0x00) ^ Pclmulqdq.CarrylessMultiply(lane, factors, 0x11);

    private static ulong ByTable(ulong state, ReadOnlySpan<byte> bytes)
    {
        var table = Table;
        foreach (var value in bytes) state = table[(byte)(state ^ value)] ^ (state >> 8);
        return state;
    }

    private static ulong PowerOfX(int power)
    {
        var value = 1UL << 63;
        for (var i = 0; i < power; i++) value = TimesX(value);
        return value;
    }

    private static ulong TimesX(ulong value) => (value & 1) == 0 ? value >> 1 : (value >> 1) ^ Polynomial;

    private static ulong[] MakeTable()
    {
        var table = new ulong[256];
        for (var i = 0; i < 256; i++)
        {
            var value = (ulong)i;
            for (var bit = 0; bit < 8; bit++) value = TimesX(value);
            table[i] = value;
        }

        return table;
    }
}
