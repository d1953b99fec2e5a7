namespace Virga.Serialization;

/// <content>Lists of numbers.</content>
public readonly ref partial struct JsonObjectWriter
{
    /// <summary>Writes a list.</summary>
    /// <param name="place">Its place in the names.</param>
    /// <param name="values">Its values.</param>
    public JsonObjectWriter Add(int place, IReadOnlyList<int>? values)
    {
        if (values is null) return this;
        _writer.WriteStartArray(_names[place]);
        for (var i = 0; i < values.Count; i++) _writer.WriteNumberValue(values[i]);
        _writer.WriteEndArray();
        return this;
    }

    /// <summary>Writes a list unless it is empty.</summary>
    /// <param name="place">Its place in the names.</param>
    /// <param name="values">Its values.</param>
    public JsonObjectWriter AddSome(int place, IReadOnlyList<int> values)
    {
        if (values.Count > 0) Add(place, values);
        return this;
    }

    /// <summary>Writes a list.</summary>
    /// <param name="place">Its place in the names.</param>
    /// <param name="values">Its values.</param>
    public JsonObjectWriter Add(int place, IReadOnlyList<long>? values)
    {
        if (values is null) return this;
        _writer.WriteStartArray(_names[place]);
        for (var i = 0; i < values.Count; i++) _writer.WriteNumberValue(values[i]);
        _writer.WriteEndArray();
        return this;
    }

    /// <summary>Writes a list unless it is empty.</summary>
    /// <param name="place">Its place in the names.</param>
    /// <param name="values">Its values.</param>
    public JsonObjectWriter AddSome(int place, IReadOnlyList<long> values)
    {
        if (values.Count > 0) Add(place, values);
        return this;
    }

    /// <summary>Writes a list.</summary>
    /// <param name="place">Its place in the names.</param>
    /// <param name="values">Its values.</param>
    public JsonObjectWriter Add(int place, IReadOnlyList<double>? values)
    {
        if (values is null) return this;
        _writer.WriteStartArray(_names[place]);
        for (var i = 0; i < values.Count; i++) _writer.WriteNumberValue(values[i]);
        _writer.WriteEndArray();
        return this;
    }

    /// <summary>Writes a list unless it is empty.</summary>
    /// <param name="place">Its place in the names.</param>
    /// <param name="values">Its values.</param>
    public JsonObjectWriter AddSome(int place, IReadOnlyList<double> values)
    {
        if (values.Count > 0) Add(place, values);
        return this;
    }
}
