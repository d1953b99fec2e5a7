using System.Collections;
using System.Numerics;

namespace Virga.Serialization;

/// <summary>A list of rows of an answer. It grows without copying what it has, and none of its arrays is larger than 256 rows, so that a page of thousands stays off the large object heap.</summary>
/// <typeparam name="T">The row, a value type.</typeparam>
public sealed class RowList<T> : IReadOnlyList<T>
{
    // Chunks of 8, 16, 32, 64 and 128 rows, then of 256 each: index 248 is the first of the chunks of equal size.
    private const int First = 8;
    private const int Growing = 5;
    private const int Largest = First << Growing;
    private const int GrowingRows = Largest - First;

    private T[][] _chunks = [];
    private int _chunkCount;
    private T[] _last = [];
    private int _used;

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            if (index >= GrowingRows)
            {
                var (chunk, at) = Math.DivRem(index - GrowingRows, Largest);
                return _chunks[Growing + chunk][at];
            }

            var number = BitOperations.Log2((uint)(index / First) + 1);
            return _chunks[number][index - ((First << number) - First)];
        }
    }

    /// <summary>Appends a row.</summary>
    /// <param name="row">The row.</param>
    public void Add(T row)
    {
        if (_used == _last.Length) AddChunk();
        _last[_used++] = row;
        Count++;
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        var left = Count;
        for (var i = 0; i < _chunkCount; i++)
        {
            var chunk = _chunks[i];
            for (var j = 0; j < chunk.Length && left > 0; j++, left--) yield return chunk[j];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void AddChunk()
    {
        if (_chunkCount == _chunks.Length) Array.Resize(ref _chunks, Math.Max(4, 2 * _chunkCount));
        _last = new T[_chunkCount < Growing ? First << _chunkCount : Largest];
        _chunks[_chunkCount++] = _last;
        _used = 0;
    }
}
