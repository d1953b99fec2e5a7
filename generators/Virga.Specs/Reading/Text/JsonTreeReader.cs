using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Virga.Specs.Model;

namespace Virga.Specs.Reading.Text;

/// <summary>JSON of RFC 8259 to the marked tree: no comments, no trailing commas, nothing after the value.</summary>
internal sealed class JsonTreeReader(SpecText source, ICollection<SpecDiagnostic> diagnostics, CancellationToken ct)
{
    // AggressiveOptimization, which netstandard2.0 has no word for. A document is read once in the life of a compiler, before the runtime would make these loops fast.
    private const MethodImplOptions Optimized = (MethodImplOptions)512;

    private readonly string _text = source.Text;
    private readonly TreeBudget _budget = new();
    private readonly StringBuilder _unescaped = new();
    private int _at;
    private int _line;
    private int _lineStart;

    public MarkedNode Read()
    {
        if (_text.Length > 0 && _text[0] == '\uFEFF') _lineStart = _at = 1;
        SkipSpace();
        var root = Value(1);
        SkipSpace();
        return _at == _text.Length ? root : throw Fault("Text follows after the document's value. Remove it.");
    }

    [MethodImpl(Optimized)]
    private MarkedNode Value(int depth)
    {
        if (_at == _text.Length) throw Fault("The document ends where a value is expected.");
        var position = Here(1);
        _budget.Spend(1, position);
        switch (_text[_at])
        {
            case '{':
                TreeBudget.CheckDepth(depth, position);
                return Object(depth, position);
            case '[':
                TreeBudget.CheckDepth(depth, position);
                return Array(depth, position);
            case '"':
                var start = _at;
                var text = String();
                _budget.Spend(TreeBudget.Cost(text) - 1, position);
                return MarkedNode.OfScalar(text, ScalarKind.String, position with { Length = _at - start });
            default:
                return Literal(position);
        }
    }

    [MethodImpl(Optimized)]
    private MarkedNode Object(int depth, SourcePosition position)
    {
        ct.ThrowIfCancellationRequested();
        var entries = new DuplicateKeys(diagnostics);
        _at++;
        SkipSpace();
        if (Take('}')) return MarkedNode.OfMapping([], position);
        do
        {
            SkipSpace();
            if (_at == _text.Length || _text[_at] != '"') throw Fault("Expected a key in double quotes.");
            var start = _at;
            var at = Here(1);
            var key = String();
            var keyPosition = at with { Length = _at - start };
            SkipSpace();
            if (!Take(':')) throw Fault($"Expected ':' after the key '{key}'.");
            SkipSpace();
            entries.Add(new MarkedEntry(key, keyPosition, Value(depth + 1)));
            SkipSpace();
        }
        while (Take(','));

        return Take('}') ? entries.Build(position) : throw Fault("Expected ',' or '}'.");
    }

    [MethodImpl(Optimized)]
    private MarkedNode Array(int depth, SourcePosition position)
    {
        ct.ThrowIfCancellationRequested();
        var items = new List<MarkedNode>();
        _at++;
        SkipSpace();
        if (Take(']')) return MarkedNode.OfSequence([], position);
        do
        {
            SkipSpace();
            items.Add(Value(depth + 1));
            SkipSpace();
        }
        while (Take(','));

        return Take(']') ? MarkedNode.OfSequence(items, position) : throw Fault("Expected ',' or ']'.");
    }

    [MethodImpl(Optimized)]
    private string String()
    {
        var start = ++_at;
        while (_at < _text.Length && _text[_at] is not ('"' or '\\' or < ' ')) _at++;
        if (_at < _text.Length && _text[_at] == '"') return _text.Substring(start, _at++ - start);

        var mayBeHalf = false;
        _unescaped.Clear().Append(_text, start, _at - start);
        while (true)
        {
            if (_at == _text.Length) throw Fault("The document ends inside a string.");
            var c = _text[_at];
            if (c == '"') break;
            if (c < ' ') throw Fault("A string may not hold a line break or tab as it is. Write \\n or \\t.");
            if (c == '\\')
            {
                var made = Escape();
                mayBeHalf |= char.IsSurrogate(made);
                _unescaped.Append(made);
                _at++;
                continue;
            }

            var run = _at;
            while (_at < _text.Length && _text[_at] is not ('"' or '\\' or < ' ')) _at++;
            _unescaped.Append(_text, run, _at - run);
        }

        _at++;
        var text = _unescaped.ToString();
        return mayBeHalf && CharacterCheck.HasLoneSurrogate(text) ? throw Fault("The string holds half of a surrogate pair as an escape.") : text;
    }

    /// <summary>Leaves the position at the last character of the escape.</summary>
    private char Escape()
    {
        _at++;
        if (_at == _text.Length) throw Fault("The document ends inside a string.");
        switch (_text[_at])
        {
            case '"': return '"';
            case '\\': return '\\';
            case '/': return '/';
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u':
                if (_at + 4 < _text.Length && ushort.TryParse(_text.Substring(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
                {
                    _at += 4;
                    return (char)code;
                }

                throw Fault("\\u takes four hexadecimal digits.");
            default: throw Fault("No such escape. The escapes are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uXXXX.");
        }
    }

    [MethodImpl(Optimized)]
    private MarkedNode Literal(SourcePosition position)
    {
        var start = _at;
        while (_at < _text.Length && _text[_at] is not (',' or '}' or ']' or ':' or ' ' or '\t' or '\r' or '\n' or '"' or '{' or '[' or '/')) _at++;
        var word = Known(start, _at - start) ?? _text.Substring(start, _at - start);
        var marked = position with { Length = Math.Max(1, word.Length) };
        switch (word)
        {
            case "true" or "false": return MarkedNode.OfScalar(word, ScalarKind.Boolean, marked);
            case "null": return MarkedNode.OfScalar(null, ScalarKind.Null, marked);
        }

        if (ScalarRules.IsJsonNumber(word)) return MarkedNode.OfScalar(word, ScalarKind.Number, marked);
        var shown = word.Length > 40 ? word.Substring(0, 40) + "..." : word;
        throw new UnreadableException(
            DiagnosticIds.Unreadable,
            word.Length == 0 ? Unexpected(start) : $"'{shown}' is no value of JSON. Strings stand in double quotes.",
            marked);
    }

    private string? Known(int start, int length) => length switch
    {
        4 when string.CompareOrdinal(_text, start, "true", 0, 4) == 0 => "true",
        5 when string.CompareOrdinal(_text, start, "false", 0, 5) == 0 => "false",
        1 when _text[start] == '0' => "0",
        1 when _text[start] == '1' => "1",
        _ => null,
    };

    private string Unexpected(int at) => at < _text.Length && _text[at] == '/' ? "JSON has no comments. Remove it, or write the document as YAML." : "Expected a value.";

    [MethodImpl(Optimized)]
    private void SkipSpace()
    {
        for (; _at < _text.Length; _at++)
        {
            var c = _text[_at];
            if (c == '\n' || (c == '\r' && (_at + 1 == _text.Length || _text[_at + 1] != '\n')))
            {
                _line++;
                _lineStart = _at + 1;
            }
            else if (c == '/')
            {
                throw Fault(Unexpected(_at));
            }
            else if (c is not (' ' or '\t' or '\r'))
            {
                return;
            }
        }
    }

    private bool Take(char c)
    {
        if (_at == _text.Length || _text[_at] != c) return false;
        _at++;
        return true;
    }

    private SourcePosition Here(int length) => new(source.Path, _line, _at - _lineStart, length);

    private UnreadableException Fault(string message) => new(DiagnosticIds.Unreadable, message, Here(_at < _text.Length ? 1 : 0));
}
