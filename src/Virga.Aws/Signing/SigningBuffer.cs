using System.Buffers;
using System.Text;

namespace Virga.Aws.Signing;

/// <summary>Text being signed, as bytes: in the caller's stack memory first, in a pooled array when it grows past that.</summary>
internal ref struct SigningBuffer
{
    private static ReadOnlySpan<byte> Hex => "0123456789ABCDEF"u8;

    private Span<byte> _bytes;
    private byte[]? _rented;
    private int _length;

    public SigningBuffer(Span<byte> initial) => _bytes = initial;

    public readonly ReadOnlySpan<byte> Written => _bytes[.._length];

    public readonly int Length => _length;

    public void Append(byte value)
    {
        if (_length == _bytes.Length) Grow(1);
        _bytes[_length++] = value;
    }

    public void Append(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        _length += bytes.Length;
    }

    public void AppendText(scoped ReadOnlySpan<char> text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        _length += Encoding.UTF8.GetBytes(text, Room(most <= _bytes.Length - _length ? most : Encoding.UTF8.GetByteCount(text)));
    }

    public void AppendLower(scoped ReadOnlySpan<char> token)
    {
        var room = Room(token.Length);
        if (Ascii.ToLower(token, room, out _) != OperationStatus.Done)
        {
            for (var i = 0; i < token.Length; i++) room[i] = (byte)char.ToLowerInvariant(token[i]);
        }

        _length += token.Length;
    }

    /// <summary>Appends a byte as itself when it is unreserved (RFC 3986, 2.3), else as an upper-case escape.</summary>
    public void AppendEscaped(byte value)
    {
        if (IsUnreserved(value))
        {
            Append(value);
            return;
        }

        var room = Room(3);
        room[0] = (byte)'%';
        room[1] = Hex[value >> 4];
        room[2] = Hex[value & 15];
        _length += 3;
    }

    public void Truncate(int length) => _length = length;

    /// <summary>Gives the pooled array back, if there is one. What it held is text that goes over the wire, so it is not cleared.</summary>
    public void Dispose()
    {
        if (_rented is { } rented) ArrayPool<byte>.Shared.Return(rented);
        _rented = null;
        _bytes = default;
        _length = 0;
    }

    public static bool IsUnreserved(byte value) => char.IsAsciiLetterOrDigit((char)value) || value is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~';

    private Span<byte> Room(int count)
    {
        if (_bytes.Length - _length < count) Grow(count);
        return _bytes[_length..];
    }

    private void Grow(int count)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _length + count));
        _bytes[.._length].CopyTo(larger);
        if (_rented is { } old) ArrayPool<byte>.Shared.Return(old);
        _rented = larger;
        _bytes = larger;
    }
}
