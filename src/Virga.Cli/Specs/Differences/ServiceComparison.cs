using Virga.Specs.Model;

namespace Virga.Cli.Specs.Differences;

/// <summary>Two versions of a service: its address, its credentials, its operations by their ids.</summary>
internal sealed class ServiceComparison(ServiceModel before, ServiceModel after)
{
    private readonly DifferenceList _found = new();

    public static IReadOnlyList<SpecDifference> Of(ServiceModel before, ServiceModel after) => new ServiceComparison(before, after).Run();

    private IReadOnlyList<SpecDifference> Run()
    {
        var top = new SourcePosition(after.Path, 0, 0, 0);
        if (before.Name != after.Name) _found.Breaking(after.Name, $"the service was called {before.Name}, and so were its client and namespace", top);
        _found.Documentation(after.Name, "title", before.Title, after.Title, top);
        _found.Documentation(after.Name, "version", before.Version, after.Version, top);
        _found.Documentation(after.Name, "description", before.Description, after.Description, top);
        if (before.Protocol.Kind != after.Protocol.Kind) _found.Breaking(after.Name, $"the protocol was {before.Protocol.Kind} and is {after.Protocol.Kind}", top);
        Servers(after.Name, before.Servers, after.Servers, top);
        Schemes();
        Operations();
        return _found.Sorted;
    }

    private void Servers(string place, IReadOnlyList<ServerModel> old, IReadOnlyList<ServerModel> now, SourcePosition position)
    {
        var (was, isNow) = (old.Count == 0 ? "" : old[0].Url, now.Count == 0 ? "" : now[0].Url);
        if (was != isNow) _found.Breaking(place, $"the address was {Shown(was)} and is {Shown(isNow)}", now.Count == 0 ? position : now[0].Position);
        if (old.Count == 0 || now.Count == 0) return;
        foreach (var variable in now[0].Variables)
        {
            var same = old[0].Variables.FirstOrDefault(other => other.Name == variable.Name);
            if (same is null && variable.Default is null) _found.Breaking(place, $"the address needs a value for '{variable.Name}'", variable.Position);
            else if (same is not null && same.Default != variable.Default) _found.Either(variable.Default is null, place, $"'{variable.Name}' of the address was {Shown(same.Default)} by default and is {Shown(variable.Default)}", variable.Position);
        }
    }

    private void Schemes()
    {
        foreach (var scheme in before.Schemes)
        {
            var same = after.Schemes.FirstOrDefault(other => other.Key == scheme.Key);
            if (same is null) _found.Breaking(scheme.Key, "the security scheme is gone", scheme.Position);
            else if ((scheme.Type, scheme.HttpScheme, scheme.In, scheme.ParameterName, scheme.Scheme) != (same.Type, same.HttpScheme, same.In, same.ParameterName, same.Scheme)) _found.Breaking(scheme.Key, "the security scheme sends credentials in another way", same.Position);
        }

        foreach (var scheme in after.Schemes.Where(scheme => before.Schemes.All(other => other.Key != scheme.Key))) _found.Compatible(scheme.Key, "the security scheme is new", scheme.Position);
    }

    private void Operations()
    {
        var old = before.Operations.GroupBy(operation => operation.Id, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
        var now = after.Operations.GroupBy(operation => operation.Id, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
        var schemas = new SchemaComparison(_found);
        foreach (var operation in after.Operations)
        {
            if (!old.TryGetValue(operation.Id, out var was)) _found.Compatible(operation.Id, "the operation is new", operation.Position);
            else
            {
                Servers(operation.Id, was.Servers, operation.Servers, operation.Position);
                new OperationComparison(was, operation, _found, schemas).Run();
            }
        }

        foreach (var operation in before.Operations.Where(operation => !now.ContainsKey(operation.Id)))
        {
            var moved = after.Operations.FirstOrDefault(other => other.Method == operation.Method && other.PathKey == operation.PathKey);
            _found.Breaking(operation.Id, moved is null ? "the operation is gone" : $"the operation is called {moved.Id} now", moved?.Position ?? operation.Position);
        }
    }

    private static string Shown(string? text) => string.IsNullOrEmpty(text) ? "none" : $"'{text}'";
}
