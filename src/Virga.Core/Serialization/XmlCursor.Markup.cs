using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace Virga.Serialization;

/// <content>Tags, text and what stands between them, across the borders of segments.</content>
public ref partial struct XmlCursor
{
    private static bool IsSpace(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    private const ulong NameEnds = (1UL << ' ') | (1UL << '\t') | (1UL << '\r') | (1UL << '\n') | (1UL << '/') | (1UL << '>') | (1UL << '=') | (1UL << '<') | (1UL << '&') | (1UL << '"') | (1UL << '\'');

    private static bool EndsName(byte value) => value < 64 && (NameEnds >> value & 1) != 0;

    private static void Append(ref byte[] array, ref int end, ReadOnlySpan<byte> bytes)
    {
        if (array.Length - end < bytes.Length) Enlarge(ref array, end, end + bytes.Length);
        bytes.CopyTo(array.AsSpan(end));
        end += bytes.Length;
    }

    private static void Enlarge(ref byte[] array, int end, int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(length, 2 * array.Length));
        array.AsSpan(0, end).CopyTo(larger);
        if (array.Length > 0) ArrayPool<byte>.Shared.Return(array);
        array = larger;
    }

    private bool More()
    {
        while (_at == _span.Length)
        {
            _before += _span.Length;
            _at = 0;
            if (!_sequence.TryGet(ref _next, out var memory))
            {
                _span = default;
                return false;
            }

            _span = memory.Span;
        }

        return true;
    }

    private byte Peek() => More() ? _span[_at] : throw Fault("it ends too early");

    private byte Take()
    {
        var value = Peek();
        _at++;
        return value;
    }

    private byte TakeAfterSpace()
    {
        byte value;
        do value = Take();
        while (IsSpace(value));
        return value;
    }

    private void Require(ReadOnlySpan<byte> text)
    {
        foreach (var value in text)
        {
            if (Take() != value) throw Fault($"'{Encoding.ASCII.GetString(text)}' was expected");
        }
    }

    private void SkipMark()
    {
        if (Peek() == 0xEF) Require("\uFEFF"u8);
        else if (Peek() is 0xFE or 0xFF or 0) throw Fault("it is not in UTF-8");
    }

    /// <summary>Passes over text, to behind the next angle bracket.</summary>
    private void ToMarkup()
    {
        while (More())
        {
            var found = _span[_at..].IndexOf((byte)'<');
            if (found >= 0)
            {
                _at += found + 1;
                return;
            }

            _at = _span.Length;
        }

        throw Fault("it ends too early");
    }

    private void StartTag()
    {
        if (_depth == MaxDepth) throw Fault($"elements are nested more than {MaxDepth} deep");
        _starts[_depth] = _namesEnd;
        _depth++;
        var start = _namesEnd;
        CopyName(ref _names, ref _namesEnd);
        if (_namesEnd == start || _names[start] is (>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'.') throw Fault("an element has no name");
        _local = start + _names.AsSpan(start.._namesEnd).IndexOf((byte)':') + 1;

        _attributesEnd = 0;
        var value = Take();
        while (true)
        {
            var spaced = IsSpace(value);
            if (spaced) value = TakeAfterSpace();
            if (value == (byte)'>') return;
            if (value == (byte)'/')
            {
                Require(">"u8);
                _isEmpty = true;
                return;
            }

            if (!spaced) throw Fault("a tag is not closed");
            _at--;
            ReadAttribute();
            value = Take();
        }
    }

    private void CopyName(ref byte[] array, ref int end)
    {
        var start = end;
        while (true)
        {
            Peek();
            var rest = _span[_at..];
            var length = 0;
            while (length < rest.Length && !EndsName(rest[length])) length++;
            Append(ref array, ref end, rest[..length]);
            _at += length;
            if (end - start > MaxName) throw Fault($"a name is longer than {MaxName} bytes");
            if (length < rest.Length) return;
        }
    }

    private void ReadAttribute()
    {
        var start = _attributesEnd;
        CopyName(ref _attributes, ref _attributesEnd);
        if (_attributesEnd == start || _attributes.AsSpan(start, _attributesEnd - start).Contains((byte)0)) throw Fault("an attribute has no name");
        Append(ref _attributes, ref _attributesEnd, "\0"u8);
        if (TakeAfterSpace() != (byte)'=') throw Fault("an attribute has no value");
        var quote = TakeAfterSpace();
        if (quote is not ((byte)'"' or (byte)'\'')) throw Fault("the value of an attribute has no quotes");
        while (true)
        {
            Peek();
            var rest = _span[_at..];
            var found = rest.IndexOfAny(quote, (byte)'<', (byte)0);
            var run = found < 0 ? rest : rest[..found];
            Append(ref _attributes, ref _attributesEnd, run);
            if (_attributesEnd > MaxAttributes) throw Fault($"the attributes of an element are longer than {MaxAttributes} bytes");
            _at += run.Length;
            if (found < 0) continue;
            if (rest[found] != quote) throw Fault("the value of an attribute holds a character that it cannot");
            _at++;
            Append(ref _attributes, ref _attributesEnd, "\0"u8);
            return;
        }
    }

    private void EndTag()
    {
        var name = QualifiedName();
        var start = _before + _at;
        if (_span.Length - _at > name.Length)
        {
            if (!_span.Slice(_at, name.Length).SequenceEqual(name)) throw Fault($"the end of another element came where {Name} should end", start);
            _at += name.Length;
        }
        else
        {
            foreach (var value in name)
            {
                if (Take() != value) throw Fault($"the end of another element came where {Name} should end", start);
            }
        }

        if (TakeAfterSpace() != (byte)'>') throw Fault("an end tag is not closed");
        Leave();
    }

    private void Leave()
    {
        _isEmpty = false;
        _attributesEnd = 0;
        _local = -1;
        _depth--;
        _namesEnd = _starts[_depth];
    }

    /// <summary>Passes over a comment, or reads CDATA into the text; behind the exclamation mark.</summary>
    private void Declaration(bool keepText)
    {
        switch (Take())
        {
            case (byte)'-':
                Require("-"u8);
                PassOver("-->"u8, keepText: false);
                return;
            case (byte)'[' when _depth > 0:
                Require("CDATA["u8);
                PassOver("]]>"u8, keepText);
                return;
            case (byte)'D' or (byte)'d':
                throw IsHtml() ? HtmlPage() : Fault("it has a document type (DTD), which is refused: entities of a document type can grow without bound or read files");
            default:
                throw Fault("a declaration stands where it cannot");
        }
    }

    private bool IsHtml()
    {
        Span<byte> rest = stackalloc byte[11];
        for (var i = 0; i < rest.Length; i++)
        {
            if (!More()) return false;
            rest[i] = _span[_at++];
        }

        return Ascii.EqualsIgnoreCase(rest, "octype html"u8);
    }

    private void Instruction() => PassOver("?>"u8, keepText: false);

    private void PassOver(ReadOnlySpan<byte> end, bool keepText)
    {
        var matched = 0;
        var wasReturn = false;
        while (matched < end.Length)
        {
            var value = Take();
            if (value == end[matched])
            {
                matched++;
                continue;
            }

            // An end is one character, once or twice, and a bracket: of "--->" only the first hyphen is let go.
            if (matched > 0 && value == end[0] && end[matched - 1] == end[0])
            {
                if (keepText) AppendText(value, ref wasReturn);
                continue;
            }

            for (var i = 0; keepText && i < matched; i++) AppendText(end[i], ref wasReturn);
            if (keepText) AppendText(value, ref wasReturn);
            matched = 0;
        }
    }

    private void AppendText(byte value, ref bool wasReturn)
    {
        // XML 1.0 section 2.11: a line ends with one line feed, however it was written.
        var isSecond = value == (byte)'\n' && wasReturn;
        wasReturn = value == (byte)'\r';
        if (isSecond) return;
        if (_textEnd == _text.Length) Enlarge(ref _text, _textEnd, _textEnd + 1);
        _text[_textEnd++] = wasReturn ? (byte)'\n' : value;
    }

    /// <summary>The text of the element that is open, whose end is consumed. It is valid until the next call.</summary>
    private ReadOnlySpan<byte> ReadText()
    {
        if (_isEmpty)
        {
            Leave();
            return default;
        }

        More();
        var rest = _span[_at..];
        var found = rest.IndexOfAny((byte)'<', (byte)'&', (byte)'\r');
        if (found >= 0 && found + 1 < rest.Length && rest[found] == (byte)'<' && rest[found + 1] == (byte)'/')
        {
            _at += found + 2;
            EndTag();
            return rest[..found];
        }

        return ReadMixedText();
    }

    /// <summary>What stands between two quotes written as references, read in place: servers write the tags of listings so, and taking such a text together was a tenth of reading a page.</summary>
    private bool TryReadQuoted(out ReadOnlySpan<byte> text)
    {
        text = default;
        if (_isEmpty) return false;
        More();
        var rest = _span[_at..];
        var quote = "&quot;"u8;
        if (!rest.StartsWith(quote)) return false;
        rest = rest[quote.Length..];
        var found = rest.IndexOfAny((byte)'<', (byte)'&', (byte)'\r');
        var close = "&quot;</"u8;
        if (found < 0 || !rest[found..].StartsWith(close)) return false;
        _at += quote.Length + found + close.Length;
        EndTag();
        text = rest[..found];
        return true;
    }

    private ReadOnlySpan<byte> ReadMixedText()
    {
        _textEnd = 0;
        while (true)
        {
            Peek();
            var rest = _span[_at..];
            var found = rest.IndexOfAny((byte)'<', (byte)'&', (byte)'\r');
            Append(ref _text, ref _textEnd, found < 0 ? rest : rest[..found]);
            if (found < 0)
            {
                _at = _span.Length;
                continue;
            }

            _at += found + 1;
            if (rest[found] == (byte)'&') Reference();
            else if (rest[found] == (byte)'\r') EndLine();
            else if (TextMarkup()) return _text.AsSpan(0, _textEnd);
        }
    }

    private void EndLine()
    {
        Append(ref _text, ref _textEnd, "\n"u8);
        if (Peek() == (byte)'\n') _at++;
    }

    private bool TextMarkup()
    {
        switch (Peek())
        {
            case (byte)'/':
                _at++;
                EndTag();
                return true;
            case (byte)'!':
                _at++;
                Declaration(keepText: true);
                return false;
            case (byte)'?':
                _at++;
                Instruction();
                return false;
            default:
                throw Fault("an element stands where only text was expected");
        }
    }

    private void Reference()
    {
        var rest = _span[_at..];
        var end = rest[..Math.Min(rest.Length, 8)].IndexOf((byte)';');
        if (end >= 0)
        {
            _at += end + 1;
            AppendReference(rest[..end]);
            return;
        }

        Span<byte> name = stackalloc byte[12];
        var length = 0;
        while (true)
        {
            var value = Take();
            if (value == (byte)';') break;
            if (length == name.Length) throw Fault("a reference is not closed");
            name[length++] = value;
        }

        AppendReference(name[..length]);
    }

    private void AppendReference(scoped ReadOnlySpan<byte> name)
    {
        Span<byte> utf8 = stackalloc byte[4];
        Append(ref _text, ref _textEnd, utf8[..Resolve(name, utf8)]);
    }

    private readonly int Resolve(scoped ReadOnlySpan<byte> name, scoped Span<byte> utf8)
    {
        if (XmlReferences.TryResolve(name, out var rune)) return rune.EncodeToUtf8(utf8);
        throw Fault($"the reference '&{Malformed.Shorten(Encoding.UTF8.GetString(name))};' is not one of XML's own");
    }

    private ReadOnlySpan<byte> Unescaped(ReadOnlySpan<byte> value)
    {
        if (!value.ContainsAny("&\t\r\n"u8)) return value;
        _textEnd = 0;
        Span<byte> utf8 = stackalloc byte[4];
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == (byte)'&')
            {
                var end = value[i..].IndexOf((byte)';');
                if (end < 0) throw Fault("a reference is not closed");
                Append(ref _text, ref _textEnd, utf8[..Resolve(value.Slice(i + 1, end - 1), utf8)]);
                i += end;
            }
            else if (!(value[i] == (byte)'\n' && i > 0 && value[i - 1] == (byte)'\r'))
            {
                Append(ref _text, ref _textEnd, IsSpace(value[i]) ? " "u8 : value.Slice(i, 1));
            }
        }

        return _text.AsSpan(0, _textEnd);
    }

    private readonly VirgaException NotA(string expected, ReadOnlySpan<byte> text) => Fault($"'{Malformed.Shorten(Encoding.UTF8.GetString(text))}' is not {expected}");

    private readonly VirgaException HtmlPage() =>
        new(ErrorKind.MalformedResponse, $"{_what}: an HTML page came where XML was expected. A proxy or login page may stand before the service; check the endpoint.");

    private readonly VirgaException Fault(string text, long? at = null)
    {
        var path = new StringBuilder();
        for (var i = 0; i < _depth; i++)
        {
            var end = i + 1 < _depth ? _starts[i + 1] : _namesEnd;
            path.Append('/').Append(Malformed.Shorten(Encoding.UTF8.GetString(_names.AsSpan(_starts[i]..end))));
        }

        return new VirgaException(ErrorKind.MalformedResponse, $"{_what}: the answer cannot be read as XML at {(path.Length == 0 ? "/" : path)}, byte {at ?? _before + _at}: {text}.");
    }

    [InlineArray(MaxDepth + 1)]
    private struct NameStarts
    {
        private int _first;
    }
}
