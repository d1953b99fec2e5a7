using System.Globalization;
using System.Text;

namespace Virga.Specs.Reading.Overlays;

/// <summary>JSONPath of RFC 9535, and what overlays of before it hold: filters in brackets, hyphens in names behind a dot.</summary>
internal sealed class JsonPathParser
{
    private const int MaxDepth = 32;
    private readonly string _text;
    private int _at;
    private int _depth;

    private JsonPathParser(string text) => _text = text;

    /// <exception cref="JsonPathFault">It is none.</exception>
    public static JsonPathQuery Parse(string text)
    {
        var parser = new JsonPathParser(text.TrimEnd());
        parser.Space();
        if (!parser.Take('$')) throw parser.Fault("a path begins with '$'");
        var query = new JsonPathQuery(false, parser.Segments());
        parser.Space();
        return parser._at == parser._text.Length ? query : throw parser.Fault("'.' or '[' is expected here");
    }

    private List<JsonPathSegment> Segments()
    {
        if (++_depth > MaxDepth) throw Fault("filters are nested too deep");
        var segments = new List<JsonPathSegment>();
        while (true)
        {
            var start = _at;
            Space();
            if (Take('['))
            {
                segments.Add(new JsonPathSegment(false, Bracketed()));
            }
            else if (Take('.'))
            {
                var isDescendant = Take('.');
                var selectors = isDescendant && Take('[') ? Bracketed() : [Take('*') ? new WildcardSelector() : new NameSelector(Shorthand())];
                segments.Add(new JsonPathSegment(isDescendant, selectors));
            }
            else
            {
                _at = start;
                _depth--;
                return segments;
            }
        }
    }

    private string Shorthand()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '_' or '-' or '$' or > '\u007f')) _at++;
        return _at > start ? _text.Substring(start, _at - start) : throw Fault("a name is expected here; one with other signs than letters, digits, '_' and '-' is written ['so']");
    }

    private List<JsonPathSelector> Bracketed()
    {
        var selectors = new List<JsonPathSelector>();
        do
        {
            Space();
            selectors.Add(Selector());
            Space();
        }
        while (Take(','));
        return Take(']') ? selectors : throw Fault("',' or ']' is expected here");
    }

    private JsonPathSelector Selector()
    {
        if (_at == _text.Length) throw Fault("the path ends inside brackets");
        if (_text[_at] is '\'' or '"') return new NameSelector(Quoted());
        if (Take('*')) return new WildcardSelector();
        if (Take('?'))
        {
            Space();
            return new FilterSelector(Or());
        }

        var start = Number();
        Space();
        if (!Take(':')) return new IndexSelector(start ?? throw Fault("a quoted name, a number, '*' or '?' is expected here"));
        Space();
        var end = Number();
        Space();
        var step = 1;
        if (Take(':'))
        {
            Space();
            step = Number() ?? 1;
        }

        return new SliceSelector(start, end, step);
    }

    private int? Number()
    {
        var start = _at;
        Take('-');
        while (_at < _text.Length && _text[_at] is >= '0' and <= '9') _at++;
        if (_at == start) return null;
        return int.TryParse(_text.Substring(start, _at - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw Fault("this is no whole number");
    }

    private string Quoted()
    {
        var quote = _text[_at++];
        var text = new StringBuilder();
        while (_at < _text.Length && _text[_at] != quote)
        {
            var c = _text[_at++];
            text.Append(c == '\\' ? Escape() : c);
        }

        return Take(quote) ? text.ToString() : throw Fault("a quote is not closed");
    }

    private char Escape()
    {
        if (_at == _text.Length) throw Fault("a quote is not closed");
        var c = _text[_at++];
        switch (c)
        {
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u' when _at + 4 <= _text.Length && ushort.TryParse(_text.Substring(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                _at += 4;
                return (char)code;
            case '\'' or '"' or '\\' or '/': return c;
            default: throw Fault("there is no such escape");
        }
    }

    private JsonPathTest Or()
    {
        if (++_depth > MaxDepth) throw Fault("filters are nested too deep");
        var tests = new List<JsonPathTest> { And() };
        while (TakeWord("||")) tests.Add(And());
        _depth--;
        return tests.Count == 1 ? tests[0] : new AnyTest(tests);
    }

    private JsonPathTest And()
    {
        var tests = new List<JsonPathTest> { Basic() };
        while (TakeWord("&&")) tests.Add(Basic());
        return tests.Count == 1 ? tests[0] : new AllTest(tests);
    }

    private JsonPathTest Basic()
    {
        Space();
        if (Take('!'))
        {
            if (++_depth > MaxDepth) throw Fault("filters are nested too deep");
            var negated = new NotTest(Basic());
            _depth--;
            return negated;
        }

        if (Take('('))
        {
            var inner = Or();
            Space();
            return Take(')') ? inner : throw Fault("')' is expected here");
        }

        if (TakeWord("match(")) return Match(isWhole: true);
        if (TakeWord("search(")) return Match(isWhole: false);
        var left = Operand();
        Space();
        foreach (var word in new[] { "==", "!=", "<=", ">=", "<", ">" })
        {
            if (TakeWord(word)) return new CompareTest(left, word, Operand());
        }

        return left is QueryOperand query ? new ExistsTest(query.Query) : throw Fault("a comparison is expected here");
    }

    private MatchTest Match(bool isWhole)
    {
        var text = Operand();
        if (!TakeWord(",")) throw Fault("',' is expected here");
        var pattern = Operand();
        return TakeWord(")") ? new MatchTest(text, pattern, isWhole) : throw Fault("')' is expected here");
    }

    private JsonPathOperand Operand()
    {
        Space();
        if (_at == _text.Length) throw Fault("the path ends inside a filter");
        if (_text[_at] is '@' or '$') return new QueryOperand(Query());
        if (_text[_at] is '\'' or '"') return Literal(Quoted(), ScalarKind.String);
        if (TakeWord("length("))
        {
            var of = Operand();
            return TakeWord(")") ? new LengthOperand(of) : throw Fault("')' is expected here");
        }

        if (TakeWord("count("))
        {
            Space();
            var query = Query();
            return TakeWord(")") ? new CountOperand(query) : throw Fault("')' is expected here");
        }

        if (TakeWord("value("))
        {
            Space();
            var query = Query();
            return TakeWord(")") ? new QueryOperand(query) : throw Fault("')' is expected here");
        }

        return Word();
    }

    private LiteralOperand Word()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '-' or '+' or '.')) _at++;
        var word = _text.Substring(start, _at - start);
        if (word is "true" or "false") return Literal(word, ScalarKind.Boolean);
        if (word == "null") return Literal(null, ScalarKind.Null);
        if (Text.ScalarRules.IsJsonNumber(word)) return Literal(word, ScalarKind.Number);
        _at = start;
        throw Fault("'@', '$', a text in quotes, a number, true, false, null, length(), count(), match() or search() is expected here");
    }

    private JsonPathQuery Query()
    {
        if (_at == _text.Length || _text[_at] is not ('@' or '$')) throw Fault("'@' or '$' is expected here");
        return new JsonPathQuery(_text[_at++] == '@', Segments());
    }

    private static LiteralOperand Literal(string? text, ScalarKind kind) => new(MarkedNode.OfScalar(text, kind, new Model.SourcePosition("", 0, 0, 0)));

    private void Space()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\n' or '\r') _at++;
    }

    private bool Take(char c)
    {
        if (_at == _text.Length || _text[_at] != c) return false;
        _at++;
        return true;
    }

    private bool TakeWord(string word)
    {
        Space();
        if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0) return false;
        _at += word.Length;
        return true;
    }

    private JsonPathFault Fault(string message) => new(message, _at);
}
