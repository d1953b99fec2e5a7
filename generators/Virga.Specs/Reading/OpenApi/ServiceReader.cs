using Virga.Specs.Model;

namespace Virga.Specs.Reading.OpenApi;

/// <summary>The files of one service to its model. The first file's root keys count; paths and components of all are one set.</summary>
internal sealed class ServiceReader
{
    private static readonly HashSet<string> Methods = new(StringComparer.Ordinal) { "get", "put", "post", "delete", "options", "head", "patch", "trace" };

    private readonly ReadingScope _scope;
    private readonly IReadOnlyList<MarkedNode> _roots;
    private readonly OperationChooser? _chooser;
    private readonly TypeNames _names;
    private readonly SchemaReader _schemas;
    private readonly SecurityReader _security;
    private readonly OperationReader _operations;
    private readonly TraitReader _traits;

    public ServiceReader(ReadingScope scope, IReadOnlyList<MarkedNode> roots, OperationChooser? chooser = null)
    {
        _chooser = chooser;
        _scope = scope;
        _roots = roots;
        _names = new TypeNames(scope);
        _schemas = new SchemaReader(scope, _names);
        _security = new SecurityReader(scope);
        _operations = new OperationReader(scope, _schemas, _security);
        _traits = new TraitReader(scope);
    }

    public ServiceModel? Read(string path)
    {
        foreach (var root in _roots)
        {
            _scope.Values.CheckPlace(root, DialectPlace.Root);
            _scope.Values.Text(root, DialectKeys.PartOf);
            foreach (var component in root["components"]?["schemas"]?.Entries ?? []) _names.Reserve(component);
            _security.Read(root["components"]?["securitySchemes"]);
        }

        var protocol = new ProtocolReader(_scope).Read(Having(DialectKeys.Protocol), MediaTypeKeys());
        _scope.Protocol = protocol.Kind;
        var operations = Operations();
        if (protocol.IsCall) new ProtocolReader(_scope).Check(operations);
        if (operations.Count == 0)
        {
            _scope.Faults.Error(DiagnosticIds.NoOperations, "The spec has no operation that can be read, so no client comes of it. Operations stand under 'paths'.", _roots[0]["paths"] is null ? _roots[0].Position : _roots[0].Entry("paths")!.KeyPosition);
            return null;
        }

        return Model(path, protocol, operations);
    }

    private ServiceModel Model(string path, ProtocolModel protocol, IReadOnlyList<OperationModel> operations)
    {
        var info = First("info") ?? MarkedNode.OfMapping([], _roots[0].Position);
        var servers = new ServerReader(_scope).Read(First("servers"));
        var sessionReader = new SessionReader(_scope);
        var sessions = sessionReader.Read(First(DialectKeys.Sessions), operations);
        if (First(DialectKeys.ServerVersion) is { IsMapping: false } version) _scope.Values.Wrong(DialectKeys.ServerVersion, "a mapping with 'from', 'assume'", version);
        var schemas = Schemas();
        sessionReader.CheckUses(sessions);
        SameSchemas.Join(operations);
        return new ServiceModel
        {
            Name = Name(info, path),
            Path = path,
            Title = Words.Text(info["title"]),
            Description = Words.Description(info),
            Version = Words.Text(info["version"]),
            Protocol = protocol,
            Servers = servers,
            Endpoint = new EndpointReader(_scope).Read(Having(DialectKeys.Endpoint), operations),
            Errors = _traits.Errors(Having(DialectKeys.Error)) ?? TraitReader.NoErrors,
            Retry = _traits.Retry(Having(DialectKeys.Retry)),
            Schemes = _security.Schemes,
            Sessions = sessions,
            Operations = operations,
            Schemas = schemas,
        };
    }

    private IEnumerable<string> MediaTypeKeys()
    {
        foreach (var (_, item, method, _) in Written())
        {
            _ = item;
            var bodies = new[] { method.Value["requestBody"] }.Concat((method.Value["responses"]?.Entries ?? []).Select(entry => (MarkedNode?)entry.Value));
            foreach (var body in bodies)
            {
                var node = body is not null && References.Reference(body) is not null ? _scope.References.Step(body) : body;
                foreach (var type in node?["content"]?.Entries ?? []) yield return type.Key;
            }
        }
    }

    private IReadOnlyList<OperationModel> Operations()
    {
        var read = new List<OperationModel>();
        var opening = new HashSet<string?>((First(DialectKeys.Sessions)?.Entries ?? []).Select(session => session.Value["operation"]?.Scalar));
        foreach (var (path, item, method, root) in Written())
        {
            _scope.Cancellation.ThrowIfCancellationRequested();
            if (_chooser is not null && !IsChosen(_chooser, path, method, opening)) continue;
            if (_operations.Read(path, item, method, root["security"] is null ? _roots[0] : root) is { } operation) read.Add(operation);
        }

        _chooser?.TellUnused(_scope.Faults, _roots[0].Position.Path);
        return read;
    }

    /// <summary>What opens a session is needed by others, whether it is chosen or not.</summary>
    private static bool IsChosen(OperationChooser chooser, MarkedEntry path, MarkedEntry method, HashSet<string?> opening)
    {
        var id = Words.Text(method.Value["operationId"]) is { Length: > 0 } given ? given : $"{method.Key}-{path.Key}";
        return chooser.Keeps(id, [.. (method.Value["tags"]?.Items ?? []).Select(tag => tag.Scalar ?? "")]) || opening.Contains(id);
    }

    private IEnumerable<(MarkedEntry Path, MarkedNode Item, MarkedEntry Method, MarkedNode Root)> Written()
    {
        foreach (var root in _roots)
        {
            foreach (var path in (root["paths"]?.Entries ?? []).Concat(root["x-ms-paths"]?.Entries ?? []))
            {
                if (path.Key.StartsWith("x-", StringComparison.Ordinal) || _scope.References.Follow(path.Value) is not { } item) continue;
                foreach (var method in item.Entries.Where(entry => Methods.Contains(entry.Key))) yield return (path, item, method, root);
            }
        }
    }

    /// <summary>All under components, one for each key: a schema that is another's alias stands twice. Those that no operation reaches are read in silence: nothing comes of them.</summary>
    private IReadOnlyList<SchemaModel> Schemas()
    {
        _scope.Faults.IsQuiet = true;
        var read = new List<SchemaModel>();
        foreach (var entry in _roots.SelectMany(root => root["components"]?["schemas"]?.Entries ?? []))
        {
            read.Add(_schemas.Read(entry.Value, Identifiers.Pascal(entry.Key)));
        }

        _scope.Faults.IsQuiet = false;
        return read;
    }

    private string Name(MarkedNode info, string path)
    {
        if (First(DialectKeys.Name) is { } given && _scope.Values.Identifier(given) is { } name) return name;
        var title = Words.Text(info["title"]);
        var stem = Identifiers.Pascal(string.IsNullOrWhiteSpace(title) ? FileStem(path) : title!);
        return stem.Length > 6 && stem.EndsWith("Client", StringComparison.Ordinal) ? stem.Substring(0, stem.Length - 6) : stem;
    }

    private static string FileStem(string path)
    {
        var name = path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
        var dot = name.LastIndexOf('.');
        return dot > 0 ? name.Substring(0, dot) : name;
    }

    private MarkedNode? First(string key) => _roots.Select(root => root[key]).FirstOrDefault(node => node is not null);

    private MarkedNode Having(string key) => _roots.FirstOrDefault(root => root[key] is not null) ?? _roots[0];
}
