using Virga.Specs.Model;

namespace Virga.Specs.Reading.OpenApi;

/// <summary>One operation of a path item.</summary>
internal sealed class OperationReader(ReadingScope scope, SchemaReader schemas, SecurityReader security)
{
    private readonly ParameterReader _parameters = new(scope, schemas);
    private readonly RequestBodyReader _bodies = new(scope, schemas);
    private readonly ResponseReader _responses = new(scope, schemas, new ResponseContentReader(scope, schemas));
    private readonly ServerReader _servers = new(scope);
    private readonly TraitReader _traits = new(scope);
    private readonly UniqueNames _names = new();
    private readonly Dictionary<string, SourcePosition> _ids = new(StringComparer.Ordinal);

    public OperationModel? Read(MarkedEntry path, MarkedNode item, MarkedEntry method, MarkedNode root)
    {
        var node = method.Value;
        if (!node.IsMapping)
        {
            scope.Values.Wrong(method.Key, "a mapping", node);
            return null;
        }

        scope.Spend(1, method.KeyPosition);
        scope.Values.CheckPlace(node, DialectPlace.Operation);
        var key = PathKey.Parse(path.Key);
        if (key.Fault is not null)
        {
            scope.Faults.Error(DiagnosticIds.PathParameter, key.Fault, Within(path, key.FaultOffset, 1));
            return null;
        }

        var (id, at) = Id(node, path, method);
        var name = _names.Take(Words.Name(scope, node) ?? WithoutAsync(Identifiers.Pascal(id)));
        var parameters = PathParameters(path, key, QueryParameters(path, key, _parameters.Read(item["parameters"], node["parameters"], name)));
        var (alternatives, optional) = security.Of(node, root);
        TellOfCallbacks(node);
        return new OperationModel
        {
            Id = id,
            Name = name,
            Method = scope.Values.Text(node, DialectKeys.Method) ?? method.Key.ToUpperInvariant(),
            PathKey = path.Key,
            Path = key.Parts,
            ConstantQuery = key.Query,
            Servers = _servers.Read(node["servers"] ?? item["servers"]),
            Parameters = parameters,
            Body = _bodies.Read(node["requestBody"], name),
            Responses = _responses.Read(node, name, at),
            Security = alternatives.Count == 0 ? null : alternatives[0][0],
            SecurityAlternatives = alternatives,
            IsSecurityOptional = optional,
            Tags = Tags(node),
            Pageable = _traits.Pageable(node, parameters),
            LongRunning = new LongRunningReader(scope).Read(node),
            Waiters = new WaiterReader(scope).Read(node),
            Presign = _traits.Presign(node, security.Keys),
            Checksum = _traits.Checksum(node),
            BodyTraits = _traits.Body(node),
            Retry = _traits.Retry(node),
            Errors = _traits.Errors(node),
            Summary = Words.Text(node["summary"]) ?? Words.Text(item["summary"]),
            Description = Words.Description(node) ?? Words.Description(item),
            Deprecated = Words.IsTrue(node, "deprecated"),
            Position = at,
        };
    }

    private static string WithoutAsync(string name) => name.Length > 5 && name.EndsWith("Async", StringComparison.Ordinal) ? name.Substring(0, name.Length - 5) : name;

    /// <summary>The place of a part of a path key, when the key stands on one line without escapes.</summary>
    private static SourcePosition Within(MarkedEntry path, int offset, int length)
    {
        var quotes = path.KeyPosition.Length - path.Key.Length;
        return quotes is 0 or 2 ? path.KeyPosition with { Column = path.KeyPosition.Column + (quotes / 2) + offset, Length = length } : path.KeyPosition;
    }

    private (string Id, SourcePosition At) Id(MarkedNode node, MarkedEntry path, MarkedEntry method)
    {
        if (scope.Values.Text(node, "operationId") is not { Length: > 0 } id)
        {
            id = method.Key.ToLowerInvariant() + "-" + path.Key;
            scope.Faults.Info(DiagnosticIds.OperationId, $"This operation has no operationId; its method is called {Identifiers.Pascal(id)}. Give it one, or the name changes with the path.", method.KeyPosition);
            return (id, method.KeyPosition);
        }

        var at = node["operationId"]!.Position;
        if (_ids.TryGetValue(id, out var first)) scope.Faults.Error(DiagnosticIds.OperationId, $"The operationId '{id}' is taken by the operation at {first}.", at);
        else _ids.Add(id, at);
        return (id, at);
    }

    private IReadOnlyList<ParameterModel> PathParameters(MarkedEntry path, PathKey key, IReadOnlyList<ParameterModel> parameters)
    {
        var declared = new HashSet<string>(parameters.Where(parameter => parameter.In == ParameterLocation.Path).Select(parameter => parameter.WireName), StringComparer.Ordinal);
        var used = new HashSet<string>(key.Parameters.Select(parameter => parameter.Name), StringComparer.Ordinal);
        var missing = new List<ParameterModel>();
        foreach (var (name, offset) in key.Parameters)
        {
            if (declared.Contains(name)) continue;
            var at = Within(path, offset, name.Length + 2);
            scope.Faults.Info(DiagnosticIds.PathParameter, $"'{{{name}}}' of the path is not declared as a parameter with 'in: path'; it is a text.{NearestName.Offer(name, declared)}", at);
            declared.Add(name);
            missing.Add(Undeclared(name, ParameterLocation.Path, at));
        }

        var kept = new List<ParameterModel>();
        foreach (var parameter in parameters)
        {
            if (parameter.In != ParameterLocation.Path || used.Contains(parameter.WireName)) kept.Add(parameter);
            else scope.Faults.Info(DiagnosticIds.PathParameter, $"The parameter '{parameter.WireName}' is declared with 'in: path', but {path.Key} does not hold it; it is left out.", parameter.Position);
        }

        return [.. missing, .. kept];
    }

    /// <summary>Parameters that the query of the path holds are query parameters, wherever they are said to stand.</summary>
    private IReadOnlyList<ParameterModel> QueryParameters(MarkedEntry path, PathKey key, IReadOnlyList<ParameterModel> parameters)
    {
        if (key.QueryParameters.Count == 0) return parameters;
        var all = parameters.ToList();
        foreach (var (wire, name, offset) in key.QueryParameters)
        {
            if (all.Exists(parameter => parameter.In == ParameterLocation.Query && (parameter.WireName == wire || parameter.WireName == name))) continue;
            var at = Within(path, offset, name.Length + 2);
            var declared = all.FindIndex(parameter => parameter.In == ParameterLocation.Path && parameter.WireName == name && key.Parameters.All(part => part.Name != name));
            if (declared >= 0)
            {
                all[declared] = all[declared] with { WireName = wire, In = ParameterLocation.Query, Style = all[declared].Style == "json" ? "json" : "form" };
                continue;
            }

            scope.Faults.Info(DiagnosticIds.PathParameter, $"'{{{name}}}' in the query of the path is not declared as a parameter; it is a text.", at);
            all.Add(Undeclared(wire, ParameterLocation.Query, at));
        }

        return all;
    }

    private static ParameterModel Undeclared(string name, ParameterLocation location, SourcePosition at) => new()
    {
        WireName = name,
        Name = Identifiers.Pascal(name),
        In = location,
        Required = location == ParameterLocation.Path,
        Schema = new SchemaModel { Kind = SchemaKind.String, Position = at },
        Position = at,
    };

    private void TellOfCallbacks(MarkedNode node)
    {
        if (node.Entry("callbacks") is { } callbacks)
        {
            scope.Faults.Info(DiagnosticIds.Unsupported, "Callbacks are calls to you, not by you; a client has no part in them.", callbacks.KeyPosition);
        }
    }

    private IReadOnlyList<string> Tags(MarkedNode node) => node["tags"] is { IsSequence: true } ? scope.Values.Texts(node, "tags") : [];
}
