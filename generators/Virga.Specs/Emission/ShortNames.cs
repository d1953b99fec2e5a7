using System.Text;
using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>
/// Turns <c>global::System.Threading.CancellationToken</c> into <c>CancellationToken</c> below a using directive, and names of the client's own types into
/// bare ones. Emitters print whole names, so that none of them has to know what may be left out; a name stays whole where something else in the file
/// would be meant by its end.
/// </summary>
public sealed class ShortNames
{
    private const string Global = "global::";

    /// <summary>Names that no application gives to types of its own. Words such as Operation or Session are not among them: the consumer's own type in the namespace would be meant.</summary>
    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        ["System"] = ["ArgumentOutOfRangeException", "DateOnly", "DateTimeOffset", "Guid", "IAsyncDisposable", "IDisposable", "ReadOnlyMemory", "ReadOnlySpan", "StringComparer", "StringComparison", "TimeOnly", "TimeSpan", "Uri"],
        ["System.Buffers"] = ["ReadOnlySequence"],
        ["System.Collections.Generic"] = ["Dictionary", "IAsyncEnumerable", "IReadOnlyDictionary", "IReadOnlyList", "KeyValuePair", "List"],
        ["System.Collections.ObjectModel"] = ["ReadOnlyDictionary"],
        ["System.Diagnostics.CodeAnalysis"] = ["SetsRequiredMembers"],
        ["System.IO"] = ["Stream"],
        ["System.Net.Http"] = ["HttpMethod"],
        ["System.Runtime.CompilerServices"] = ["AsyncMethodBuilder", "EnumeratorCancellation", "PoolingAsyncValueTaskMethodBuilder"],
        ["System.Text.Json"] = ["JsonElement", "Utf8JsonWriter"],
        ["System.Threading"] = ["CancellationToken"],
        ["System.Threading.Tasks"] = ["ValueTask"],
        ["Virga"] = ["VirgaException"],
        ["Virga.Http"] = ["CallOptions", "ResponseHead", "ServiceRequest", "ServiceResponse", "ServiceTransport"],
        ["Virga.Serialization"] = ["IJsonWritable", "JsonCursor", "JsonNames", "JsonObjectWriter", "JsonRead", "Wire", "XmlBodyWriter", "XmlCursor"],
    };

    private readonly string _ownSpace;
    private readonly HashSet<string> _types = new(StringComparer.Ordinal);
    private readonly HashSet<string> _members = new(StringComparer.Ordinal) { "Body", "Content", "Definition", "Registration", "Status", "Transport", "Value" };

    public ShortNames(ClientPlan plan)
    {
        _ownSpace = plan.Namespace;
        foreach (var type in new[] { plan.ClientType, plan.CodecType, plan.ProfilesType, plan.RegistrationType, plan.InterfaceType ?? "" }) _types.Add(type);
        foreach (var item in plan.Objects)
        {
            _types.Add(Bare(item.Name));
            foreach (var member in item.Members) _members.Add(Bare(member.Property));
            if (item.UnknownProperty is not null) _members.Add(Bare(item.UnknownProperty));
        }

        foreach (var item in plan.Unions) _types.Add(Bare(item.Name));
        foreach (var item in plan.Enums)
        {
            _types.Add(Bare(item.Name));
            foreach (var member in item.Members) _members.Add(Bare(member.Name));
        }

        foreach (var definition in plan.Definitions) _members.Add(definition.Field);
        if (plan.SharedResult is { } shared) _types.Add(shared.Name);
        foreach (var operation in plan.Operations)
        {
            if (operation is { ResultType: { } result, IsResultShared: false }) _types.Add(Bare(result.Substring(result.LastIndexOf('.') + 1)));
            foreach (var header in operation.Headers) _members.Add(Bare(header.Property));
            foreach (var argument in operation.Arguments) _members.Add(Bare(argument.Argument));
            _members.Add(Bare(operation.Name));
        }
    }

    /// <summary>Whole names of all that may be shortened.</summary>
    public static IEnumerable<string> Names => Known.SelectMany(space => space.Value.Select(type => space.Key + "." + type));

    /// <summary>The text with short names, below the directives that they need.</summary>
    public string Apply(string text)
    {
        var used = new SortedSet<string>(StringComparer.Ordinal);
        var result = new StringBuilder(text.Length);
        var from = 0;
        for (var i = 0; i < text.Length;)
        {
            var end = Passed(text, i);
            if (end > i)
            {
                i = end;
                continue;
            }

            if (text[i] != 'g' || string.CompareOrdinal(text, i, Global, 0, Global.Length) != 0)
            {
                i++;
                continue;
            }

            var name = NameAt(text, i + Global.Length);
            var space = Shortened(name, text);
            if (space is null)
            {
                i = name.End;
                continue;
            }

            result.Append(text, from, i - from);
            from = name.Start + space.Length + 1;
            i = name.End;
            if (space != _ownSpace) used.Add(space);
        }

        result.Append(text, from, text.Length - from);
        if (used.Count == 0) return result.ToString();
        return "\n" + string.Concat(used.Select(space => $"using {Global}{space};\n")) + result;
    }

    /// <summary>The namespace that may be left out; null for none.</summary>
    private string? Shortened((int Start, int End) name, string text)
    {
        var whole = text.Substring(name.Start, name.End - name.Start);
        foreach (var space in Spaces(whole))
        {
            var rest = whole.Substring(space.Length + 1);
            var dot = rest.IndexOf('.');
            var type = Bare(dot < 0 ? rest : rest.Substring(0, dot));
            var isOwn = space == _ownSpace;
            if (!isOwn && (!Known.TryGetValue(space, out var types) || Array.IndexOf(types, type) < 0 || _types.Contains(type))) continue;
            if (isOwn && !_types.Contains(type)) continue;

            // Where a type is named, only types are looked for; in front of a dot a property or a variable of the name goes first.
            var isType = dot < 0;
            return isType ? space : _members.Contains(type) ? null : space;
        }

        return null;
    }

    private IEnumerable<string> Spaces(string whole)
    {
        if (whole.StartsWith(_ownSpace + ".", StringComparison.Ordinal)) yield return _ownSpace;
        for (var dot = whole.IndexOf('.'); dot > 0; dot = whole.IndexOf('.', dot + 1)) yield return whole.Substring(0, dot);
    }

    private static (int Start, int End) NameAt(string text, int start)
    {
        var end = start;
        while (end < text.Length && (text[end] is '_' or '@' or '.' || char.IsLetterOrDigit(text[end]))) end++;
        return (start, end);
    }

    /// <summary>The end of a comment or literal that begins at a position; the position itself where none does.</summary>
    private static int Passed(string text, int at)
    {
        if (text[at] == '/' && at + 1 < text.Length && text[at + 1] == '/')
        {
            var line = text.IndexOf('\n', at);
            return line < 0 ? text.Length : line;
        }

        if (text[at] == '\'') return Closed(text, at, '\'');
        return text[at] == '"' ? Closed(text, at, '"') : at;
    }

    private static int Closed(string text, int at, char quote)
    {
        for (var i = at + 1; i < text.Length; i++)
        {
            if (text[i] == '\\') i++;
            else if (text[i] == quote || text[i] == '\n') return i + 1;
        }

        return text.Length;
    }

    private static string Bare(string name) => name.TrimStart('@');
}
