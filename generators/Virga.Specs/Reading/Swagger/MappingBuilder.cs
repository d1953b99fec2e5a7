using Virga.Specs.Model;

namespace Virga.Specs.Reading.Swagger;

/// <summary>A mapping in the making: entries keep the places that they come from, made-up ones stand at the mapping's own.</summary>
internal sealed class MappingBuilder(SourcePosition position)
{
    private readonly List<MarkedEntry> _entries = [];
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    public bool IsEmpty => _entries.Count == 0;

    /// <summary>Adds an entry unless its key is there.</summary>
    public MappingBuilder Add(MarkedEntry entry)
    {
        if (_keys.Add(entry.Key)) _entries.Add(entry);
        return this;
    }

    public MappingBuilder Add(string key, MarkedNode? value, SourcePosition? at = null) => value is null ? this : Add(new MarkedEntry(key, at ?? position, value));

    public MappingBuilder Add(string key, string value) => Add(key, MarkedNode.OfScalar(value, ScalarKind.String, position));

    public MappingBuilder Add(string key, bool value) => Add(key, MarkedNode.OfScalar(value ? "true" : "false", ScalarKind.Boolean, position));

    public MarkedNode Build() => MarkedNode.OfMapping(_entries, position);
}
