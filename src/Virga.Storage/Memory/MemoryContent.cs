using Virga.Storage.Transfers;

namespace Virga.Storage.Memory;

/// <summary>Bytes that do not change, in pieces small enough to stay off the large object heap.</summary>
internal sealed class MemoryContent
{
    private readonly List<byte[]> _pieces;
    private readonly List<long> _starts = [];

    private MemoryContent(List<byte[]> pieces)
    {
        _pieces = pieces;
        foreach (var piece in pieces)
        {
            _starts.Add(Length);
            Length += piece.Length;
        }
    }

    public long Length { get; }

    /// <summary>Takes exactly so many bytes, and their checksum on the way.</summary>
    public static async ValueTask<MemoryContent> ReadAsync(Stream stream, long length, ChecksumComputer? computer, CancellationToken cancellationToken)
    {
        var pieces = new List<byte[]>();
        var done = 0L;
        var buffer = SegmentPool.Shared.Rent();
        try
        {
            while (true)
            {
                var read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
                if (read == 0) break;
                computer?.Append(buffer.AsSpan(0, read));
                pieces.Add(buffer.AsSpan(0, read).ToArray());
                done += read;
                if (done > length) break;
            }
        }
        finally
        {
            SegmentPool.Shared.Return(buffer);
        }

        if (done != length) throw new ObjectStoreException(ErrorKind.Integrity, $"The content should have {length} bytes and has {(done > length ? "more" : done)}.");
        return new MemoryContent(pieces);
    }

    public static MemoryContent Join(IEnumerable<MemoryContent> contents) => new([.. contents.SelectMany(c => c._pieces)]);

    public MemoryContent Slice(long offset, long length)
    {
        var pieces = new List<byte[]>();
        for (var end = offset + length; offset < end;)
        {
            var piece = new byte[(int)Math.Min(SegmentPool.SegmentSize, end - offset)];
            offset += CopyTo(offset, piece);
            pieces.Add(piece);
        }

        return new MemoryContent(pieces);
    }

    public Checksum Compute(ChecksumAlgorithm algorithm)
    {
        using var computer = Checksums.Start(algorithm);
        if (computer is null) return default;
        foreach (var piece in _pieces) computer.Append(piece);
        return computer.Finish();
    }

    public Stream Open(long offset, long length) => new Reader(this, offset, length);

    private int CopyTo(long offset, Span<byte> target)
    {
        var copied = 0;
        var index = _starts.BinarySearch(offset);
        if (index < 0) index = ~index - 1;
        for (; index < _pieces.Count && copied < target.Length; index++)
        {
            var rest = _pieces[index].AsSpan((int)(offset + copied - _starts[index]));
            var take = Math.Min(rest.Length, target.Length - copied);
            rest[..take].CopyTo(target[copied..]);
            copied += take;
        }

        return copied;
    }

    private sealed class Reader(MemoryContent content, long offset, long length) : ReadOnlyStream
    {
        private long _done;

        public override int Read(Span<byte> buffer)
        {
            var take = (int)Math.Min(buffer.Length, length - _done);
            if (take == 0) return 0;
            var read = content.CopyTo(offset + _done, buffer[..take]);
            _done += read;
            return read;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return ValueTask.FromResult(Read(buffer.Span));
        }
    }
}
