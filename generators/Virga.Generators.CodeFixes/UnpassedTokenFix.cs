using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using System.Collections.Immutable;
using System.Composition;
using Virga.Generators.Analyzers;

namespace Virga.Generators.CodeFixes;

/// <summary>VU02: passes the token that is at hand, by the parameter's name.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnpassedTokenFix)), Shared]
public sealed class UnpassedTokenFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(UsageIds.TokenNotPassed);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call) continue;
            if (diagnostic.Properties[UsageIds.Token] is not { } token || diagnostic.Properties[UsageIds.Parameter] is not { } parameter) continue;
            var argument = SyntaxFactory.Argument(SyntaxFactory.NameColon(parameter).WithTrailingTrivia(SyntaxFactory.Space), default, SyntaxFactory.IdentifierName(token));
            var mended = call.WithArgumentList(With(call.ArgumentList, argument));
            context.RegisterCodeFix(CodeAction.Create($"Pass '{token}'", _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(call, mended))), UsageIds.TokenNotPassed), diagnostic);
        }
    }

    private static ArgumentListSyntax With(ArgumentListSyntax list, ArgumentSyntax argument)
    {
        var nodes = list.Arguments.GetWithSeparators();
        if (nodes.Count > 0) nodes = nodes.Add(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space));
        return list.WithArguments(SyntaxFactory.SeparatedList<ArgumentSyntax>(nodes.Add(argument)));
    }
}
