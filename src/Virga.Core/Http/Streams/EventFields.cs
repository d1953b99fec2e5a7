using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Virga.Http;

/// <summary>Collects the fields of server-sent events from lines, HTML standard section 9.2.6.</summary>
internal sealed class EventFields : IDisposable
{
    private readonly PooledBuffer _data = new();
    private int _seen;
    private bool _hasData;
    private bool _isFinished;
    private bool _afterReturn;
    private string? _event;
    private string? _id;

    public string? Event { get; private set; }

    public string? LastId { get; private set; }

    public TimeSpan? Retry { get; private set; }

    /// <summary>Valid until the next event is looked for.</summary>
    public ReadOnlySequence<byte> Data => _data.AsSequence();

    /// <summary>A new stream begins: what came of an event before it was cut is forgotten.</summary>
    public void Begin()
    {
        _seen = 0;
        _afterReturn = false;
        Forget();
        _id = LastId;
    }

    /// <summary>Reads lines up to the end of an event; false when more bytes are needed.</summary>
    public bool TryFinish(StreamWindow window, long limit)
    {
        if (_isFinished) Forget();
        while (TryLine(window, limit, out var length, out var behind))
        {
            var line = window.Span[..length];
            var isEnd = line.IsEmpty;
            if (!isEnd) Field(line);
            window.Take(behind);
            if (_data.Length > limit) throw window.TooLong(_data.Length);
            if (!isEnd) continue;
            LastId = _id;
            Event = _event;
            _isFinished = true;
            if (_hasData) return true;
            Forget();
        }

        return false;
    }

    public void Dispose() => _data.Dispose();

    /// <summary>A line ends with CR LF, LF or CR; behind a CR at the end of what there is, a LF may yet come.</summary>
    private bool TryLine(StreamWindow window, long limit, out int length, out int behind)
    {
        if (_afterReturn && window.Span.Length > 0)
        {
            _afterReturn = false;
            if (window.Span[0] == '\n') window.Take(1);
        }

        var span = window.Span;
        var at = span[_seen..].IndexOfAny((byte)'\r', (byte)'\n');
        length = _seen + at;
        behind = length + 1;
        if (at < 0)
        {
            _seen = span.Length;
            return false;
        }

        if (length > limit) throw window.TooLong(length);
        _seen = 0;
        _afterReturn = span[length] == '\r';
        return true;
    }

    private void Field(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        if (colon == 0) return;
        var name = colon < 0 ? line : line[..colon];
        var value = colon < 0 ? [] : line[(colon + 1)..];
        if (value.Length > 0 && value[0] == ' ') value = value[1..];
        if (name.SequenceEqual("data"u8)) Add(value);
        else if (name.SequenceEqual("event"u8)) _event = value.IsEmpty ? null : Encoding.UTF8.GetString(value);
        else if (name.SequenceEqual("id"u8) && !value.Contains((byte)0)) _id = Encoding.UTF8.GetString(value);
        else if (name.SequenceEqual("retry"u8) && value.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 && Utf8Parser.TryParse(value, out int wait, out _)) Retry = TimeSpan.FromMilliseconds(wait);
    }

    private void Add(ReadOnlySpan<byte> value)
    {
        if (_hasData) _data.Write("\n"u8);
        _hasData = true;
        _data.Write(value);
    }

    private void Forget()
    {
        _data.Clear();
        _hasData = false;
        _isFinished = false;
        _event = null;
        Event = null;
        Retry = null;
    }
}
