using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Virga.Serialization;

/// <summary>Writes structures as the fields of one form (<c>application/x-www-form-urlencoded</c>), with paths for names: <c>Tags.member.1.Key=team</c>.</summary>
/// <remarks>Lists count from 1. Everything but the unreserved characters of RFC 3986 is percent-encoded.</remarks>
public sealed class QueryFormWriter
{
    private readonly IBufferWriter<byte> _output;
    private byte[] _path = new byte[128];
    private int _length;
    private bool _hasFields;

    /// <summary>Makes a writer.</summary>
    /// <param name="output">Where to.</param>
    public QueryFormWriter(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
    }

    /// <summary>Writes a field of the structure at which the form stands.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value; null to leave it out.</param>
    /// <exception cref="ArgumentException">The value holds half a surrogate pair.</exception>
    public void Field(string name, string? value)
    {
        if (value is null) return;
        var outer = Enter(name);
        Value(value);
        _length = outer;
    }

    /// <summary>Writes the value at which the form stands.</summary>
    /// <param name="value">The value; null to leave it out.</param>
    /// <exception cref="ArgumentException">The value holds half a surrogate pair.</exception>
    public void Value(string? value)
    {
        if (value is null) return;
        if (_hasFields) _output.Write("&"u8);
        _hasFields = true;
        _output.Write(_path.AsSpan(0, _length));
        _output.Write("="u8);
        Encode(value);
    }

    /// <summary>Writes a structure.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="value">The structure.</param>
    /// <param name="write">Writes its fields.</param>
    public void Structure<T>(string name, T value, QueryFormWrite<T> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var outer = Enter(name);
        write(this, value);
        _length = outer;
    }

    /// <summary>Writes a list: one field, or group of fields, an item.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="name">Its name; null for a list that is itself an item.</param>
    /// <param name="member">What stands before the number; null for nothing (a flattened list).</param>
    /// <param name="items">The items; null to leave it out.</param>
    /// <param name="write">Writes an item.</param>
    /// <param name="sendsEmpty">Whether a list without items is sent, as a name without a value.</param>
    public void List<T>(string? name, string? member, IReadOnlyList<T>? items, QueryFormWrite<T> write, bool sendsEmpty = false)
    {
        ArgumentNullException.ThrowIfNull(write);
        if (items is null) return;
        var outer = Enter(name);
        if (items.Count == 0 && sendsEmpty) Value("");
        Enter(member);
        for (var i = 0; i < items.Count; i++)
        {
            var list = EnterNumber(i + 1);
            write(this, items[i]);
            _length = list;
        }

        _length = outer;
    }

    /// <summary>Writes a map: a numbered pair of key and value an entry. One without entries is left out.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="name">Its name; null for a map that is itself an item.</param>
    /// <param name="entry">What stands before the number; null for nothing (a flattened map).</param>
    /// <param name="key">The name of keys.</param>
    /// <param name="value">The name of values.</param>
    /// <param name="items">The entries; null to leave it out.</param>
    /// <param name="write">Writes a value.</param>
    public void Map<T>(string? name, string? entry, string key, string value, IReadOnlyDictionary<string, T>? items, QueryFormWrite<T> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        if (items is null) return;
        var outer = Enter(name);
        Enter(entry);
        var number = 0;
        foreach (var (itemKey, item) in items)
        {
            var map = EnterNumber(++number);
            Field(key, itemKey);
            Structure(value, item, write);
            _length = map;
        }

        _length = outer;
    }

    /// <summary>Goes down by a name and tells how long the path was.</summary>
    private int Enter(string? name)
    {
        var outer = _length;
        if (name is null) return outer;
        Span<byte> utf8 = stackalloc byte[4];
        if (outer > 0) Append((byte)'.');
        foreach (var rune in name.EnumerateRunes())
        {
            foreach (var value in utf8[..rune.EncodeToUtf8(utf8)])
            {
                if (IsPlain(value))
                {
                    Append(value);
                    continue;
                }

                Append((byte)'%');
                Append(Digit(value >> 4));
                Append(Digit(value & 15));
            }
        }

        return outer;
    }

    private int EnterNumber(int number)
    {
        var outer = _length;
        if (outer > 0) Append((byte)'.');
        if (_path.Length - _length < 11) Array.Resize(ref _path, _path.Length * 2);
        Utf8Formatter.TryFormat(number, _path.AsSpan(_length), out var written);
        _length += written;
        return outer;
    }

    private void Append(byte value)
    {
        if (_length == _path.Length) Array.Resize(ref _path, _path.Length * 2);
        _path[_length++] = value;
    }

    private void Encode(ReadOnlySpan<char> text)
    {
        Span<byte> utf8 = stackalloc byte[4];
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out var rune, out var taken) != OperationStatus.Done)
            {
                throw new ArgumentException($"The value of {Encoding.ASCII.GetString(_path, 0, _length)} holds half a surrogate pair (U+{(int)text[0]:X4}), which has no UTF-8 form.");
            }

            var target = _output.GetSpan(12);
            var end = 0;
            foreach (var value in utf8[..rune.EncodeToUtf8(utf8)])
            {
                if (IsPlain(value))
                {
                    target[end++] = value;
                    continue;
                }

                target[end++] = (byte)'%';
                target[end++] = Digit(value >> 4);
                target[end++] = Digit(value & 15);
            }

            _output.Advance(end);
            text = text[taken..];
        }
    }

    private static bool IsPlain(byte value) => char.IsAsciiLetterOrDigit((char)value) || value is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~';

    private static byte Digit(int value) => "0123456789ABCDEF"u8[value];
}
