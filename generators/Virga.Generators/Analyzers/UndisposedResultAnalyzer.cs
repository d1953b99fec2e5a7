using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using System.Collections.Immutable;

namespace Virga.Generators.Analyzers;

/// <summary>VU01: the answer of an operation holds a connection, and nothing disposes it. Whatever hands the answer on, or may, is left alone.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UndisposedResultAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = new(
        UsageIds.NotDisposed,
        "The result of an operation is not disposed",
        "The result of '{0}' holds a connection until it is disposed: declare it with 'await using' or 'using'",
        "Virga.Usage",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "An operation that streams gives a result which owns the response. Its connection is free for other calls only when the result is disposed.");

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
        if (!calls.IsOperation(invocation.TargetMethod)) return;
        var result = ClientCalls.Awaited(invocation.TargetMethod.ReturnType);
        if (!calls.IsDisposable(result) || AwaitOf(invocation) is not { } answer || Leak(answer, calls) is not { } fix) return;
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (fix.Length > 0) properties = properties.Add(UsageIds.Fix, fix == UsageIds.Using && calls.IsAsyncDisposable(result) ? UsageIds.AwaitUsing : fix);
        context.ReportDiagnostic(Diagnostic.Create(Rule, invocation.Syntax.GetLocation(), properties, invocation.TargetMethod.Name));
    }

    // await client.GetAsync(), with ConfigureAwait or AsTask between.
    private static IAwaitOperation? AwaitOf(IInvocationOperation invocation)
    {
        IOperation value = invocation;
        while (ClientCalls.Around(value) is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask" } around) value = around;
        return ClientCalls.Around(value) as IAwaitOperation;
    }

    /// <summary>How it could be mended when the answer is lost, empty when nothing simple does; null when it is not lost.</summary>
    private static string? Leak(IAwaitOperation answer, ClientCalls calls)
    {
        switch (ClientCalls.Around(answer))
        {
            case IExpressionStatementOperation:
                return UsageIds.Dispose;
            case ISimpleAssignmentOperation { Target: IDiscardOperation } assignment:
                return assignment.Parent is IExpressionStatementOperation ? UsageIds.Dispose : "";
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                if (!IsLost(declarator.Symbol, answer, calls)) return null;
                return declarator.Parent is IVariableDeclarationOperation { Declarators.Length: 1, Parent: IVariableDeclarationGroupOperation { Parent: not ISwitchCaseOperation } } ? UsageIds.Using : "";
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation local, Parent: IExpressionStatementOperation }:
                return IsLost(local.Local, answer, calls) ? "" : null;
            case IMemberReferenceOperation or IInvocationOperation:
                return IsRead(answer, calls) ? "" : null;
            default:
                return null;
        }
    }

    private static bool IsLost(ILocalSymbol local, IOperation within, ClientCalls calls)
    {
        var root = within;
        while (root.Parent is { } parent)
        {
            if (parent is IUsingOperation @using && ReferenceEquals(@using.Resources, root)) return false;
            if (parent is IUsingDeclarationOperation) return false;
            root = parent;
        }

        var references = root.Descendants().OfType<ILocalReferenceOperation>().Where(found => SymbolEqualityComparer.Default.Equals(found.Local, local));
        return references.All(found => IsRead(found, calls) || ClientCalls.Around(found) is ISimpleAssignmentOperation assignment && ReferenceEquals(assignment.Target, found));
    }

    /// <summary>Whether a value is only looked at: a member is read, or a method called that neither disposes it nor hands on something disposable of it.</summary>
    private static bool IsRead(IOperation value, ClientCalls calls)
    {
        return ClientCalls.Around(value) switch
        {
            IMemberReferenceOperation member when Owns(member.Instance, value) => member is not IMethodReferenceOperation && (!calls.IsDisposable(member.Type) || IsRead(member, calls)),
            IInvocationOperation call when Owns(call.Instance, value) => call.TargetMethod.Name is not ("Dispose" or "DisposeAsync" or "Close") && !calls.IsDisposable(ClientCalls.Awaited(call.TargetMethod.ReturnType)),
            _ => false,
        };
    }

    private static bool Owns(IOperation? instance, IOperation value)
    {
        while (instance is IConversionOperation or IParenthesizedOperation) instance = instance is IConversionOperation conversion ? conversion.Operand : ((IParenthesizedOperation)instance).Operand;
        return ReferenceEquals(instance, value);
    }
}
