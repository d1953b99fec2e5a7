using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace Virga.Serialization;

/// <summary>A value of one of several types, as <c>oneOf</c> and <c>anyOf</c> of a spec say. The emitted unions derive from it.</summary>
/// <remarks>What came from a service and is none of the types is kept as a <see cref="JsonElement"/>, and written again as it came.</remarks>
public abstract record Union
{
    /// <summary>Holds a value of one of the types.</summary>
    /// <param name="value">The value; a <see cref="JsonElement"/> stands for any other.</param>
    protected Union(object? value) => Value = value;

    /// <summary>The value: of one of the types, or a <see cref="JsonElement"/> that the spec does not know.</summary>
    public object? Value { get; }

    /// <summary>Whether the value is of a type.</summary>
    /// <typeparam name="T">One of the types of the union, or <see cref="JsonElement"/>.</typeparam>
    public bool Is<T>() => Value is T;

    /// <summary>Gives the value when it is of a type.</summary>
    /// <typeparam name="T">One of the types of the union, or <see cref="JsonElement"/>.</typeparam>
    /// <param name="value">The value.</param>
    public bool TryGet<T>([NotNullWhen(true)] out T? value)
    {
        if (Value is T found)
        {
            value = found;
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>The value as text; for a number, a date and the like the text that stands on the wire.</summary>
    public sealed override string ToString() => Text() ?? "";

    /// <summary>Finds the variant that a text is, where a union stands as text. Called by emitted code.</summary>
    /// <param name="text">The text.</param>
    /// <param name="shapes">A line for each variant, as <see cref="JsonCursor.Choose"/> takes them.</param>
    /// <returns>The number of the line; -1 when the text is none of the variants.</returns>
    public static int Choose(string text, ReadOnlySpan<byte> shapes)
    {
        ArgumentNullException.ThrowIfNull(text);
        return UnionShapes.FindText(text, shapes);
    }

    /// <summary>A text that is none of the variants. Called by emitted code.</summary>
    /// <param name="text">The text.</param>
    public static JsonElement Unknown(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        using var document = JsonDocument.Parse("\"" + JsonEncodedText.Encode(text) + "\"");
        return document.RootElement.Clone();
    }

    /// <summary>Writes what is none of the types. Called by emitted code.</summary>
    /// <param name="writer">Where it goes.</param>
    public void WriteUnknown(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (Value is JsonElement { ValueKind: not JsonValueKind.Undefined } element) element.WriteTo(writer);
        else writer.WriteNullValue();
    }

    private string? Text() => Value switch
    {
        string text => text,
        Uri uri => uri.OriginalString,
        bool flag => flag ? "true" : "false",
        DateTimeOffset time => Wire.DateTime(time),
        DateOnly date => Wire.Date(date),
        TimeOnly time => Wire.Time(time),
        TimeSpan span => Wire.Duration(span),
        ReadOnlyMemory<byte> bytes => Wire.Base64(bytes),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var other => other?.ToString(),
    };
}
