using Virga.Specs.Model;

namespace Virga.Specs.Reading.OpenApi;

/// <summary>The names of the C# types of one service. The keys under components come first, so that an inline schema never takes one away.</summary>
internal sealed class TypeNames(ReadingScope scope)
{
    private readonly UniqueNames _names = new();
    private readonly Dictionary<MarkedNode, (string Key, string Name)> _components = [];
    private readonly Dictionary<string, MarkedNode> _byKey = new(StringComparer.Ordinal);

    /// <summary>All under components.</summary>
    public IEnumerable<MarkedNode> Components => _byKey.Values;

    public void Reserve(MarkedEntry component)
    {
        if (!_byKey.ContainsKey(component.Key)) _byKey.Add(component.Key, component.Value);
        if (_components.ContainsKey(component.Value)) return;
        _components.Add(component.Value, (component.Key, _names.Take(Given(component.Value) ?? Identifiers.Pascal(component.Key))));
    }

    public IEnumerable<string> Keys => _byKey.Keys;

    public MarkedNode? Component(string key) => _byKey.TryGetValue(key, out var node) ? node : null;

    public string? ComponentKey(MarkedNode node) => _components.TryGetValue(node, out var found) ? found.Key : null;

    /// <summary>Names a schema: after its component, the name that it asks for, its title, what another file calls it, or the place.</summary>
    public void Name(SchemaModel model, MarkedNode node, string fromPlace)
    {
        if (_components.TryGetValue(node, out var found))
        {
            model.TypeName = found.Name;
            return;
        }

        var given = Given(node);
        model.Title = given is null ? Title(node) : null;
        if (model.Title is null) given ??= scope.References.NameOf(node) is { } name ? Identifiers.Pascal(name) : null;
        model.IsNamed = given is not null;
        model.TypeName = _names.Take(given ?? model.Title ?? fromPlace);
    }

    private string? Given(MarkedNode node)
    {
        var name = node[DialectKeys.Name] ?? node[DialectKeys.Enum]?["name"];
        if (name is not null) return scope.Values.Identifier(name);
        return (node["x-ms-enum"]?["name"] ?? node["x-ms-client-name"])?.Scalar is { } foreign && foreign.Length > 0 ? Identifiers.Pascal(foreign) : null;
    }

    /// <summary>A title that is a name (at most three words); longer ones are sentences.</summary>
    private static string? Title(MarkedNode node)
    {
        var title = node["title"]?.Scalar;
        if (title is null || title.Length is 0 or > 40 || !char.IsLetter(title[0]) || title.Count(c => c == ' ') > 2) return null;
        return Identifiers.Pascal(title);
    }
}
