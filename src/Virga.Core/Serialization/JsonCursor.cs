using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Virga.Serialization;

/// <summary>Walks forward through JSON in UTF-8. Every fault is a <see cref="VirgaException"/> of kind <see cref="ErrorKind.MalformedResponse"/> with the path and the offset.</summary>
/// <remarks>After <see cref="NextMember"/> or <see cref="NextElement"/> gave true, exactly one value must be read or skipped.</remarks>
public ref partial struct JsonCursor
{
    private const int MaxDepth = 64;

    private readonly ReadOnlySequence<byte> _utf8;
    private readonly string _what;
    private Utf8JsonReader _reader;
    private bool _atValue;

    /// <summary>Makes a cursor before the first value.</summary>
    /// <param name="utf8">The document.</param>
    /// <param name="what">What it is, for messages: the operation.</param>
    public JsonCursor(ReadOnlySequence<byte> utf8, string what)
    {
        _utf8 = WithoutMark(utf8);
        _what = what;
        _reader = _utf8.IsSingleSegment ? new Utf8JsonReader(_utf8.FirstSpan, new JsonReaderOptions { MaxDepth = MaxDepth }) : new Utf8JsonReader(_utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
    }

    /// <summary>Reads a whole document.</summary>
    /// <typeparam name="T">What it is read into.</typeparam>
    /// <param name="utf8">The document.</param>
    /// <param name="what">What it is, for messages: the operation.</param>
    /// <param name="read">Reads its value.</param>
    public static T Parse<T>(ReadOnlySequence<byte> utf8, string what, JsonRead<T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        var json = new JsonCursor(utf8, what);
        var value = read(ref json);
        json.End();
        return value;
    }

    /// <summary>The name of the member before whose value the cursor stands.</summary>
    public readonly string Name => _reader.TokenType == JsonTokenType.PropertyName ? Decoded() : "";

    /// <summary>Consumes a null; leaves any other value.</summary>
    public bool TryReadNull()
    {
        ToValue();
        if (_reader.TokenType == JsonTokenType.Null)
        {
            _atValue = false;
            return true;
        }

        return false;
    }

    /// <summary>Enters an object.</summary>
    public void BeginObject() => Expect(JsonTokenType.StartObject, "an object");

    /// <summary>Moves to the next member; false at the end of the object, which is consumed.</summary>
    public bool NextMember()
    {
        Advance();
        if (_reader.TokenType != JsonTokenType.PropertyName) return false;
        // Comparing a name whose escapes make no text would throw; such names are rare, and told of here.
        if (_reader.ValueIsEscaped) _ = Decoded();
        return true;
    }

    /// <summary>Whether the member has a name.</summary>
    /// <param name="utf8">The name in UTF-8.</param>
    public readonly bool NameIs(ReadOnlySpan<byte> utf8) => _reader.ValueTextEquals(utf8);

    /// <summary>Passes over the value, whatever it is.</summary>
    public void Skip()
    {
        ToValue();
        _atValue = false;
        try
        {
            _reader.Skip();
        }
        catch (JsonException e)
        {
            throw NotJson(e);
        }
    }

    /// <summary>Enters an array.</summary>
    public void BeginArray() => Expect(JsonTokenType.StartArray, "an array");

    /// <summary>Moves to the next element; false at the end of the array, which is consumed.</summary>
    public bool NextElement()
    {
        Advance();
        _atValue = _reader.TokenType != JsonTokenType.EndArray;
        return _atValue;
    }

    /// <summary>Reads a string.</summary>
    public string ReadString()
    {
        Expect(JsonTokenType.String, "a string");
        return Decoded();
    }

    /// <summary>Reads true or false, or a string that says so.</summary>
    public bool ReadBoolean()
    {
        ToValue();
        _atValue = false;
        return _reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.String when Decoded() is var text => bool.TryParse(text, out var value) ? value : throw Wrong(text, "true or false"),
            _ => throw Unexpected("true or false"),
        };
    }

    /// <summary>Reads a string; a number, true or false give their text.</summary>
    public string ReadText()
    {
        ToValue();
        _atValue = false;
        return _reader.TokenType switch
        {
            JsonTokenType.String => Decoded(),
            JsonTokenType.True => "true",
            JsonTokenType.False => "false",
            JsonTokenType.Number => _reader.HasValueSequence ? Encoding.UTF8.GetString(_reader.ValueSequence) : Encoding.UTF8.GetString(_reader.ValueSpan),
            _ => throw Unexpected("a text"),
        };
    }

    /// <summary>Reads any value as it is.</summary>
    public JsonElement ReadElement()
    {
        ToValue();
        _atValue = false;
        try
        {
            return JsonElement.ParseValue(ref _reader);
        }
        catch (JsonException e)
        {
            throw NotJson(e);
        }
    }

    /// <summary>Reads a string in Base64.</summary>
    public byte[] ReadBase64()
    {
        Expect(JsonTokenType.String, "a string in Base64");
        return _reader.TryGetBytesFromBase64(out var value) ? value : throw Unexpected("a string in Base64");
    }

    /// <summary>The error of a required member that is not there.</summary>
    /// <param name="member">Its name.</param>
    public readonly Exception Missing(string member) => Fault($"the member {member} is missing from {Path()}");

    /// <summary>Checks that nothing follows.</summary>
    public void End()
    {
        bool more;
        try
        {
            more = _reader.Read();
        }
        catch (JsonException e)
        {
            throw NotJson(e);
        }

        if (more) throw Fault("more follows after its end");
    }

    private static ReadOnlySequence<byte> WithoutMark(ReadOnlySequence<byte> utf8)
    {
        var start = utf8.FirstSpan;
        if (start.Length >= 3) return start.StartsWith("\uFEFF"u8) ? utf8.Slice(3) : utf8;
        if (utf8.Length < 3) return utf8;
        Span<byte> first = stackalloc byte[3];
        utf8.Slice(0, 3).CopyTo(first);
        return first.SequenceEqual("\uFEFF"u8) ? utf8.Slice(3) : utf8;
    }

    private readonly string Decoded()
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Fault($"the text at {Path()} is not UTF-8, or holds half a surrogate pair");
        }
    }

    private void Expect(JsonTokenType type, string expected)
    {
        ToValue();
        if (_reader.TokenType != type) throw Unexpected(expected);
        _atValue = false;
    }

    private void ToValue()
    {
        if (_atValue) return;
        Advance();
        _atValue = true;
    }

    private void Advance()
    {
        try
        {
            if (_reader.Read()) return;
        }
        catch (JsonException e)
        {
            throw NotJson(e);
        }

        throw Fault("it ends too early");
    }

    private readonly VirgaException Unexpected(string expected) => Fault($"{Path()} is {Seen()}, and {expected} was expected");

    private readonly string Seen() => _reader.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number that does not fit",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        JsonTokenType.Null => "null",
        _ => "nothing",
    };

    private readonly VirgaException NotJson(JsonException cause)
    {
        if (_utf8.IsEmpty) return new VirgaException(ErrorKind.MalformedResponse, $"{_what}: the answer is empty where JSON was expected.");
        if (FirstByte() == (byte)'<') return new VirgaException(ErrorKind.MalformedResponse, $"{_what}: an HTML or XML page came where JSON was expected. A proxy or login page may stand before the service; check the endpoint.");

        // The framework's message names the fault and the line; the path comes from reading again.
        return new VirgaException(ErrorKind.MalformedResponse, $"{_what}: the answer is not JSON at {Path()}, byte {_reader.BytesConsumed}: {Malformed.Shorten(cause.Message)}", cause);
    }

    private readonly byte FirstByte()
    {
        foreach (var memory in _utf8)
        {
            foreach (var value in memory.Span)
            {
                if (value is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')) return value;
            }
        }

        return 0;
    }

    private readonly VirgaException Fault(string text) => new(ErrorKind.MalformedResponse, $"{_what}: {text} (JSON, byte {_reader.TokenStartIndex}).");

    private readonly string Place() => $"{_what}: {Path()}";

    private readonly string Path() => JsonPath.At(_utf8, _reader.TokenStartIndex);
}
