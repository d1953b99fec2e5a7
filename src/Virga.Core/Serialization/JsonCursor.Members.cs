using System.Text.Json;

namespace Virga.Serialization;

/// <content>Objects by the places of their members, lists and maps, and scalars that JSON has no form for.</content>
public ref partial struct JsonCursor
{
    /// <summary>Enters an object.</summary>
    /// <param name="names">The names of its members.</param>
    public JsonMembers Begin(JsonNames names)
    {
        ArgumentNullException.ThrowIfNull(names);
        BeginObject();
        return new JsonMembers(names);
    }

    /// <summary>Moves to the value of the next member that is known and not null; false at the end of the object, which is consumed.</summary>
    /// <param name="at">Where in the object the cursor stands.</param>
    /// <exception cref="VirgaException">A required member is null or did not come.</exception>
    public bool Next(scoped ref JsonMembers at)
    {
        var names = at.Names;
        while (NextMember())
        {
            var place = names.Find(ref _reader, at.Place);
            if (place < 0)
            {
                if (names.KeepsUnknown)
                {
                    at.Index = -1;
                    return true;
                }

                Skip();
                continue;
            }

            at.Place = place;
            var member = names.Member(place);
            Advance();
            _atValue = true;
            var required = names.RequiredPlace(member);
            if (_reader.TokenType == JsonTokenType.Null)
            {
                if (required >= 0) throw Unexpected("a value");
                _atValue = false;
                continue;
            }

            if (required >= 0) at.See(required);
            at.Index = member;
            return true;
        }

        if (names.Required > 0 && at.Missing() is { } missing) throw Missing(missing);
        return false;
    }

    /// <summary>Reads a list.</summary>
    /// <typeparam name="T">The type of its elements.</typeparam>
    /// <param name="read">Reads one of them.</param>
    public List<T> ReadList<T>(JsonRead<T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        var items = new List<T>();
        BeginArray();
        while (NextElement()) items.Add(read(ref this));
        return items;
    }

    /// <summary>Reads a list of strings.</summary>
    public List<string> ReadStrings()
    {
        var items = new List<string>();
        BeginArray();
        while (NextElement()) items.Add(ReadString());
        return items;
    }

    /// <summary>Reads a list of rows.</summary>
    /// <typeparam name="T">The type of the rows.</typeparam>
    /// <param name="read">Reads one of them.</param>
    public RowList<T> ReadRows<T>(JsonRead<T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        var items = new RowList<T>();
        BeginArray();
        while (NextElement()) items.Add(read(ref this));
        return items;
    }

    /// <summary>Reads an object whose members are the entries of a map.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="read">Reads one of them.</param>
    public Dictionary<string, T> ReadMap<T>(JsonRead<T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        var items = new Dictionary<string, T>(StringComparer.Ordinal);
        BeginObject();
        while (NextMember()) items[Name] = read(ref this);
        return items;
    }

    /// <summary>Reads a date and time in ISO 8601; without a zone it is UTC.</summary>
    public DateTimeOffset ReadDateTime()
    {
        ToValue();

        // The framework's reader takes the form with a zone from the bytes; a date and time without one would get the machine's.
        if (_reader.TokenType == JsonTokenType.String && !_reader.HasValueSequence && !_reader.ValueIsEscaped && HasZone(_reader.ValueSpan) && _reader.TryGetDateTimeOffset(out var value))
        {
            _atValue = false;
            return value;
        }

        var text = ReadText();
        return Wire.TryParseDateTime(text, out value) ? value : throw Malformed.Value(Place(), text, "a date and time in ISO 8601");
    }

    /// <summary>Reads a UUID.</summary>
    public Guid ReadGuid()
    {
        ToValue();
        if (_reader.TokenType == JsonTokenType.String && _reader.TryGetGuid(out var value))
        {
            _atValue = false;
            return value;
        }

        var text = ReadString();
        return Guid.TryParse(text, out value) ? value : throw Malformed.Value(Place(), text, "a UUID");
    }

    private static bool HasZone(ReadOnlySpan<byte> text) =>
        text.Length > 19 && (text[^1] == (byte)'Z' || (text[^3] == (byte)':' && text[^6] is (byte)'+' or (byte)'-'));
}
