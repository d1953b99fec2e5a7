using System.Text;
using System.Text.Json;

namespace Virga.Serialization;

/// <summary>The member names of an object, made once for all reading and writing of it. Members are known by their places in the list.</summary>
public sealed class JsonNames
{
    private readonly byte[][] _utf8;
    private readonly int[] _required;
    private readonly int[] _requiredPlaces;

    /// <summary>Makes a list of names.</summary>
    /// <param name="names">The names. Places that <see cref="Aliases"/> names are other names of members before them.</param>
    /// <param name="required">Places of the members that must be there, and not null.</param>
    public JsonNames(string[] names, params int[] required)
    {
        ArgumentNullException.ThrowIfNull(names);
        _utf8 = Array.ConvertAll(names, Encoding.UTF8.GetBytes);
        _required = required;
        _requiredPlaces = new int[required.Length == 0 ? 0 : names.Length];
        for (var i = 0; i < _requiredPlaces.Length; i++) _requiredPlaces[i] = Array.IndexOf(required, i);
        Encoded = Array.ConvertAll(names, static name => JsonEncodedText.Encode(name));
    }

    /// <summary>For each name behind those of the members, the place of the member that it is another name of.</summary>
    public int[] Aliases { get; init; } = [];

    /// <summary>Whether members of other names are handed out as well, at the place -1; otherwise they are passed over.</summary>
    public bool KeepsUnknown { get; init; }

    internal JsonEncodedText[] Encoded { get; }

    /// <summary>The place of the name at which the reader stands; -1 for none. Members mostly come in the order of the list, so the one behind the last is tried first.</summary>
    internal int Find(ref Utf8JsonReader reader, int last)
    {
        if (reader.HasValueSequence || reader.ValueIsEscaped) return FindSlowly(ref reader);
        var name = reader.ValueSpan;
        var names = _utf8;
        var next = last + 1;
        if ((uint)next < (uint)names.Length && name.SequenceEqual(names[next])) return next;
        for (var i = 0; i < names.Length; i++)
        {
            if (name.SequenceEqual(names[i])) return i;
        }

        return -1;
    }

    internal int Member(int place) => place < _utf8.Length - Aliases.Length ? place : Aliases[place - (_utf8.Length - Aliases.Length)];

    /// <summary>How many must be there, and where: the bit of a required member is its place among the required.</summary>
    internal int Required => _required.Length;

    internal int RequiredPlace(int member) => (uint)member < (uint)_requiredPlaces.Length ? _requiredPlaces[member] : -1;

    internal string RequiredName(int place) => Encoding.UTF8.GetString(_utf8[_required[place]]);

    private int FindSlowly(ref Utf8JsonReader reader)
    {
        for (var i = 0; i < _utf8.Length; i++)
        {
            if (reader.ValueTextEquals(_utf8[i])) return i;
        }

        return -1;
    }
}
