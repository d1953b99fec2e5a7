using Microsoft.CodeAnalysis;
using Virga.Specs.Adapters;

namespace Virga.Generators;

/// <summary>Reduces the interfaces that adapter documents name to values, with every type that they reach. No symbol gets out.</summary>
internal sealed class InterfaceReader
{
    private readonly Compilation _compilation;
    private readonly TypeReader _types;

    private InterfaceReader(Compilation compilation)
    {
        _compilation = compilation;
        _types = new TypeReader(compilation);
    }

    public static ContractShape Read(Compilation compilation, AdapterHead head, CancellationToken cancellationToken)
    {
        var reader = new InterfaceReader(compilation);
        var interfaces = new List<InterfaceShape>();
        foreach (var name in head.Adapts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            interfaces.Add(reader.Interface(name));
        }

        var thrown = head.Throw is null ? null : reader.Find(head.Throw);
        var throwType = thrown is null ? null : reader._types.Read(thrown).CSharp;
        return new ContractShape { Interfaces = new(interfaces), Types = new(reader._types.Shapes), ThrowType = throwType };
    }

    // Nested types are written with a dot in documents and with a plus in metadata.
    private INamedTypeSymbol? Find(string name)
    {
        for (var candidate = name; ;)
        {
            if (_compilation.GetTypeByMetadataName(candidate) is { } found) return found;
            var dot = candidate.LastIndexOf('.');
            if (dot < 0) return null;
            candidate = candidate.Substring(0, dot) + "+" + candidate.Substring(dot + 1);
        }
    }

    private InterfaceShape Interface(string name)
    {
        var type = Find(name);
        var problem = type is null ? $"The compilation has no interface '{name}'; write its full name."
            : type.TypeKind != TypeKind.Interface ? $"'{name}' is no interface."
            : !_compilation.IsSymbolAccessibleWithin(type, _compilation.Assembly) ? $"The interface '{name}' is not accessible from this project."
            : type.IsGenericType ? $"'{name}' is generic; adapt an interface without type parameters that extends it."
            : null;
        if (problem is not null || type is null) return new InterfaceShape(name, "", false, default, default) { Problem = problem };
        var members = type.AllInterfaces.Reverse().Append(type).SelectMany(i => i.GetMembers()).Where(m => m.IsAbstract).ToList();
        return new InterfaceShape(
            name,
            type.ToDisplayString(TypeReader.Format),
            IsPublic(type),
            new(members.OfType<IMethodSymbol>().Where(m => m.MethodKind == MethodKind.Ordinary).Select(Method)),
            new(members.OfType<IPropertySymbol>().Where(p => !p.IsIndexer).Select(p => new PropertyShape(p.Name, _types.Read(p.Type), p.SetMethod is not null, p.SetMethod is null ? null : Spot(p)))))
        {
            Problems = new(members.Where(m => m is IEventSymbol or IPropertySymbol { IsIndexer: true }).Select(m => new MemberProblem(m.Name, "events and indexers cannot be mapped", Spot(m)))),
        };
    }

    private static bool IsPublic(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.DeclaredAccessibility != Accessibility.Public) return false;
        }

        return true;
    }

    private MethodShape Method(IMethodSymbol method)
    {
        var (kind, value) = Returns(method.ReturnType);
        return new MethodShape(
            method.Name,
            new(method.Parameters.Select(Parameter)),
            kind,
            value is null ? null : _types.Read(value),
            method.ReturnType.ToDisplayString(TypeReader.Format))
        {
            IsGeneric = method.IsGenericMethod,
            Spot = kind == ReturnKind.Unsupported || method.IsGenericMethod || method.Parameters.Any(p => p.RefKind != RefKind.None) ? Spot(method) : null,
        };
    }

    private ParameterShape Parameter(IParameterSymbol parameter) => new(parameter.Name, _types.Read(parameter.Type), parameter.HasExplicitDefaultValue)
    {
        IsToken = parameter.Type.ToDisplayString(TypeReader.Format) == "global::System.Threading.CancellationToken",
        IsByReference = parameter.RefKind != RefKind.None,
        Capability = TypeReader.Capability(parameter),
    };

    private static (ReturnKind Kind, ITypeSymbol? Value) Returns(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol named) return (ReturnKind.Unsupported, null);
        var name = named.OriginalDefinition.ToDisplayString();
        return name switch
        {
            "System.Threading.Tasks.Task" => (ReturnKind.Task, null),
            "System.Threading.Tasks.ValueTask" => (ReturnKind.ValueTask, null),
            "System.Threading.Tasks.Task<TResult>" => (ReturnKind.Task, named.TypeArguments[0]),
            "System.Threading.Tasks.ValueTask<TResult>" => (ReturnKind.ValueTask, named.TypeArguments[0]),
            "System.Collections.Generic.IAsyncEnumerable<T>" => (ReturnKind.AsyncEnumerable, named.TypeArguments[0]),
            _ => (ReturnKind.Unsupported, null),
        };
    }

    // Only for members with a fault: a line that moves with an edit above it would make every document be planned anew.
    private static SourceSpot? Spot(ISymbol symbol) =>
        symbol.Locations.FirstOrDefault(l => l.IsInSource) is { } location ? new SourceSpot(location.GetLineSpan().Path, location.GetLineSpan().StartLinePosition.Line + 1, location.GetLineSpan().StartLinePosition.Character + 1) : null;
}
