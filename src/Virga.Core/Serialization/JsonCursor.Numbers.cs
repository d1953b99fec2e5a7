using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Virga.Serialization;

/// <content>Numbers, in JSON's own form or as texts.</content>
public ref partial struct JsonCursor
{
    /// <summary>Reads a whole number of 32 bits, or a string of its digits.</summary>
    public int ReadInt32() =>
        (IsText(out var text) ? Wire.TryParse(text, out int value) : _reader.TryGetInt32(out value)) ? value : throw Wrong(text, "a whole number of 32 bits");

    /// <summary>Reads a whole number of 64 bits, or a string of its digits.</summary>
    public long ReadInt64() =>
        (IsText(out var text) ? Wire.TryParse(text, out long value) : _reader.TryGetInt64(out value)) ? value : throw Wrong(text, "a whole number of 64 bits");

    /// <summary>Reads a number, or a string that holds one.</summary>
    public float ReadSingle() =>
        (IsText(out var text) ? Wire.TryParse(text, out float value) : _reader.TryGetSingle(out value)) ? value : throw Wrong(text, "a number");

    /// <summary>Reads a number, or a string that holds one.</summary>
    public double ReadDouble() =>
        (IsText(out var text) ? Wire.TryParse(text, out double value) : _reader.TryGetDouble(out value)) ? value : throw Wrong(text, "a number");

    /// <summary>Reads a decimal number, or a string that holds one.</summary>
    public decimal ReadDecimal() =>
        (IsText(out var text) ? Wire.TryParse(text, out decimal value) : _reader.TryGetDecimal(out value)) ? value : throw Wrong(text, "a decimal number");

    private bool IsText([NotNullWhen(true)] out string? text)
    {
        ToValue();
        _atValue = false;
        text = null;
        if (_reader.TokenType == JsonTokenType.Number) return false;
        if (_reader.TokenType != JsonTokenType.String) throw Unexpected("a number");
        text = Decoded();
        return true;
    }

    /// <summary>The error of a value in its own form or in that of a text. The place is made here alone: finding it reads the document again from its beginning.</summary>
    private readonly VirgaException Wrong(string? text, string expected) => text is null ? Unexpected(expected) : Malformed.Value(Place(), text, expected);
}
