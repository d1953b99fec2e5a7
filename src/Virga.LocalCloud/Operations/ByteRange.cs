using System.Globalization;

namespace Virga.Local.Operations;

internal sealed record ByteRange(long Offset, long Count)
{
    /// <summary>Reads a Range header. Null when it is to be ignored: several ranges, other units, or not a range at all.</summary>
    /// <exception cref="S3Exception">It names no byte of the object.</exception>
    public static ByteRange? Read(string? header, long length)
    {
        const string unit = "bytes=";
        if (header is null || !header.StartsWith(unit, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        string[] ends = header[unit.Length..].Split('-', StringSplitOptions.TrimEntries);
        if (ends.Length != 2 || !TryRead(ends[0], out long? first) || !TryRead(ends[1], out long? last) || (first ?? last) is null)
        {
            return null;
        }

        if (first is null)
        {
            long count = Math.Min(last!.Value, length);
            return count > 0 ? new(length - count, count) : throw Unsatisfiable(header, length);
        }

        if (last < first)
        {
            return null;
        }

        return first < length ? new(first.Value, Math.Min(last ?? long.MaxValue, length - 1) - first.Value + 1) : throw Unsatisfiable(header, length);
    }

    private static bool TryRead(string text, out long? value)
    {
        value = null;
        if (text.Length == 0)
        {
            return true;
        }

        bool good = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number);
        value = number;
        return good;
    }

    private static S3Exception Unsatisfiable(string header, long length) => new(
        416,
        "InvalidRange",
        "The requested range is not satisfiable",
        ("RangeRequested", header),
        ("ActualObjectSize", length.ToString(CultureInfo.InvariantCulture)));
}
