using Virga.Specs.Model;

namespace Virga.Specs.Reading;

public enum MarkedKind
{
    Scalar,
    Sequence,
    Mapping,
}

public enum ScalarKind
{
    String,
    Number,
    Boolean,
    Null,
}

/// <summary>A node of a document that knows where it stands. Aliases of YAML make it a directed graph without cycles; nodes never change.</summary>
public sealed class MarkedNode
{
    private static readonly MarkedNode[] NoItems = [];
    private static readonly MarkedEntry[] NoEntries = [];

    private readonly IReadOnlyList<MarkedNode> _items = NoItems;
    private readonly IReadOnlyList<MarkedEntry> _entries = NoEntries;
    private Dictionary<string, MarkedEntry>? _index;

    private MarkedNode(MarkedKind kind, SourcePosition position)
    {
        Kind = kind;
        Position = position;
    }

    private MarkedNode(MarkedKind kind, SourcePosition position, IReadOnlyList<MarkedNode> items, IReadOnlyList<MarkedEntry> entries)
        : this(kind, position)
    {
        _items = items;
        _entries = entries;
    }

    public MarkedKind Kind { get; }

    /// <summary>The scalar with its quotes; for a mapping or sequence the bracket or its first entry.</summary>
    public SourcePosition Position { get; }

    /// <summary>The text of a scalar, unescaped; null for the scalar null, a mapping and a sequence.</summary>
    public string? Scalar { get; private init; }

    public ScalarKind ScalarKind { get; private init; }

    /// <summary>The items of a sequence; empty for others.</summary>
    public IReadOnlyList<MarkedNode> Items => _items;

    /// <summary>The entries of a mapping in the order of the document, each key once; empty for others.</summary>
    public IReadOnlyList<MarkedEntry> Entries => _entries;

    public bool IsNull => Kind == MarkedKind.Scalar && ScalarKind == ScalarKind.Null;

    public bool IsMapping => Kind == MarkedKind.Mapping;

    public bool IsSequence => Kind == MarkedKind.Sequence;

    public bool IsScalar => Kind == MarkedKind.Scalar;

    /// <summary>The value of a key; null when there is none.</summary>
    public MarkedNode? this[string key] => Entry(key)?.Value;

    public static MarkedNode OfScalar(string? text, ScalarKind kind, SourcePosition position) =>
        new(MarkedKind.Scalar, position) { Scalar = kind == ScalarKind.Null ? null : text, ScalarKind = kind };

    public static MarkedNode OfSequence(IReadOnlyList<MarkedNode> items, SourcePosition position) => new(MarkedKind.Sequence, position, items, NoEntries);

    public static MarkedNode OfMapping(IReadOnlyList<MarkedEntry> entries, SourcePosition position) => new(MarkedKind.Mapping, position, NoItems, entries);

    /// <summary>The same where an index of the entries is at hand.</summary>
    internal static MarkedNode OfMapping(IReadOnlyList<MarkedEntry> entries, SourcePosition position, Dictionary<string, MarkedEntry>? index) =>
        new(MarkedKind.Mapping, position, NoItems, entries) { _index = index };

    /// <summary>The entry of a key; null when there is none.</summary>
    public MarkedEntry? Entry(string key)
    {
        if (_entries.Count <= 8)
        {
            for (var i = 0; i < _entries.Count; i++)
            {
                if (string.Equals(_entries[i].Key, key, StringComparison.Ordinal)) return _entries[i];
            }

            return null;
        }

        _index ??= _entries.ToDictionary(entry => entry.Key, StringComparer.Ordinal);
        return _index.TryGetValue(key, out var found) ? found : null;
    }
}
