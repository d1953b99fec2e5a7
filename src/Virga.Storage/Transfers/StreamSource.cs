namespace Virga.Storage.Transfers;

/// <summary>A stream, gathered part by part in pooled segments; it grows by segment to what is read.</summary>
internal sealed class StreamSource : UploadSource
{
    private readonly Stream _stream;
    private readonly SegmentPool _pool;
    private readonly LinkedList<(byte[] Segment, int Start, int Length)> _ahead = [];
    private long _read;

    public StreamSource(Stream stream, long? length, SegmentPool pool)
    {
        _stream = stream;
        _pool = pool;
        Length = length;
    }

    public override long? Length { get; }

    public override bool CanReplay => false;

    public static ObjectStoreException Shorter(long expected, long actual) => new(ErrorKind.Integrity, $"The stream should give {expected} bytes and ended after {actual}. Nothing was stored.");

    public static ObjectStoreException Longer(long expected) => new(ErrorKind.Integrity, $"The stream should give {expected} bytes and gives more. Nothing was stored.");

    public override async ValueTask<PartStream> NextAsync(long size, ChecksumAlgorithm checksum, CancellationToken cancellationToken)
    {
        var segments = new List<byte[]>();
        var length = 0L;
        using var computer = Checksums.Start(checksum);
        try
        {
            var ended = false;
            while (length < size && !ended)
            {
                var (segment, filled) = await TakeSegmentAsync((int)Math.Min(SegmentPool.SegmentSize, size - length), cancellationToken).ConfigureAwait(false);
                if (filled == 0)
                {
                    _pool.Return(segment);
                    ended = true;
                    break;
                }

                segments.Add(segment);
                length += filled;
                computer?.Append(segment.AsSpan(0, filled));
                ended = filled < Math.Min(SegmentPool.SegmentSize, size - length + filled);
            }

            var isLast = ended || !await LookAheadAsync(cancellationToken).ConfigureAwait(false);
            CheckLength(isLast);
            return new SegmentPart(_pool, segments, length, isLast, computer?.Finish() ?? default);
        }
        catch
        {
            foreach (var segment in segments) _pool.Return(segment);
            throw;
        }
    }

    public override PartStream Whole() => new PassThroughPart(_stream, Length!.Value);

    /// <summary>Takes a part back that was read too early; it comes first again.</summary>
    public void PushBack(SegmentPart part)
    {
        var rest = part.Length;
        LinkedListNode<(byte[], int, int)>? after = null;
        foreach (var segment in part.TakeSegments())
        {
            var length = (int)Math.Min(rest, SegmentPool.SegmentSize);
            after = after is null ? _ahead.AddFirst((segment, 0, length)) : _ahead.AddAfter(after, (segment, 0, length));
            rest -= length;
        }
    }

    public override ValueTask DisposeAsync()
    {
        foreach (var (segment, _, _) in _ahead) _pool.Return(segment);
        _ahead.Clear();
        return base.DisposeAsync();
    }

    private async ValueTask<(byte[] Segment, int Filled)> TakeSegmentAsync(int wanted, CancellationToken cancellationToken)
    {
        if (_ahead.First is { } ready && ready.Value is { Start: 0 } whole && (whole.Length == wanted || (whole.Length < wanted && _ahead.Count == 1)))
        {
            _ahead.RemoveFirst();
            return (whole.Segment, whole.Length == wanted ? wanted : await FillAsync(whole.Segment, whole.Length, wanted, cancellationToken).ConfigureAwait(false));
        }

        var segment = _pool.Rent();
        return (segment, await FillAsync(segment, 0, wanted, cancellationToken).ConfigureAwait(false));
    }

    private async ValueTask<int> FillAsync(byte[] segment, int filled, int wanted, CancellationToken cancellationToken)
    {
        try
        {
            while (filled < wanted)
            {
                var read = CopyAhead(segment.AsSpan(filled, wanted - filled));
                if (read == 0)
                {
                    read = await _stream.ReadAsync(segment.AsMemory(filled, wanted - filled), cancellationToken).ConfigureAwait(false);
                    _read += read;
                }

                if (read == 0) break;
                filled += read;
            }

            return filled;
        }
        catch
        {
            _pool.Return(segment);
            throw;
        }
    }

    private int CopyAhead(Span<byte> room)
    {
        if (_ahead.First is not { } node) return 0;
        var (segment, start, length) = node.Value;
        var take = Math.Min(room.Length, length);
        segment.AsSpan(start, take).CopyTo(room);
        if (take < length)
        {
            node.Value = (segment, start + take, length - take);
            return take;
        }

        _ahead.RemoveFirst();
        _pool.Return(segment);
        return take;
    }

    private async ValueTask<bool> LookAheadAsync(CancellationToken cancellationToken)
    {
        if (_ahead.Count > 0) return true;
        var segment = _pool.Rent();
        var read = 0;
        try
        {
            read = await _stream.ReadAsync(segment, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (read == 0) _pool.Return(segment);
        }

        if (read == 0) return false;
        _ahead.AddLast((segment, 0, read));
        _read += read;
        return true;
    }

    private void CheckLength(bool isLast)
    {
        if (Length is not { } expected) return;
        if (_read > expected) throw Longer(expected);
        if (isLast && _read < expected) throw Shorter(expected, _read);
    }
}
