using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Virga.Http;

/// <summary>
/// Writes one parameter in its style. Null is left out wherever it stands, and so is a list or an object of nothing. Where a style has no words for
/// what is nested, the nested value is written as its JSON text; only an exploded form repeats a member for each item of a list.
/// </summary>
internal ref struct StyledText
{
    private readonly ref TextBuffer _target;
    private readonly string _name;
    private readonly ParameterStyle _style;
    private readonly bool _explode;
    private readonly bool _isNamed;
    private readonly TextEscaping _escaping;
    private readonly string _separator;
    private bool _hasBegun;

    /// <summary>Prepares to write.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="name">The name as it is sent.</param>
    /// <param name="style">The style.</param>
    /// <param name="explode">Whether each value stands by itself.</param>
    /// <param name="escaping">How values are encoded.</param>
    /// <param name="isNamed">Whether a JSON value has its name before it; the styles decide for themselves.</param>
    /// <param name="separator">What stands between pairs of a form.</param>
    public StyledText(ref TextBuffer target, string name, ParameterStyle style, bool explode, TextEscaping escaping, bool isNamed, string separator = "&")
    {
        _target = ref target;
        _name = name;
        _style = style;
        _explode = explode || style == ParameterStyle.DeepObject;
        _escaping = escaping;
        _isNamed = style == ParameterStyle.Json ? isNamed : style is not (ParameterStyle.Simple or ParameterStyle.Label);
        _separator = style switch
        {
            ParameterStyle.Simple => ",",
            ParameterStyle.Label => ".",
            ParameterStyle.Matrix => ";",
            _ => separator,
        };
    }

    private readonly string Joint => _style switch
    {
        ParameterStyle.SpaceDelimited => "%20",
        ParameterStyle.PipeDelimited => "%7C",
        ParameterStyle.TabDelimited => "%09",
        _ => ",",
    };

    public void Scalar(ReadOnlySpan<char> text)
    {
        Begin();
        if (_isNamed) Pair(_name, text);
        else Value(text);
    }

    public void List(IEnumerable<string?> values)
    {
        var index = 0;
        foreach (var value in values)
        {
            if (value is not null) Item(value, index++);
        }
    }

    /// <summary>Writes a JSON document as the style has it: a scalar, a list or an object.</summary>
    public void Json(ReadOnlySequence<byte> json)
    {
        if (_style == ParameterStyle.Json)
        {
            Scalar(Encoding.UTF8.GetString(json));
            return;
        }

        // What our writers nest, this reader must follow.
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 1000 });
        if (!reader.Read() || reader.TokenType == JsonTokenType.Null) return;
        if (_style == ParameterStyle.DeepObject) Deep(ref reader, _name);
        else if (reader.TokenType == JsonTokenType.StartArray) Items(ref reader, json);
        else if (reader.TokenType == JsonTokenType.StartObject) Members(ref reader, json);
        else Scalar(Text(ref reader, json));
    }

    private void Items(ref Utf8JsonReader reader, ReadOnlySequence<byte> json)
    {
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray;)
        {
            if (reader.TokenType != JsonTokenType.Null) Item(Text(ref reader, json), index++);
        }
    }

    private void Members(ref Utf8JsonReader reader, ReadOnlySequence<byte> json)
    {
        var isForm = _style is not (ParameterStyle.Simple or ParameterStyle.Label or ParameterStyle.Matrix);
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndObject;)
        {
            var key = reader.GetString()!;
            reader.Read();
            if (reader.TokenType == JsonTokenType.Null) continue;
            if (!_explode)
            {
                Item(key, index++);
                Item(Text(ref reader, json), index++);
            }
            else if (isForm && reader.TokenType == JsonTokenType.StartArray)
            {
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    if (reader.TokenType != JsonTokenType.Null) Member(key, Text(ref reader, json));
                }
            }
            else
            {
                Member(key, Text(ref reader, json));
            }
        }
    }

    private void Deep(ref Utf8JsonReader reader, string path)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                var key = reader.GetString()!;
                reader.Read();
                Deep(ref reader, $"{path}%5B{Uri.EscapeDataString(key)}%5D");
            }
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray;)
            {
                if (reader.TokenType != JsonTokenType.Null) Deep(ref reader, $"{path}%5B{index++}%5D");
            }
        }
        else if (reader.TokenType != JsonTokenType.Null)
        {
            Begin();
            Pair(path, Text(ref reader, default));
        }
    }

    private void Item(ReadOnlySpan<char> text, int index)
    {
        if (_style == ParameterStyle.DeepObject)
        {
            Begin();
            Pair($"{_name}%5B{index}%5D", text);
        }
        else if (_explode)
        {
            Scalar(text);
        }
        else if (_hasBegun)
        {
            _target.Append(Joint);
            Value(text);
        }
        else
        {
            Begin();
            if (_isNamed)
            {
                _target.Append(_name);
                _target.Append('=');
            }

            Value(text);
        }
    }

    /// <summary>A member of an exploded object: its key takes the place of the parameter's name.</summary>
    private void Member(string key, ReadOnlySpan<char> text)
    {
        Begin();
        var start = _target.Length;
        PercentText.Append(ref _target, key, _escaping == TextEscaping.KeepReserved ? TextEscaping.All : _escaping, _name);
        if (text.Length > 0 || _style != ParameterStyle.Matrix || _target.Length == start) _target.Append('=');
        Value(text);
    }

    private readonly void Pair(string name, ReadOnlySpan<char> text)
    {
        _target.Append(name);
        if (text.Length > 0 || _style != ParameterStyle.Matrix) _target.Append('=');
        Value(text);
    }

    private readonly void Value(ReadOnlySpan<char> text) => PercentText.Append(ref _target, text, _escaping, _name);

    private void Begin()
    {
        if (_hasBegun) _target.Append(_separator);
        else if (_style is ParameterStyle.Label or ParameterStyle.Matrix) _target.Append(_separator);
        _hasBegun = true;
    }

    /// <summary>The value at the reader as text: a scalar as it is, anything else as JSON.</summary>
    private static string Text(ref Utf8JsonReader reader, ReadOnlySequence<byte> json)
    {
        if (reader.TokenType == JsonTokenType.String) return reader.GetString()!;
        var start = reader.TokenStartIndex;
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            reader.Skip();
            return Encoding.UTF8.GetString(json.Slice(start, reader.BytesConsumed - start));
        }

        return reader.HasValueSequence ? Encoding.UTF8.GetString(reader.ValueSequence) : Encoding.UTF8.GetString(reader.ValueSpan);
    }
}
