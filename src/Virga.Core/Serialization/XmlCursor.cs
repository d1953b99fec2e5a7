using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Virga.Serialization;

/// <summary>Walks forward through XML in UTF-8. Every fault is a <see cref="VirgaException"/> of kind <see cref="ErrorKind.MalformedResponse"/> with the path and the offset.</summary>
/// <remarks>
/// It reads what services send: elements, attributes, text, CDATA, the five named entities and character references; comments and processing instructions are passed over,
/// names are compared without their prefix. A document type is refused, so no entity can expand or reach out.
/// After <see cref="NextChild"/> gave true, the child must be read, skipped, or walked through with a loop over <see cref="NextChild"/> of its own.
/// </remarks>
public ref partial struct XmlCursor
{
    private const int MaxDepth = 64;
    private const int MaxName = 1024;
    private const int MaxAttributes = 64 * 1024;

    // Texts are remembered in listings only: a short document has nothing to gain.
    private const int LongDocument = 4096;
    private const int MaxRecent = 64;
    private const int RecentCount = 16;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlySequence<byte> _sequence;
    private readonly string _what;
    private SequencePosition _next;
    private ReadOnlySpan<byte> _span;
    private int _at;
    private long _before;

    // Qualified names of the open elements, one after the other; _starts says where each begins.
    private byte[] _names;
    private int _namesEnd;
    private NameStarts _starts;
    private int _depth;

    // Attributes of the element that was entered last: name, zero, value as it stands, zero.
    private byte[] _attributes;
    private int _attributesEnd;
    private byte[] _text;
    private int _textEnd;
    private bool _isEmpty;

    // Where the name of the element that was entered last begins behind its prefix; below zero when another element is open since.
    private int _local = -1;
    private string?[]? _recent;

    /// <summary>Makes a cursor before the root element.</summary>
    /// <param name="utf8">The document.</param>
    /// <param name="what">What it is, for messages: the operation.</param>
    public XmlCursor(ReadOnlySequence<byte> utf8, string what)
    {
        _sequence = utf8;
        _what = what;
        _next = utf8.Start;
        _names = ArrayPool<byte>.Shared.Rent(512);
        _attributes = [];
        _text = [];
    }

    /// <summary>The name, without prefix, of the element that was entered last.</summary>
    public readonly string Name => Encoding.UTF8.GetString(LocalName());

    /// <summary>Enters the root element.</summary>
    /// <param name="localName">The name that it must have.</param>
    public void Root(ReadOnlySpan<byte> localName)
    {
        AnyRoot();
        if (!NameIs(localName)) throw WrongRoot(localName);
    }

    /// <summary>Enters the root element, which some servers name otherwise.</summary>
    /// <param name="localName">The name that it must have.</param>
    /// <param name="aliases">Names that are taken as well, with spaces between them.</param>
    public void Root(ReadOnlySpan<byte> localName, ReadOnlySpan<byte> aliases)
    {
        AnyRoot();
        if (NameIs(localName)) return;
        foreach (var alias in aliases.Split((byte)' '))
        {
            if (NameIs(aliases[alias])) return;
        }

        throw WrongRoot(localName);
    }

    /// <summary>Enters the child of that name of the element that is open; what stands before it is passed over.</summary>
    /// <param name="localName">The name.</param>
    /// <exception cref="VirgaException">There is none.</exception>
    public void Into(ReadOnlySpan<byte> localName)
    {
        while (NextChild())
        {
            if (NameIs(localName)) return;
            Skip();
        }

        throw Missing(Encoding.UTF8.GetString(localName));
    }

    private readonly VirgaException WrongRoot(ReadOnlySpan<byte> wanted) => Name.Equals("html", StringComparison.OrdinalIgnoreCase)
        ? HtmlPage()
        : Fault($"its root element is {Malformed.Shorten(Name)}, and {Encoding.UTF8.GetString(wanted)} was expected");

    /// <summary>Moves to the next child of the element that is open; false at its end, which is consumed.</summary>
    public bool NextChild()
    {
        if (_isEmpty)
        {
            Leave();
            return false;
        }

        while (true)
        {
            ToMarkup();
            switch (Peek())
            {
                case (byte)'/':
                    _at++;
                    EndTag();
                    return false;
                case (byte)'!':
                    _at++;
                    Declaration(keepText: false);
                    break;
                case (byte)'?':
                    _at++;
                    Instruction();
                    break;
                default:
                    StartTag();
                    return true;
            }
        }
    }

    /// <summary>Whether the element that was entered last has a name, its prefix aside.</summary>
    /// <param name="localName">The name in UTF-8.</param>
    public readonly bool NameIs(ReadOnlySpan<byte> localName) => LocalName().SequenceEqual(localName);

    /// <summary>Passes over the rest of the element that was entered last, its end included.</summary>
    public void Skip()
    {
        var outer = _depth - 1;
        while (_depth > outer) NextChild();
    }

    /// <summary>An attribute of the element that was entered last; null when it has none of that name. To be asked before the element is read.</summary>
    /// <param name="localName">The name without prefix.</param>
    public string? Attribute(string localName)
    {
        Span<byte> wanted = stackalloc byte[256];
        if (!Encoding.UTF8.TryGetBytes(localName, wanted, out var length)) return null;
        wanted = wanted[..length];
        var rest = _attributes.AsSpan(0, _attributesEnd);
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf((byte)0);
            var name = rest[..end];
            rest = rest[(end + 1)..];
            end = rest.IndexOf((byte)0);
            var value = rest[..end];
            rest = rest[(end + 1)..];
            if (name[(name.IndexOf((byte)':') + 1)..].SequenceEqual(wanted)) return Decoded(Unescaped(value));
        }

        return null;
    }

    /// <summary>Reads the element as text.</summary>
    /// <remarks>Short texts that come again within a long document, such as storage classes and owners, are one string.</remarks>
    public string ReadString()
    {
        var text = ReadText();
        if (text.IsEmpty) return "";
        return text.Length <= MaxRecent && _before + _at > LongDocument ? Recent(text) : Decoded(text);
    }

    /// <summary>Reads the element as an entity tag: quotes are taken off; a weak one keeps its form.</summary>
    public string ReadETag()
    {
        if (TryReadQuoted(out var quoted)) return Decoded(quoted);
        var text = ReadText();
        return Decoded(text.Length >= 2 && text[0] == (byte)'"' && text[^1] == (byte)'"' ? text[1..^1] : text);
    }

    /// <summary>Reads the element as <c>application/x-www-form-urlencoded</c> text: percent-encoded, with plus signs for spaces.</summary>
    public string ReadFormUrl()
    {
        var text = ReadText();
        return text.IndexOfAny((byte)'%', (byte)'+') < 0 ? Decoded(text) : Wire.ParseFormUrl(Decoded(text), "");
    }

    /// <summary>Reads the element as a date and time in ISO 8601; without a zone it is UTC.</summary>
    public DateTimeOffset ReadDateTime()
    {
        var text = Trimmed(ReadText());
        Span<char> chars = stackalloc char[IsoTime.MaxLength];
        if (text.Length <= chars.Length && Ascii.ToUtf16(text, chars, out var length) == OperationStatus.Done && IsoTime.TryRead(chars[..length], out var value)) return value;
        return Wire.TryParseDateTime(Encoding.UTF8.GetString(text), out value) ? value : throw NotA("a date and time in ISO 8601", text);
    }

    /// <summary>Reads the element as a whole number of 32 bits.</summary>
    public int ReadInt32()
    {
        var text = Trimmed(ReadText());
        return Utf8Parser.TryParse(text, out int value, out var used) && used == text.Length ? value : throw NotA("a whole number of 32 bits", text);
    }

    /// <summary>Reads the element as a whole number of 64 bits.</summary>
    public long ReadInt64()
    {
        var text = Trimmed(ReadText());
        return Utf8Parser.TryParse(text, out long value, out var used) && used == text.Length ? value : throw NotA("a whole number of 64 bits", text);
    }

    /// <summary>Reads the element as a number.</summary>
    public float ReadSingle() => (float)ReadDouble();

    /// <summary>Reads the element as a number.</summary>
    public double ReadDouble()
    {
        var text = Trimmed(ReadText());
        return double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : throw NotA("a number", text);
    }

    /// <summary>Reads the element as a decimal number.</summary>
    public decimal ReadDecimal()
    {
        var text = Trimmed(ReadText());
        return decimal.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : throw NotA("a decimal number", text);
    }

    /// <summary>Reads the element as true or false, in any case, or 1 or 0.</summary>
    public bool ReadBoolean()
    {
        var text = Trimmed(ReadText());
        if (Ascii.EqualsIgnoreCase(text, "true"u8) || text.SequenceEqual("1"u8)) return true;
        if (Ascii.EqualsIgnoreCase(text, "false"u8) || text.SequenceEqual("0"u8)) return false;
        throw NotA("true or false", text);
    }

    /// <summary>Reads the element as Base64.</summary>
    public byte[] ReadBase64()
    {
        var text = ReadString();
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            throw NotA("Base64", Encoding.UTF8.GetBytes(text));
        }
    }

    /// <summary>The error of a required element that is not there.</summary>
    /// <param name="element">Its name.</param>
    public readonly Exception Missing(string element) => Fault($"the element {element} is missing");

    /// <summary>Checks that nothing follows, and gives memory back.</summary>
    public void End()
    {
        while (_depth > 0) Skip();
        while (More())
        {
            var value = _span[_at++];
            if (IsSpace(value)) continue;
            if (value != (byte)'<') throw Fault("text follows after its root element");
            var mark = Take();
            if (mark == (byte)'?') Instruction();
            else if (mark == (byte)'!') Declaration(keepText: false);
            else throw Fault("a second root element follows");
        }

        Release(ref _names);
        Release(ref _attributes);
        Release(ref _text);
    }

    /// <summary>Enters the root element, whatever its name.</summary>
    internal void AnyRoot()
    {
        if (_sequence.IsEmpty) throw new VirgaException(ErrorKind.MalformedResponse, $"{_what}: the answer is empty where XML was expected.");
        SkipMark();
        while (true)
        {
            byte value;
            do value = Take();
            while (IsSpace(value));

            if (value != (byte)'<') throw Fault("it does not begin with an element");
            switch (Peek())
            {
                case (byte)'?':
                    _at++;
                    Instruction();
                    break;
                case (byte)'!':
                    _at++;
                    Declaration(keepText: false);
                    break;
                default:
                    StartTag();
                    return;
            }
        }
    }

    private static void Release(ref byte[] array)
    {
        if (array.Length > 0) ArrayPool<byte>.Shared.Return(array);
        array = [];
    }

    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> text) => text.Trim(" \t\r\n"u8);

    private readonly string Decoded(ReadOnlySpan<byte> text)
    {
        try
        {
            return Utf8.GetString(text);
        }
        catch (ArgumentException)
        {
            throw Fault("a text is not UTF-8");
        }
    }

    private readonly ReadOnlySpan<byte> QualifiedName() => _depth == 0 ? [] : _names.AsSpan(_starts[_depth - 1].._namesEnd);

    private string Recent(ReadOnlySpan<byte> text)
    {
        var recent = _recent ??= new string?[RecentCount];
        ref var known = ref recent[(text.Length + text[0] + (7 * text[^1]) + (3 * text[text.Length / 2])) % RecentCount];
        return known is not null && known.Length == text.Length && Ascii.Equals(text, known) ? known : known = Decoded(text);
    }

    private readonly ReadOnlySpan<byte> LocalName()
    {
        if (_local >= 0) return _names.AsSpan(_local.._namesEnd);
        var name = QualifiedName();
        return name[(name.IndexOf((byte)':') + 1)..];
    }
}
