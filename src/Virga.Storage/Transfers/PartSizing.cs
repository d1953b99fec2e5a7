using Virga.Storage.Driver;

namespace Virga.Storage.Transfers;

/// <summary>How large each part of an upload is.</summary>
/// <remarks>
/// Of a known length all parts but the last are equal. Of an unknown length the size doubles after each eighth of the provider's
/// most parts, so that 10,000 parts of 8 MiB at the start hold 2.4 TiB in the end.
/// </remarks>
internal sealed class PartSizing
{
    private readonly ChunkCapabilities _caps;
    private readonly long _first;
    private readonly bool _fixed;

    private PartSizing(ChunkCapabilities caps, long first, bool isFixed)
    {
        _caps = caps;
        _first = first;
        _fixed = isFixed;
    }

    public long First => _first;

    public static PartSizing Choose(ChunkCapabilities caps, TransferOptions options, long? length)
    {
        if (options.PartSize is { } asked && asked < caps.MinPart) throw new ObjectStoreException(ErrorKind.InvalidArgument, $"A part size of {asked} bytes is below the provider's smallest part of {caps.MinPart} bytes; set TransferOptions.PartSize to that or more.");
        var size = Math.Max(options.PartSize ?? TransferOptions.DefaultPartSize, caps.MinPart);
        if (length is { } known)
        {
            var least = DivideUp(known, caps.MaxParts);
            if (least > size) size = DivideUp(least, 1024 * 1024) * 1024 * 1024;
        }

        size = Math.Min(AlignUp(size, caps.Alignment), caps.MaxPart / caps.Alignment * caps.Alignment);
        if (length is { } total && DivideUp(total, size) > caps.MaxParts) throw new ObjectStoreException(ErrorKind.TooLarge, $"{total} bytes do not fit into the {caps.MaxParts} parts of at most {caps.MaxPart} bytes that the provider takes.");
        return new PartSizing(caps, size, length is not null);
    }

    public static PartSizing Dictated(ChunkCapabilities caps, long size) => new(caps, size, isFixed: true);

    public long SizeOf(int number)
    {
        if (number > _caps.MaxParts) throw new ObjectStoreException(ErrorKind.TooLarge, $"The object does not fit into the {_caps.MaxParts} parts that the provider takes; state its length so that larger parts can be chosen.");
        if (_fixed) return _first;
        var doublings = Math.Min(30, (number - 1) / Math.Max(1, _caps.MaxParts / 8));
        var largest = _caps.MaxPart / _caps.Alignment * _caps.Alignment;
        return _first > largest >> doublings ? largest : _first << doublings;
    }

    public static long DivideUp(long value, long by) => (value / by) + (value % by == 0 ? 0 : 1);

    private static long AlignUp(long value, int alignment) => DivideUp(value, alignment) * alignment;
}
