using System.Buffers.Binary;

namespace Virga.Local.Checksums;

/// <summary>A checksum as kept with an object or a part.</summary>
/// <param name="Kind">The algorithm.</param>
/// <param name="Value">Base64, with the number of parts behind a dash when composite.</param>
/// <param name="Composite">Whether it is the checksum of the parts' checksums.</param>
internal sealed record StoredChecksum(ChecksumKind Kind, string Value, bool Composite)
{
    public string Type => Composite ? "COMPOSITE" : "FULL_OBJECT";

    public static StoredChecksum Whole(ChecksumKind kind, byte[] value) => new(kind, Convert.ToBase64String(value), Composite: false);

    public static StoredChecksum OfParts(ChecksumKind kind, IReadOnlyList<StoredChecksum> parts)
    {
        using RunningChecksum checksum = RunningChecksum.Create(kind);
        foreach (StoredChecksum part in parts)
        {
            checksum.Append(Convert.FromBase64String(part.Value));
        }

        return new(kind, $"{Convert.ToBase64String(checksum.Finish())}-{parts.Count}", Composite: true);
    }

    public static StoredChecksum Joined(ChecksumKind kind, IReadOnlyList<(StoredChecksum Checksum, long Length)> parts)
    {
        CrcPolynomial polynomial = CrcPolynomial.Of(kind);
        ulong crc = 0;
        foreach ((StoredChecksum checksum, long length) in parts)
        {
            crc = polynomial.Combine(crc, Number(checksum.Value), length);
        }

        byte[] wide = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(wide, crc);
        return Whole(kind, wide[^(polynomial.Width / 8)..]);
    }

    private static ulong Number(string value)
    {
        ulong number = 0;
        foreach (byte next in Convert.FromBase64String(value))
        {
            number = (number << 8) | next;
        }

        return number;
    }
}
