using System.Runtime.InteropServices;
using System.Text.Json;

namespace Virga.Serialization;

/// <summary>Writes the members of an object, whose names are made once. A member that is null is left out. Calls chain.</summary>
public readonly ref partial struct JsonObjectWriter
{
    private readonly Utf8JsonWriter _writer;
    private readonly JsonEncodedText[] _names;

    /// <summary>Begins an object.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="names">The names of its members.</param>
    public JsonObjectWriter(Utf8JsonWriter writer, JsonNames names)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(names);
        _writer = writer;
        _names = names.Encoded;
        writer.WriteStartObject();
    }

    /// <summary>Writes a value by itself, as in a list.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="writer">Where to.</param>
    /// <param name="value">The value.</param>
    public static void Write<T>(Utf8JsonWriter writer, T value) where T : IJsonWritable => value.WriteJson(writer);

    /// <summary>Ends the object.</summary>
    public void End() => _writer.WriteEndObject();

    /// <summary>Writes the name of a member, whose value must follow.</summary>
    /// <param name="place">Its place in the names.</param>
    public void Name(int place) => _writer.WritePropertyName(_names[place]);

    /// <summary>Writes a member that is null.</summary>
    /// <param name="place">Its place in the names.</param>
    public void AddNull(int place) => _writer.WriteNull(_names[place]);

    /// <summary>Writes a member.</summary>
    /// <param name="place">Its place in the names.</param>
    /// <param name="value">Its value.</param>
    public JsonObjectWriter Add(int place, string? value)
    {
        if (value is not null) _writer.WriteString(_names[place], value);
        return this;
    }

    /// <summary>Writes a member.</summary>
    /// <param name="place">Its place in the names.</param>
    /// <param name="value">Its value.</param>
    public JsonObjectWriter Add(int place, bool? value)
    {
        if (value is { } known) _writer.WriteBoolean(_names[place], known);
        return this;
    }

    /// <summary>Writes a member.</summary>
    /// <param name="place">Its place in the names.</param>
    /// <param name="value">Its value.</param>
    public JsonObjectWriter Add(int place, int? value)
    {
        if (value is { } known) _writer.WriteNumber(_names[place], known);
        return this;
    }

    /// <summary>Writes a member.</summary>
    /// <param name="place">Its place in the names.</param>
    /// <param name="value">Its value.</param>
    public JsonObjectWriter Add(int place, long? value)
    {
        if (value is { } known) _writer.WriteNumber(_names[place], known);
        return this;
    }

    /// <summary>Writes a member.</summary>
    /// <param name="place">Its place in the names.</param>
    /// <param name="value">Its value.</param>
    public JsonObjectWriter Add(int place, float? value)
    {
        if (value is { } known) _writer.WriteNumber(_names[place], known);
        return this;
    }

    /// <summary>Writes a member.</summary>
    /// <param name="place">Its place in the names.</param>
    /// <param name="value">Its value.</param>
    public JsonObjectWriter Add(int place, double? value)
    {
        if (value is { } known) _writer.WriteNumber(_names[place], known);
        return this;
    }

    /// <summary>Writes a member.</summary>
    /// <param name="place">Its place in the names.</param>
    /// <param name="value">Its value.</param>
    public JsonObjectWriter Add(int place, decimal? value)
    {
        if (value is { } known) _writer.WriteNumber(_names[place], known);
        return this;
    }

    /// <summary>Writes a date and time as <see cref="Wire.DateTime"/> has it.</summary>
    /// <param name="place">Its place in the names.</param>
    /// <param name="value">Its value.</param>
    public JsonObjectWriter Add(int place, DateTimeOffset? value)
    {
        if (value is not { } known) return this;
        Span<char> text = stackalloc char[IsoTime.MaxWritten];
        _writer.WriteString(_names[place], text[..IsoTime.Write(known, text)]);
        return this;
    }

    /// <summary>Writes a member.</summary>
    /// <param name="place">Its place in the names.</param>
    /// <param name="value">Its value.</param>
    public JsonObjectWriter Add(int place, Guid? value)
    {
        if (value is { } known) _writer.WriteString(_names[place], known);
        return this;
    }

    /// <summary>Writes a member.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="place">Its place in the names.</param>
    /// <param name="value">Its value.</param>
    public JsonObjectWriter Add<T>(int place, T? value) where T : class, IJsonWritable
    {
        if (value is null) return this;
        _writer.WritePropertyName(_names[place]);
        value.WriteJson(_writer);
        return this;
    }

    /// <summary>Writes a list.</summary>
    /// <param name="place">Its place in the names.</param>
    /// <param name="values">Its values.</param>
    public JsonObjectWriter Add(int place, IReadOnlyList<string>? values)
    {
        if (values is null) return this;
        _writer.WriteStartArray(_names[place]);
        if (values is List<string> list)
        {
            foreach (var value in CollectionsMarshal.AsSpan(list)) _writer.WriteStringValue(value);
        }
        else
        {
            for (var i = 0; i < values.Count; i++) _writer.WriteStringValue(values[i]);
        }

        _writer.WriteEndArray();
        return this;
    }

    /// <summary>Writes a list.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="place">Its place in the names.</param>
    /// <param name="values">Its values.</param>
    public JsonObjectWriter Add<T>(int place, IReadOnlyList<T>? values) where T : class, IJsonWritable
    {
        if (values is null) return this;
        _writer.WriteStartArray(_names[place]);
        if (values is List<T> list)
        {
            // What was read, and most of what is made to be written.
            foreach (var value in CollectionsMarshal.AsSpan(list)) value.WriteJson(_writer);
        }
        else
        {
            for (var i = 0; i < values.Count; i++) values[i].WriteJson(_writer);
        }

        _writer.WriteEndArray();
        return this;
    }

    /// <summary>Writes a list unless it is empty.</summary>
    /// <param name="place">Its place in the names.</param>
    /// <param name="values">Its values.</param>
    public JsonObjectWriter AddSome(int place, IReadOnlyList<string> values)
    {
        if (values.Count > 0) Add(place, values);
        return this;
    }

    /// <summary>Writes a list unless it is empty.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="place">Its place in the names.</param>
    /// <param name="values">Its values.</param>
    public JsonObjectWriter AddSome<T>(int place, IReadOnlyList<T> values) where T : class, IJsonWritable
    {
        if (values.Count > 0) Add(place, values);
        return this;
    }
}
