using Virga.Specs.Model;

namespace Virga.Specs.Adapters;

public enum AdapterNodeKind
{
    Scalar,
    Map,
    List,
}

/// <summary>A place of an adapter document: text, names or a list, with its position.</summary>
public sealed class AdapterNode
{
    private AdapterNode(AdapterNodeKind kind, SourcePosition position)
    {
        Kind = kind;
        Position = position;
    }

    public AdapterNodeKind Kind { get; }

    public SourcePosition Position { get; }

    public string Text { get; private init; } = "";

    /// <summary>Whether the text stood in quotes, so that <c>"true"</c> and <c>"0"</c> stay texts.</summary>
    public bool IsQuoted { get; private init; }

    public IReadOnlyList<AdapterEntry> Entries { get; private init; } = [];

    public IReadOnlyList<AdapterNode> Items { get; private init; } = [];

    public bool IsNull => Kind == AdapterNodeKind.Scalar && !IsQuoted && Text is "" or "null" or "~";

    public static AdapterNode Scalar(string text, bool isQuoted, SourcePosition position) => new(AdapterNodeKind.Scalar, position) { Text = text, IsQuoted = isQuoted };

    public static AdapterNode Map(IReadOnlyList<AdapterEntry> entries, SourcePosition position) => new(AdapterNodeKind.Map, position) { Entries = entries };

    public static AdapterNode List(IReadOnlyList<AdapterNode> items, SourcePosition position) => new(AdapterNodeKind.List, position) { Items = items };

    public AdapterNode? Find(string key) => Entry(key)?.Value;

    public AdapterEntry? Entry(string key) => Entries.FirstOrDefault(e => e.Key == key);

    /// <summary>A scalar, or the scalars of a list.</summary>
    public IReadOnlyList<AdapterNode> OneOrMany() => Kind == AdapterNodeKind.List ? Items : [this];
}

public sealed record AdapterEntry(string Key, SourcePosition KeyPosition, AdapterNode Value);
