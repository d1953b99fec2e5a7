using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using System.Collections.Immutable;
using System.Composition;
using Virga.Generators.Analyzers;

namespace Virga.Generators.CodeFixes;

/// <summary>VU01: puts <c>await using</c> or <c>using</c> before a declaration, and disposes what nobody looks at.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UndisposedResultFix)), Shared]
public sealed class UndisposedResultFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(UsageIds.NotDisposed);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<StatementSyntax>() is not { } statement) continue;
            if (!diagnostic.Properties.TryGetValue(UsageIds.Fix, out var fix) || Fixed(statement, fix) is not { } mended) continue;
            var title = fix == UsageIds.Dispose ? "Dispose the result" : $"Declare it with '{(fix == UsageIds.AwaitUsing ? "await using" : "using")}'";
            context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(statement, mended))), fix), diagnostic);
        }
    }

    private static StatementSyntax? Fixed(StatementSyntax statement, string? fix)
    {
        if (statement is LocalDeclarationStatementSyntax declaration && fix != UsageIds.Dispose)
        {
            var bare = declaration.WithoutLeadingTrivia().WithUsingKeyword(Keyword(SyntaxKind.UsingKeyword));
            return (fix == UsageIds.AwaitUsing ? bare.WithAwaitKeyword(Keyword(SyntaxKind.AwaitKeyword)) : bare).WithLeadingTrivia(declaration.GetLeadingTrivia());
        }

        if (statement is not ExpressionStatementSyntax expression || fix != UsageIds.Dispose) return null;
        var value = expression.Expression is AssignmentExpressionSyntax assignment ? assignment.Right : expression.Expression;
        var disposed = SyntaxFactory.InvocationExpression(SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, SyntaxFactory.ParenthesizedExpression(value.WithoutTrivia()), SyntaxFactory.IdentifierName("Dispose")));
        return expression.WithExpression(disposed.WithTriviaFrom(expression.Expression));
    }

    private static SyntaxToken Keyword(SyntaxKind kind) => SyntaxFactory.Token(kind).WithTrailingTrivia(SyntaxFactory.Space);
}
