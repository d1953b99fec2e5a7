using Virga.Specs.Model;

namespace Virga.Specs.Reading.OpenApi;

/// <summary>The properties of an object, those of its bases first; one that comes again replaces the earlier.</summary>
internal sealed class PropertyReader(ReadingScope scope, SchemaReader schemas)
{
    private readonly Dictionary<MarkedNode, bool> _nullable = [];
    private readonly Dictionary<(MarkedNode, MarkedNode), MarkedNode> _merged = [];

    public IReadOnlyList<PropertyModel> Read(SchemaParts parts, string stem)
    {
        var order = new List<string>();
        var entries = new Dictionary<string, MarkedEntry>(StringComparer.Ordinal);
        foreach (var entry in parts.Entries("properties"))
        {
            if (entries.TryGetValue(entry.Key, out var earlier)) entries[entry.Key] = Merged(earlier, entry);
            else order.Add(entry.Key);
            if (earlier is null) entries[entry.Key] = entry;
        }

        var required = parts.Required();
        var names = new UniqueNames();
        return [.. order.Select(key => Property(entries[key], required.Contains(key), stem, names))];
    }

    /// <summary>What comes later replaces the earlier; when it only says words of it (a default, read-only), the shape stays.</summary>
    private MarkedEntry Merged(MarkedEntry earlier, MarkedEntry later)
    {
        if (earlier.Value == later.Value || !later.Value.IsMapping || References.Reference(later.Value) is not null || SchemaUnwrapper.HasShape(later.Value, "")) return later;
        if (_merged.TryGetValue((earlier.Value, later.Value), out var made)) return later with { Value = made };
        var bases = new MarkedEntry("allOf", later.KeyPosition, MarkedNode.OfSequence([earlier.Value], later.KeyPosition));
        made = MarkedNode.OfMapping([bases, .. later.Value.Entries], later.Value.Position);
        _merged.Add((earlier.Value, later.Value), made);
        return later with { Value = made };
    }

    private PropertyModel Property(MarkedEntry entry, bool required, string stem, UniqueNames names)
    {
        scope.Spend(1, entry.KeyPosition);
        var use = schemas.Unwrap(entry.Value);
        foreach (var words in use.Words) scope.Values.CheckPlace(words, DialectPlace.Member | DialectPlace.Schema);
        var name = names.Take(Words.Name(scope, Own(use, entry.Value)) ?? Identifiers.Pascal(entry.Key));
        var schema = schemas.ReadTarget(use, stem + name, entry.Value);
        return new PropertyModel
        {
            WireName = entry.Key,
            Name = name,
            Schema = schema,
            Required = required,
            Nullable = use.IsNullable || Nullable(use),
            Xml = Words.Xml(use.OwnKey("xml")),
            Default = Words.Literal(use.Key("default")),
            Aliases = Aliases(use),
            From = ValueSources.Read(scope, use.Key(DialectKeys.From)),
            IdempotencyToken = Words.Flag(scope, use.Key(DialectKeys.IdempotencyToken), DialectKeys.IdempotencyToken) ?? false,
            ReadOnly = use.Key("readOnly")?.Scalar == "true",
            WriteOnly = use.Key("writeOnly")?.Scalar == "true",
            Description = Words.Text(use.Key("description")),
            Deprecated = use.Key("deprecated")?.Scalar == "true",
            Position = entry.KeyPosition,
        };
    }

    /// <summary>x-virga-name of an inline object names its type; beside a reference, or on a scalar, it names the property.</summary>
    private static MarkedNode Own(SchemaUse use, MarkedNode node) =>
        use.Words.Count > 0 || node["properties"] is null && node["enum"] is null ? node : MarkedNode.OfMapping([], node.Position);

    private bool Nullable(SchemaUse use)
    {
        if (use.Target is not { IsMapping: true } target) return false;
        if (!_nullable.TryGetValue(target, out var nullable)) _nullable[target] = nullable = new SchemaParts(scope, target).Types().IsNullable;
        return nullable;
    }

    private IReadOnlyList<string> Aliases(SchemaUse use) =>
        use.Key(DialectKeys.Aliases) is { } aliases ? scope.Values.TextsOf(aliases, DialectKeys.Aliases) : [];
}
