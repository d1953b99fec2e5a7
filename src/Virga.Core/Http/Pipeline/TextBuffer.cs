namespace Virga.Http;

/// <summary>Characters that grow in one array, which is kept for the next request.</summary>
internal struct TextBuffer
{
    // A request with a longer target gives its array to the garbage collector, so that one long query does not stay in memory.
    private const int KeepLength = 4096;

    private char[] _chars;

    public TextBuffer(int capacity) => _chars = new char[capacity];

    public int Length { get; private set; }

    public readonly ReadOnlySpan<char> Text => _chars.AsSpan(0, Length);

    public readonly char Last => Length == 0 ? '\0' : _chars[Length - 1];

    public void Append(char value)
    {
        if (Length == _chars.Length) Enlarge(1);
        _chars[Length++] = value;
    }

    public void Append(ReadOnlySpan<char> text)
    {
        if (_chars.Length - Length < text.Length) Enlarge(text.Length);
        text.CopyTo(_chars.AsSpan(Length));
        Length += text.Length;
    }

    public Span<char> Grow(int count)
    {
        if (_chars.Length - Length < count) Enlarge(count);
        var span = _chars.AsSpan(Length, count);
        Length += count;
        return span;
    }

    public readonly void Replace(int start, char old, char with) => _chars.AsSpan(start, Length - start).Replace(old, with);

    public void Truncate(int length) => Length = length;

    public void Clear()
    {
        Length = 0;
        if (_chars.Length > KeepLength) _chars = new char[256];
    }

    private void Enlarge(int more) => Array.Resize(ref _chars, Math.Max(2 * _chars.Length, Length + more));
}
