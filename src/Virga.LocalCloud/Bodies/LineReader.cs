using System.Text;

namespace Virga.Local.Bodies;

/// <summary>Reads lines and runs of bytes from one stream. Large runs go past its buffer.</summary>
internal sealed class LineReader(Stream body)
{
    // A chunk header is under 120 bytes, the longest trailing header under 200.
    private const int MaxLine = 4096;

    private readonly byte[] _buffer = new byte[MaxLine];
    private int _start;
    private int _end;

    /// <summary>The next line without its end; null at the end of the body.</summary>
    public async ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            int newline = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (newline >= 0)
            {
                string line = Encoding.ASCII.GetString(_buffer, _start, newline).TrimEnd('\r');
                _start += newline + 1;
                return line;
            }

            if (!await FillAsync(cancellationToken).ConfigureAwait(false))
            {
                return _start == _end ? null : throw S3Error.IncompleteBody();
            }
        }
    }

    public ValueTask<int> ReadAsync(Memory<byte> target, CancellationToken cancellationToken)
    {
        if (_start == _end)
        {
            return body.ReadAsync(target, cancellationToken);
        }

        int count = Math.Min(target.Length, _end - _start);
        _buffer.AsSpan(_start, count).CopyTo(target.Span);
        _start += count;
        return new(count);
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == MaxLine)
        {
            throw S3Error.InvalidRequest("A line of the aws-chunked framing is too long.");
        }

        int count = await body.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _end += count;
        return count > 0;
    }
}
