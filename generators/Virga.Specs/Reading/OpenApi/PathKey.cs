using System.Text;
using Virga.Specs.Model;

namespace Virga.Specs.Reading.OpenApi;

/// <summary>A path key taken apart: <c>/{drive}/{name}?parts#begin</c>. The fragment is never sent; the query is sent as it is.</summary>
internal sealed record PathKey(IReadOnlyList<PathPart> Parts, IReadOnlyList<(string Name, int Offset)> Parameters, string Query, string? Fault, int FaultOffset)
{
    /// <summary>Query parameters that the path holds (<c>?size={size}</c>, <c>{?size,page}</c>): the key that is sent, the name, and where it stands.</summary>
    public IReadOnlyList<(string Key, string Name, int Offset)> QueryParameters { get; private init; } = [];

    public static PathKey Parse(string key)
    {
        var hash = key.IndexOf('#');
        var rest = hash < 0 ? key : key.Substring(0, hash);
        var asked = new List<(string, string, int)>();
        rest = WithoutQueryExpressions(rest, asked);
        var question = rest.IndexOf('?');
        var query = question < 0 ? "" : rest.Substring(question + 1);
        var path = question < 0 ? rest : rest.Substring(0, question);
        if (path.Length == 0 || path[0] != '/') return Broken("A path begins with '/'.", 0);
        query = Constant(query, question + 1, asked);
        var brace = query.IndexOf('{');
        if (brace >= 0) return Broken("A parameter in the query of a path is a whole value (?size={size}); declare others with 'in: query'.", question + 1 + brace);

        var parts = new List<PathPart>();
        var parameters = new List<(string, int)>();
        var literal = 0;
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == '}') return Broken("This '}' closes nothing.", i);
            if (path[i] != '{') continue;
            var close = path.IndexOf('}', i);
            var nested = path.IndexOf('{', i + 1);
            if (close < 0 || (nested >= 0 && nested < close)) return Broken("This '{' is not closed.", i);
            var name = path.Substring(i + 1, close - i - 1);
            if (name.Length == 0) return Broken("A parameter in a path needs a name.", i);
            if (i > literal) parts.Add(new PathPart(Encode(path.Substring(literal, i - literal)), null));
            parts.Add(new PathPart(null, name));
            parameters.Add((name, i));
            literal = close + 1;
            i = close;
        }

        if (literal < path.Length) parts.Add(new PathPart(Encode(path.Substring(literal)), null));
        return new PathKey(parts, parameters, Encode(query), null, 0) { QueryParameters = asked };
    }

    /// <summary>The form expressions of RFC 6570, which other tools write: <c>{?size,page}</c>.</summary>
    private static string WithoutQueryExpressions(string text, List<(string Key, string Name, int Offset)> asked)
    {
        for (var open = text.IndexOf('{'); open >= 0; open = text.IndexOf('{', open))
        {
            var close = text.IndexOf('}', open);
            if (close < 0) break;
            if (text[open + 1] is not ('?' or '&'))
            {
                open = close;
                continue;
            }

            foreach (var name in text.Substring(open + 2, close - open - 2).Split(',').Select(name => name.Trim().TrimEnd('*')).Where(name => name.Length > 0)) asked.Add((name, name, open));
            text = text.Remove(open, close - open + 1);
        }

        return text;
    }

    /// <summary>The query without the pairs whose value is a parameter.</summary>
    private static string Constant(string query, int offset, List<(string Key, string Name, int Offset)> asked)
    {
        if (query.IndexOf('{') < 0) return query;
        var kept = new List<string>();
        foreach (var pair in query.Split('&'))
        {
            var equals = pair.IndexOf('=');
            var value = pair.Substring(equals + 1);
            if (value.Length > 2 && value[0] == '{' && value.IndexOf('}') == value.Length - 1)
            {
                var name = value.Substring(1, value.Length - 2);
                asked.Add((equals > 0 ? pair.Substring(0, equals) : name, name, offset + equals + 1));
            }
            else
            {
                kept.Add(pair);
            }

            offset += pair.Length + 1;
        }

        return string.Join("&", kept);
    }

    private static PathKey Broken(string fault, int offset) => new([], [], "", fault, offset);

    /// <summary>Leaves what a URL may hold, an existing %XX too, and encodes the rest.</summary>
    private static string Encode(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            var c = (char)b;
            if (b < 128 && (char.IsLetterOrDigit(c) || "-._~!$&'()*+,;=:@/%?".IndexOf(c) >= 0)) result.Append(c);
            else result.Append('%').Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return result.ToString();
    }
}
