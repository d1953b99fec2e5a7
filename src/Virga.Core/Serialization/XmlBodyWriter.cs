using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Virga.Serialization;

/// <summary>Writes XML 1.0 in UTF-8, without declaration and white space.</summary>
public sealed class XmlBodyWriter
{
    private readonly IBufferWriter<byte> _output;
    private readonly List<Open> _open = [];
    private bool _tagIsOpen;

    /// <summary>Makes a writer.</summary>
    /// <param name="output">Where to.</param>
    public XmlBodyWriter(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
    }

    /// <summary>Begins an element.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="ns">Its namespace; null for that of the element around it.</param>
    public void Start(string name, string? ns = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        CloseTag();
        var around = _open.Count > 0 ? _open[^1].Namespace : null;
        Raw("<"u8);
        Name(name);
        _open.Add(new Open(name, ns ?? around));
        _tagIsOpen = true;
        if (ns is not null && ns != around) Attribute("xmlns", ns);
    }

    /// <summary>Adds an attribute to the element that was begun last.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value; null to leave it out.</param>
    /// <exception cref="ArgumentException">The value holds a character that XML cannot.</exception>
    public void Attribute(string name, string? value)
    {
        if (value is null) return;
        if (!_tagIsOpen) throw new InvalidOperationException($"The attribute {name} was written after the content of its element had begun.");
        Raw(" "u8);
        Name(name);
        Raw("=\""u8);
        Escaped(value, inAttribute: true);
        Raw("\""u8);
    }

    /// <summary>Writes text into the element.</summary>
    /// <param name="value">The text; null for none.</param>
    /// <exception cref="ArgumentException">The text holds a character that XML cannot.</exception>
    public void Text(string? value)
    {
        if (string.IsNullOrEmpty(value)) return;
        CloseTag();
        Escaped(value, inAttribute: false);
    }

    /// <summary>Writes an element that holds text alone.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The text; null to leave the element out.</param>
    /// <exception cref="ArgumentException">The text holds a character that XML cannot.</exception>
    public void Element(string name, string? value)
    {
        if (value is null) return;
        Start(name);
        Text(value);
        End();
    }

    /// <summary>Writes an element that no schema describes: the members of an object as children, the items of an array as elements of the same name, anything else as text.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The value; null and none leave the element out.</param>
    /// <exception cref="ArgumentException">A text holds a character that XML cannot.</exception>
    public void Any(string name, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Undefined or JsonValueKind.Null:
                return;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray()) Any(name, item);
                return;
        }

        Start(name);
        if (value.ValueKind != JsonValueKind.Object) Text(value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText());
        else foreach (var member in value.EnumerateObject()) Any(member.Name, member.Value);
        End();
    }

    /// <summary>Ends the element that was begun last.</summary>
    public void End()
    {
        if (_open.Count == 0) throw new InvalidOperationException("An element was ended that was not begun.");
        var name = _open[^1].Name;
        _open.RemoveAt(_open.Count - 1);
        if (_tagIsOpen)
        {
            _tagIsOpen = false;
            Raw("/>"u8);
            return;
        }

        Raw("</"u8);
        Name(name);
        Raw(">"u8);
    }

    internal void Complete()
    {
        if (_open.Count > 0) throw new InvalidOperationException($"The element {_open[^1].Name} was not ended.");
    }

    private void CloseTag()
    {
        if (!_tagIsOpen) return;
        _tagIsOpen = false;
        Raw(">"u8);
    }

    private void Raw(ReadOnlySpan<byte> bytes) => _output.Write(bytes);

    private void Name(string name) => Encoding.UTF8.GetBytes(name, _output);

    private void Escaped(ReadOnlySpan<char> text, bool inAttribute)
    {
        while (!text.IsEmpty)
        {
            var run = PlainRun(text, inAttribute);
            if (run > 0) Encoding.UTF8.GetBytes(text[..run], _output);
            if (run == text.Length) return;
            Raw(Entity(text[run]));
            text = text[(run + 1)..];
        }
    }

    private int PlainRun(ReadOnlySpan<char> text, bool inAttribute)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '&' or '<' or '>' or '\r' || (inAttribute && c is '"' or '\t' or '\n')) return i;
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else if (c is < ' ' and not ('\t' or '\n') || char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF')
            {
                throw new ArgumentException($"The text of {_open[^1].Name} holds U+{(int)c:X4}, which XML 1.0 cannot carry. Leave the character out, or ask the service for an encoded form.");
            }
        }

        return text.Length;
    }

    private static ReadOnlySpan<byte> Entity(char c) => c switch
    {
        '&' => "&amp;"u8,
        '<' => "&lt;"u8,
        '>' => "&gt;"u8,
        '"' => "&quot;"u8,
        '\t' => "&#x9;"u8,
        '\n' => "&#xA;"u8,
        _ => "&#xD;"u8,
    };

    private readonly record struct Open(string Name, string? Namespace);
}
