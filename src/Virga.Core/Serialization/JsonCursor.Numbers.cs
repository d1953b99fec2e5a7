using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Virga.Serialization;

/// <content>Numbers, in JSON's own form or as texts.</content>
public ref partial struct JsonCursor
{
    /// <summary>Reads a whole number of 32 bits, or a string of its digits.</summary>
    public int ReadInt32()
    {
        if (IsNumber() && _reader.TryGetInt32(out var value)) return value;
        return IsText(out var text) && Wire.TryParse(text, out value) ? value : throw Wrong(text, "a whole number of 32 bits");
    }

    /// <summary>Reads a whole number of 64 bits, or a string of its digits.</summary>
    public long ReadInt64()
    {
        if (IsNumber() && _reader.TryGetInt64(out var value)) return value;
        return IsText(out var text) && Wire.TryParse(text, out value) ? value : throw Wrong(text, "a whole number of 64 bits");
    }

    /// <summary>Reads a number, or a string that holds one.</summary>
    public float ReadSingle()
    {
        if (IsNumber() && _reader.TryGetSingle(out var value)) return value;
        return IsText(out var text) && Wire.TryParse(text, out value) ? value : throw Wrong(text, "a number");
    }

    /// <summary>Reads a number, or a string that holds one.</summary>
    public double ReadDouble()
    {
        if (IsNumber() && _reader.TryGetDouble(out var value)) return value;
        return IsText(out var text) && Wire.TryParse(text, out value) ? value : throw Wrong(text, "a number");
    }

    /// <summary>Reads a decimal number, or a string that holds one.</summary>
    public decimal ReadDecimal()
    {
        if (IsNumber() && _reader.TryGetDecimal(out var value)) return value;
        return IsText(out var text) && Wire.TryParse(text, out value) ? value : throw Wrong(text, "a decimal number");
    }

    /// <summary>Consumes the value when it is a number: the common case, apart from all that may go wrong.</summary>
    private bool IsNumber()
    {
        if (!_atValue) Advance();
        _atValue = false;
        return _reader.TokenType == JsonTokenType.Number;
    }

    /// <summary>What a consumed value is that no number could be taken from.</summary>
    private readonly bool IsText([NotNullWhen(true)] out string? text)
    {
        text = null;
        if (_reader.TokenType == JsonTokenType.Number) return false;
        if (_reader.TokenType != JsonTokenType.String) throw Unexpected("a number");
        text = Decoded();
        return true;
    }

    /// <summary>The error of a value in its own form or in that of a text. The place is made here alone: finding it reads the document again from its beginning.</summary>
    private readonly VirgaException Wrong(string? text, string expected) => text is null ? Unexpected(expected) : Malformed.Value(Place(), text, expected);
}
