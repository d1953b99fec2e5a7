using System.Buffers;

namespace Virga.Http;

/// <summary>The part of a streamed answer that is in memory: bytes are added behind and taken before. It grows to the longest item and no further than its bound.</summary>
internal sealed class StreamWindow(Stream stream, string operation, long limit) : IDisposable
{
    private const int FirstSize = 16 * 1024;
    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(FirstSize);
    private int _start;
    private int _end;
    private bool _mayHaveMark = true;

    public bool HasEnded { get; private set; }

    public string Operation => operation;

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(_start, _end - _start);

    public ReadOnlySequence<byte> Slice(int offset, int length) => new(_bytes, _start + offset, length);

    public void Take(int count) => _start += count;

    /// <summary>Reads once, and again while what came may be half of a byte order mark, which is taken away.</summary>
    public async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        do
        {
            MakeRoom();
            var count = await stream.ReadAsync(_bytes.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            if (count == 0) HasEnded = true;
            _end += count;
        }
        while (_mayHaveMark && !TakeMark());
    }

    public VirgaException TooLong(long length) =>
        new(ErrorKind.TooLarge, $"{operation}: an item of the answer has {length} bytes or more, and at most {limit} are read into memory (ClientOptions.MaxStreamedItem).");

    public void Dispose()
    {
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        _start = _end = 0;
    }

    private void MakeRoom()
    {
        if (_start == _end) _start = _end = 0;
        if (_end < _bytes.Length) return;
        if (_end - _start > limit) throw TooLong(_end - _start);
        var room = _start > _bytes.Length / 2 ? _bytes : ArrayPool<byte>.Shared.Rent(checked(_bytes.Length * 2));
        Span.CopyTo(room);
        if (room != _bytes) ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = room;
        _end -= _start;
        _start = 0;
    }

    private bool TakeMark()
    {
        if (!HasEnded && _end < Mark.Length && Mark.AsSpan().StartsWith(Span)) return false;
        _mayHaveMark = false;
        if (Span.StartsWith(Mark)) _start += Mark.Length;
        return true;
    }
}
