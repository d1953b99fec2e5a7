using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using System.Collections.Immutable;

namespace Virga.Generators.Analyzers;

/// <summary>VU02: a call could be cancelled by a token that is at hand, and is not. What is written on purpose (default, CancellationToken.None) is left alone, and so is cleaning up.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnpassedTokenAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = new(
        UsageIds.TokenNotPassed,
        "A cancellation token is at hand and not passed",
        "'{0}' is at hand and not passed to '{1}', which goes on when it is cancelled: pass it, or write CancellationToken.None",
        "Virga.Usage",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A call without a token goes on, with its retries, after whoever asked for it has gone.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (ClientCalls.In(start.Compilation) is { } calls) start.RegisterOperationAction(operation => Analyze(operation, calls), OperationKind.Invocation);
        });
    }

    private static void Analyze(OperationAnalysisContext context, ClientCalls calls)
    {
        var invocation = (IInvocationOperation)context.Operation;
        var left = invocation.Arguments.FirstOrDefault(argument => argument.ArgumentKind == ArgumentKind.DefaultValue && argument.Parameter is { } parameter && calls.IsToken(parameter.Type));
        if (left?.Parameter is not { } target || !calls.IsOurs(invocation.TargetMethod) || IsCancelledElsewhere(invocation) || IsCleaningUp(invocation)) return;
        if (TokenAtHand(invocation, context.ContainingSymbol, calls) is not { } token) return;
        var properties = ImmutableDictionary<string, string?>.Empty.Add(UsageIds.Token, token).Add(UsageIds.Parameter, target.Name);
        context.ReportDiagnostic(Diagnostic.Create(Rule, invocation.Syntax.GetLocation(), properties, token, invocation.TargetMethod.Name));
    }

    // A sequence may get its token where it is enumerated.
    private static bool IsCancelledElsewhere(IInvocationOperation invocation)
    {
        IOperation? around = invocation;
        while (around is not null and not IExpressionStatementOperation and not IVariableDeclaratorOperation and not IBlockOperation)
        {
            if (around is IInvocationOperation { TargetMethod.Name: "WithCancellation" }) return true;
            around = around.Parent;
        }

        // Kept in a variable: it may be enumerated with one.
        return around is IVariableDeclaratorOperation && invocation.TargetMethod.ReturnType.Name == "IAsyncEnumerable";
    }

    private static bool IsCleaningUp(IOperation operation)
    {
        for (var at = operation; at.Parent is { } parent; at = parent)
        {
            if (parent is ICatchClauseOperation || (parent is ITryOperation attempt && ReferenceEquals(attempt.Finally, at))) return true;
        }

        return false;
    }

    // Of the innermost function alone: a lambda may run when the method around it is long over.
    private static string? TokenAtHand(IOperation operation, ISymbol containing, ClientCalls calls)
    {
        for (var at = operation.Parent; at is not null; at = at.Parent)
        {
            if (at is IAnonymousFunctionOperation lambda) return Parameter(lambda.Symbol, calls);
            if (at is ILocalFunctionOperation local) return Parameter(local.Symbol, calls);
        }

        if (containing is not IMethodSymbol method) return null;
        return Parameter(method, calls) ?? Member(method, calls);
    }

    private static string? Parameter(IMethodSymbol method, ClientCalls calls) => method.Parameters.FirstOrDefault(parameter => parameter.RefKind != RefKind.Out && calls.IsToken(parameter.Type))?.Name;

    // The only token of the type; of several none is the obvious one.
    private static string? Member(IMethodSymbol method, ClientCalls calls)
    {
        if (method.MethodKind is MethodKind.Constructor or MethodKind.StaticConstructor || method.Name is "Dispose" or "DisposeAsync" or "DisposeAsyncCore") return null;
        var members = method.ContainingType.GetMembers().Where(member => !member.IsImplicitlyDeclared && (!method.IsStatic || member.IsStatic) && calls.IsToken(member switch
        {
            IPropertySymbol { IsIndexer: false, GetMethod: not null } property => property.Type,
            IFieldSymbol field => field.Type,
            _ => method.ContainingType,
        })).ToArray();
        return members.Length == 1 ? members[0].Name : null;
    }
}
