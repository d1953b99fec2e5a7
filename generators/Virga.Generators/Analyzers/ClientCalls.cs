using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Virga.Generators.Analyzers;

/// <summary>Knows calls of emitted clients by their signature, so that nothing has to be emitted for it: every operation takes CallOptions.</summary>
internal sealed class ClientCalls
{
    private readonly INamedTypeSymbol _callOptions;
    private readonly INamedTypeSymbol _token;
    private readonly INamedTypeSymbol? _disposable;
    private readonly INamedTypeSymbol? _asyncDisposable;

    private ClientCalls(INamedTypeSymbol callOptions, INamedTypeSymbol token, Compilation compilation)
    {
        _callOptions = callOptions;
        _token = token;
        _disposable = compilation.GetTypeByMetadataName("System.IDisposable");
        _asyncDisposable = compilation.GetTypeByMetadataName("System.IAsyncDisposable");
    }

    /// <summary>Null where no client can be called.</summary>
    public static ClientCalls? In(Compilation compilation) =>
        compilation.GetTypeByMetadataName("Virga.Http.CallOptions") is { } options && compilation.GetTypeByMetadataName("System.Threading.CancellationToken") is { } token ? new ClientCalls(options, token, compilation) : null;

    public bool IsOperation(IMethodSymbol method) => method.Parameters.Any(p => Is(p.Type, _callOptions)) && method.Parameters.Any(p => IsToken(p.Type));

    /// <summary>An operation of a client, or a method of Virga's own libraries.</summary>
    public bool IsOurs(IMethodSymbol method) => IsOperation(method) || RootNamespace(method) == "Virga";

    public bool IsToken(ITypeSymbol type) => Is(type, _token);

    public bool IsDisposable(ITypeSymbol? type) => Implements(type, _disposable) || Implements(type, _asyncDisposable);

    public bool IsAsyncDisposable(ITypeSymbol? type) => Implements(type, _asyncDisposable);

    /// <summary>What awaiting gives, null for nothing; the type itself when it is no task.</summary>
    public static ITypeSymbol? Awaited(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { Name: "ValueTask" or "Task", TypeArguments.Length: 1 } task => task.TypeArguments[0],
        { Name: "ValueTask" or "Task" } => null,
        _ => type,
    };

    /// <summary>The operation around this one, conversions and parentheses left aside.</summary>
    public static IOperation? Around(IOperation operation)
    {
        var parent = operation.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation) parent = parent.Parent;
        return parent;
    }

    private static bool Is(ITypeSymbol type, INamedTypeSymbol wanted) => SymbolEqualityComparer.Default.Equals(type, wanted);

    private static bool Implements(ITypeSymbol? type, INamedTypeSymbol? wanted) =>
        type is not null && wanted is not null && (Is(type, wanted) || type.AllInterfaces.Any(found => Is(found, wanted)));

    private static string RootNamespace(IMethodSymbol method)
    {
        var space = method.ContainingNamespace;
        while (space is { ContainingNamespace: { IsGlobalNamespace: false } outer }) space = outer;
        return space?.Name ?? "";
    }
}
