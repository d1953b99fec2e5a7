using Virga.Specs.Model;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Virga.Specs.Reading.Text;

/// <summary>YAML to the marked tree, through YamlDotNet's events. Aliases share the node of their anchor, and cost what it cost.</summary>
internal sealed class YamlTreeReader
{
    private readonly SpecText _source;
    private readonly ICollection<SpecDiagnostic> _diagnostics;
    private readonly CancellationToken _ct;
    private readonly TreeBudget _budget = new();
    private readonly Dictionary<string, Anchored> _anchors = new(StringComparer.Ordinal);
    private readonly Scanner _scanner;
    private readonly Parser _parser;
    private int _height;

    public YamlTreeReader(SpecText source, ICollection<SpecDiagnostic> diagnostics, CancellationToken ct)
    {
        _source = source;
        _diagnostics = diagnostics;
        _ct = ct;
        var text = source.Text.Length > 0 && source.Text[0] == '\uFEFF' ? source.Text.Substring(1) : source.Text;
        _scanner = new Scanner(new StringReader(text));
        _parser = new Parser(_scanner);
    }

    public MarkedNode? Read()
    {
        try
        {
            return ReadDocument();
        }
        catch (YamlException fault)
        {
            // Some faults come without a mark: then it is where the scanner stands.
            var (start, end) = fault.Start.Index == 0 && fault.End.Index == 0 ? (_scanner.CurrentPosition, _scanner.CurrentPosition) : (fault.Start, fault.End);
            throw new UnreadableException(DiagnosticIds.Unreadable, "This is not YAML: " + Reason(fault), At(start, end));
        }
        catch (Exception fault) when (fault is not (UnreadableException or OperationCanceledException))
        {
            // YamlDotNet lets some of its own slips out on broken text.
            var mark = _scanner.CurrentPosition;
            throw new UnreadableException(DiagnosticIds.Unreadable, "This is not YAML: a bracket, quote or indent at or before this place does not fit.", At(mark, mark));
        }
    }

    private static string Reason(YamlException fault)
    {
        var reason = (fault.InnerException ?? fault).Message;
        return reason.EndsWith(".", StringComparison.Ordinal) ? reason : reason + ".";
    }

    private MarkedNode? ReadDocument()
    {
        Next<StreamStart>();
        _parser.MoveNext();
        if (_parser.Current is not DocumentStart) return null;
        _parser.MoveNext();
        var root = Node(1);
        Next<DocumentEnd>();
        _parser.MoveNext();
        if (_parser.Current is DocumentStart second)
        {
            throw new UnreadableException(DiagnosticIds.Unreadable, "A second document begins here; a file holds one. Move it to a file of its own.", At(second.Start, second.End));
        }

        return root;
    }

    private void Next<T>()
        where T : ParsingEvent
    {
        if (_parser.Current is not T && (!_parser.MoveNext() || _parser.Current is not T))
        {
            throw new InvalidOperationException();
        }
    }

    /// <summary>Reads the node that the current event begins, and moves behind it. Sets the height of what it read.</summary>
    private MarkedNode Node(int depth)
    {
        var current = _parser.Current ?? throw new InvalidOperationException();
        var position = At(current.Start, current.End);
        var spent = _budget.Spent;
        switch (current)
        {
            case AnchorAlias alias:
                _parser.MoveNext();
                return Alias(alias, depth, position);
            case Scalar scalar:
                _parser.MoveNext();
                _height = 0;
                _budget.Spend(TreeBudget.Cost(scalar.Value), position);
                return Anchor(scalar, ScalarNode(scalar, position), spent);
            case MappingStart mapping:
                position = position with { Length = 1 };
                TreeBudget.CheckDepth(depth, position);
                _budget.Spend(1, position);
                _parser.MoveNext();
                return Anchor(mapping, Mapping(depth, position), spent);
            case SequenceStart sequence:
                position = position with { Length = 1 };
                TreeBudget.CheckDepth(depth, position);
                _budget.Spend(1, position);
                _parser.MoveNext();
                return Anchor(sequence, Sequence(depth, position), spent);
            default:
                throw new InvalidOperationException();
        }
    }

    private MarkedNode Mapping(int depth, SourcePosition position)
    {
        _ct.ThrowIfCancellationRequested();
        var entries = new DuplicateKeys(_diagnostics);
        List<(SourcePosition Place, MarkedNode Value)>? merged = null;
        var height = 0;
        while (_parser.Current is not MappingEnd)
        {
            var isMerge = _parser.Current is Scalar { Value: "<<", Style: ScalarStyle.Plain };
            var (key, keyPosition) = Key();
            var value = Node(depth + 1);
            height = Math.Max(height, _height);
            if (isMerge) (merged ??= []).Add((keyPosition, value));
            else entries.Add(new MarkedEntry(key, keyPosition, value));
        }

        foreach (var (place, value) in merged ?? []) Merge(entries, value, place);
        _parser.MoveNext();
        _height = height + 1;
        var first = entries.Entries.Count > 0 ? entries.Entries[0].KeyPosition : position;
        return MarkedNode.OfMapping(entries.Entries, first.Line == position.Line && first.Column == position.Column ? first : position);
    }

    /// <summary>A merge key: its entries hold where the mapping has none of its own, those of an earlier mapping of a list before those of a later one.</summary>
    private void Merge(DuplicateKeys entries, MarkedNode value, SourcePosition place)
    {
        foreach (var mapping in value.IsSequence ? value.Items : [value])
        {
            _budget.Spend(mapping.Entries.Count, place);
            if (mapping.IsMapping) entries.Merge(mapping.Entries);
            else Remark(SpecSeverity.Warning, "A merge key (<<) takes an alias of a mapping, or a list of them; this one is left out.", mapping.Position);
        }
    }

    private (string Key, SourcePosition Position) Key()
    {
        switch (_parser.Current)
        {
            case Scalar scalar:
                var position = At(scalar.Start, scalar.End);
                _budget.Spend(TreeBudget.Cost(scalar.Value), position);
                _parser.MoveNext();
                CheckText(scalar.Value, position);
                return (scalar.Value, position);
            case AnchorAlias alias when _anchors.TryGetValue(alias.Value.Value, out var anchored) && anchored.Node.IsScalar:
                _parser.MoveNext();
                return (anchored.Node.Scalar ?? "", At(alias.Start, alias.End));
            default:
                var odd = _parser.Current ?? throw new InvalidOperationException();
                throw new UnreadableException(DiagnosticIds.Unreadable, "A key must be a single text, not a mapping or a list. Quote it when it begins with a bracket.", At(odd.Start, odd.End));
        }
    }

    private MarkedNode Sequence(int depth, SourcePosition position)
    {
        _ct.ThrowIfCancellationRequested();
        var items = new List<MarkedNode>();
        var height = 0;
        while (_parser.Current is not SequenceEnd)
        {
            items.Add(Node(depth + 1));
            height = Math.Max(height, _height);
        }

        _parser.MoveNext();
        _height = height + 1;
        return MarkedNode.OfSequence(items, position);
    }

    private MarkedNode ScalarNode(Scalar scalar, SourcePosition position)
    {
        CheckText(scalar.Value, position);
        var kind = ScalarKind.String;
        var tag = scalar.Tag.IsEmpty ? "" : scalar.Tag.Value;
        if (tag.Length == 0 && scalar.Style == ScalarStyle.Plain)
        {
            kind = ScalarRules.Classify(scalar.Value);
        }
        else if (tag is "tag:yaml.org,2002:int" or "tag:yaml.org,2002:float" or "tag:yaml.org,2002:bool" or "tag:yaml.org,2002:null")
        {
            kind = ScalarRules.Classify(scalar.Value);
        }
        else if (tag.Length > 0 && tag is not ("tag:yaml.org,2002:str" or "!"))
        {
            Remark(SpecSeverity.Info, $"The tag '{tag}' has no meaning here; the value is read as text.", position);
        }

        return MarkedNode.OfScalar(ScalarRules.Normalize(scalar.Value, kind), kind, position);
    }

    private MarkedNode Alias(AnchorAlias alias, int depth, SourcePosition position)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var anchored))
        {
            throw new UnreadableException(DiagnosticIds.Unreadable, $"No anchor '&{alias.Value.Value}' stands before this alias, or the alias stands inside its own anchor.", position);
        }

        TreeBudget.CheckDepth(depth + anchored.Height - 1, position);
        _budget.Spend(anchored.Cost, position);
        _height = anchored.Height;
        return anchored.Node;
    }

    private MarkedNode Anchor(NodeEvent started, MarkedNode node, long spentBefore)
    {
        if (!started.Anchor.IsEmpty) _anchors[started.Anchor.Value] = new Anchored(node, _budget.Spent - spentBefore, _height);
        return node;
    }

    private static void CheckText(string text, SourcePosition position)
    {
        if (CharacterCheck.HasLoneSurrogate(text))
        {
            throw new UnreadableException(DiagnosticIds.Unreadable, "The string holds half of a surrogate pair as an escape.", position);
        }
    }

    private void Remark(SpecSeverity severity, string message, SourcePosition position) =>
        _diagnostics.Add(new SpecDiagnostic(DiagnosticIds.Unsupported, severity, message, position));

    /// <summary>YamlDotNet counts lines and columns from 1.</summary>
    private SourcePosition At(Mark start, Mark end)
    {
        var line = Math.Max(0, (int)start.Line - 1);
        var column = Math.Max(0, (int)start.Column - 1);
        var length = end.Line == start.Line ? Math.Max(0, (int)(end.Column - start.Column)) : 1;
        return new SourcePosition(_source.Path, line, column, length);
    }

    private sealed record Anchored(MarkedNode Node, long Cost, int Height);
}
