using System.Buffers;

namespace Virga.Http;

/// <content>Parameters in the styles of OpenAPI. Texts and lists of texts that go the usual way have methods of their own.</content>
public sealed partial class ServiceRequest
{
    private TextBuffer _styled = new(0);
    private PooledBuffer? _parameter;

    /// <summary>Appends a value to the path in a style.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="value">The value.</param>
    /// <param name="style">The style: label, matrix.</param>
    /// <exception cref="ArgumentException">The value is null, or what is written is a step in the path.</exception>
    public ServiceRequest Segment(string name, string? value, ParameterStyle style)
    {
        if (value is null) throw NoValue(name);
        InPath(name, style, explode: false).Scalar(value);
        EndPath(name);
        return this;
    }

    /// <summary>Appends a list to the path.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="values">The values; null among them are left out.</param>
    /// <param name="style">The style: simple, label, matrix.</param>
    /// <param name="explode">Whether each value stands by itself.</param>
    /// <exception cref="ArgumentException">There are no values, or what is written is a step in the path.</exception>
    public ServiceRequest Segment(string name, IEnumerable<string?>? values, ParameterStyle style, bool explode)
    {
        if (values is null) throw NoValue(name);
        InPath(name, style, explode).List(values);
        EndPath(name);
        return this;
    }

    /// <summary>Appends an object, or any other value, to the path.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="name">The parameter.</param>
    /// <param name="value">The value.</param>
    /// <param name="write">Writes it.</param>
    /// <param name="style">The style: simple, label, matrix, JSON.</param>
    /// <param name="explode">Whether each member stands by itself.</param>
    /// <exception cref="ArgumentException">The value is null or holds nothing, or what is written is a step in the path.</exception>
    public ServiceRequest Segment<T>(string name, T? value, JsonWrite<T> write, ParameterStyle style, bool explode)
    {
        if (value is null) throw NoValue(name);
        InPath(name, style, explode).Json(Written(value, write));
        EndPath(name);
        return this;
    }

    /// <summary>Appends a parameter to the query whose reserved characters may stay.</summary>
    /// <param name="name">The name, encoded.</param>
    /// <param name="value">The value; null to leave it out.</param>
    /// <param name="allowReserved">Whether reserved characters and percent-encoded ones stay; those that would end the value are encoded.</param>
    public ServiceRequest Query(string name, string? value, bool allowReserved)
    {
        if (value is null) return this;
        InQuery(name, ParameterStyle.Form, explode: true, allowReserved).Scalar(value);
        EndQuery();
        return this;
    }

    /// <summary>Appends a list to the query in a style.</summary>
    /// <param name="name">The name, encoded.</param>
    /// <param name="values">The values; null or none to leave it out.</param>
    /// <param name="style">The style: form, space, pipe, deepObject.</param>
    /// <param name="explode">Whether each value stands by itself.</param>
    /// <param name="allowReserved">Whether reserved characters stay.</param>
    public ServiceRequest Query(string name, IEnumerable<string?>? values, ParameterStyle style, bool explode, bool allowReserved = false)
    {
        if (values is null) return this;
        InQuery(name, style, explode, allowReserved).List(values);
        EndQuery();
        return this;
    }

    /// <summary>Appends an object, or any other value, to the query.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="name">The name, encoded.</param>
    /// <param name="value">The value; null, or one that holds nothing, to leave it out.</param>
    /// <param name="write">Writes it.</param>
    /// <param name="style">The style.</param>
    /// <param name="explode">Whether each member stands by itself.</param>
    /// <param name="allowReserved">Whether reserved characters stay.</param>
    public ServiceRequest Query<T>(string name, T? value, JsonWrite<T> write, ParameterStyle style, bool explode, bool allowReserved = false)
    {
        if (value is null) return this;
        InQuery(name, style, explode, allowReserved).Json(Written(value, write));
        EndQuery();
        return this;
    }

    /// <summary>Sets a header to an object, or any other value.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="name">The name.</param>
    /// <param name="value">The value; null, or one that holds nothing, to leave it out.</param>
    /// <param name="write">Writes it.</param>
    /// <param name="style">The style: simple, JSON.</param>
    /// <param name="explode">Whether each member is a pair: <c>R=100,G=200</c> in place of <c>R,100,G,200</c>.</param>
    /// <exception cref="ArgumentException">Name or value hold a character that cannot stand in a header.</exception>
    public ServiceRequest Header<T>(string name, T? value, JsonWrite<T> write, ParameterStyle style, bool explode)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (value is null) return this;
        _styled.Clear();
        new StyledText(ref _styled, name, style, explode, TextEscaping.None, isNamed: false).Json(Written(value, write));
        if (_styled.Length > 0) Header(name, _styled.Text.ToString());
        return this;
    }

    /// <summary>Adds a cookie.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value; null to leave it out. All but unreserved characters are percent-encoded.</param>
    /// <exception cref="ArgumentException">The name holds a character that no name of a cookie may hold.</exception>
    public ServiceRequest Cookie(string name, string? value)
    {
        if (value is null) return this;
        InCookie(name, ParameterStyle.Form, explode: false).Scalar(value);
        EndCookie();
        return this;
    }

    /// <summary>Adds a list to the cookies.</summary>
    /// <param name="name">The name.</param>
    /// <param name="values">The values; null or none to leave it out.</param>
    /// <param name="explode">True for one cookie a value, false for one with commas between the values.</param>
    /// <exception cref="ArgumentException">The name holds a character that no name of a cookie may hold.</exception>
    public ServiceRequest Cookie(string name, IEnumerable<string?>? values, bool explode)
    {
        if (values is null) return this;
        InCookie(name, ParameterStyle.Form, explode).List(values);
        EndCookie();
        return this;
    }

    /// <summary>Adds an object, or any other value, to the cookies.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="name">The name.</param>
    /// <param name="value">The value; null, or one that holds nothing, to leave it out.</param>
    /// <param name="write">Writes it.</param>
    /// <param name="style">The style: form, JSON.</param>
    /// <param name="explode">True for one cookie a member, false for one with commas between names and values.</param>
    /// <exception cref="ArgumentException">A name holds a character that no name of a cookie may hold.</exception>
    public ServiceRequest Cookie<T>(string name, T? value, JsonWrite<T> write, ParameterStyle style, bool explode)
    {
        if (value is null) return this;
        InCookie(name, style, explode).Json(Written(value, write));
        EndCookie();
        return this;
    }

    private static ArgumentException NoValue(string name) => new($"{name} is null; it is part of the path and needs a value.", name);

    private StyledText InPath(string name, ParameterStyle style, bool explode)
    {
        BeginPath();
        _styled.Clear();
        return new StyledText(ref _styled, style == ParameterStyle.Matrix ? Uri.EscapeDataString(name) : name, style, explode, TextEscaping.All, isNamed: false);
    }

    private void EndPath(string name)
    {
        if (_styled.Length == 0) throw new ArgumentException($"{name} holds nothing; it is part of the path and needs a value.", name);
        if (_styled.Text is "." or ".." && _target.Last == '/') throw new ArgumentException($"The value of {name} makes '{_styled.Text}' of a segment, which servers read as a step in the path.", name);
        _target.Append(_styled.Text);
    }

    private StyledText InQuery(string name, ParameterStyle style, bool explode, bool allowReserved)
    {
        _styled.Clear();
        return new StyledText(ref _styled, name, style, explode, allowReserved ? TextEscaping.KeepReserved : TextEscaping.All, isNamed: true);
    }

    private void EndQuery()
    {
        if (_styled.Length == 0) return;
        BeginParameter();
        _target.Append(_styled.Text);
    }

    private StyledText InCookie(string name, ParameterStyle style, bool explode)
    {
        HeaderText.CheckName(name);
        _styled.Clear();
        return new StyledText(ref _styled, name, style, explode, TextEscaping.All, isNamed: true, "; ");
    }

    private void EndCookie()
    {
        if (_styled.Length == 0) return;
        var at = _headers.FindIndex(static header => string.Equals(header.Key, "Cookie", StringComparison.OrdinalIgnoreCase));
        if (at < 0) _headers.Add(new("Cookie", _styled.Text.ToString()));
        else _headers[at] = new("Cookie", string.Concat(_headers[at].Value, "; ", _styled.Text));
    }

    private ReadOnlySequence<byte> Written<T>(T value, JsonWrite<T> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var buffer = _parameter ??= new PooledBuffer();
        buffer.Clear();
        WriteJson(buffer, value, write);
        return buffer.AsSequence();
    }
}
