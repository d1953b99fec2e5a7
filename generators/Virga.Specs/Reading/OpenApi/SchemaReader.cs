using Virga.Specs.Model;

namespace Virga.Specs.Reading.OpenApi;

/// <summary>
/// Schemas to models. A node is read once, whoever uses it. Nested schemas wait in a queue, so that neither long chains of
/// references nor cycles grow the stack.
/// </summary>
internal sealed class SchemaReader
{
    private readonly ReadingScope _scope;
    private readonly TypeNames _names;
    private readonly SchemaUnwrapper _unwrapper;
    private readonly SchemaFiller _filler;
    private readonly Dictionary<MarkedNode, SchemaModel> _models = [];
    private readonly Dictionary<SchemaModel, SchemaModel> _nullables = [];
    private readonly List<SchemaModel> _unions = [];
    private readonly Queue<(MarkedNode Node, SchemaModel Model, string Place)> _open = new();
    private readonly List<(SchemaModel Copy, SchemaModel Original)> _copies = [];
    private bool _isDraining;

    public SchemaReader(ReadingScope scope, TypeNames names)
    {
        _scope = scope;
        _names = names;
        _unwrapper = new SchemaUnwrapper(scope);
        _filler = new SchemaFiller(scope, names, this);
    }

    public SchemaUse Unwrap(MarkedNode node) => _unwrapper.Unwrap(node);

    /// <summary>The schema at a place of use.</summary>
    /// <param name="node">The node there.</param>
    /// <param name="place">A type name for it if it has none of its own.</param>
    public SchemaModel Read(MarkedNode node, string place) => Read(Unwrap(node), place, node);

    /// <summary>The same when the place keeps nullability for itself, as a property does.</summary>
    public SchemaModel ReadTarget(SchemaUse use, string place, MarkedNode node) => Read(use with { IsNullable = false }, place, node);

    private SchemaModel Read(SchemaUse use, string place, MarkedNode node)
    {
        if (use.Target is null) return new SchemaModel { Kind = SchemaKind.Any, Position = node.Position };
        if (!_models.TryGetValue(use.Target, out var model))
        {
            model = new SchemaModel { Position = use.Target.Position, Key = _names.ComponentKey(use.Target) };
            _models.Add(use.Target, model);
            _open.Enqueue((use.Target, model, place));
        }

        if (use.IsNullable)
        {
            if (!_nullables.TryGetValue(model, out var twin))
            {
                twin = new SchemaModel { Original = model, Nullable = true, Position = model.Position };
                _nullables.Add(model, twin);
                _copies.Add((twin, model));
            }

            model = twin;
        }

        Drain();
        return model;
    }

    private void Drain()
    {
        if (_isDraining) return;
        _isDraining = true;
        while (_open.Count > 0)
        {
            _scope.Cancellation.ThrowIfCancellationRequested();
            var (node, model, place) = _open.Dequeue();
            _filler.Fill(node, model, place);
            if (model.Kind == SchemaKind.Union) _unions.Add(model);
        }

        AddNull();

        foreach (var (copy, original) in _copies) Copy(original, copy);
        _copies.Clear();
        _isDraining = false;
    }

    /// <summary>A union is null where one of its variants may be, however deep that one is.</summary>
    private void AddNull()
    {
        for (var found = true; found;)
        {
            found = false;
            foreach (var union in _unions)
            {
                if (union.Nullable || !union.Variants.Any(variant => variant.Schema.Nullable)) continue;
                union.Nullable = found = true;
            }
        }

        _unions.Clear();
    }

    private static void Copy(SchemaModel from, SchemaModel to)
    {
        to.Kind = from.Kind;
        to.TypeName = from.TypeName;
        to.Key = from.Key;
        to.Format = from.Format;
        to.Enum = from.Enum;
        to.IsOpenEnum = from.IsOpenEnum;
        to.Default = from.Default;
        to.Const = from.Const;
        to.Properties = from.Properties;
        to.Variants = from.Variants;
        to.Discriminator = from.Discriminator;
        to.Items = from.Items;
        to.ItemsXml = from.ItemsXml;
        to.AdditionalProperties = from.AdditionalProperties;
        to.KeepUnknown = from.KeepUnknown;
        to.Xml = from.Xml;
        to.Sensitive = from.Sensitive;
        to.MinLength = from.MinLength;
        to.MaxLength = from.MaxLength;
        to.Description = from.Description;
        to.Deprecated = from.Deprecated;
    }
}
