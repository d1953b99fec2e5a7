using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using System.Text;
using Virga.Specs.Emission;
using Virga.Specs.Planning;
using Virga.Specs.Reading;

namespace Virga.Documents.Tests;

/// <summary>What a document becomes, as a syntax tree: read, planned and printed, without compiling.</summary>
internal sealed class EmittedTree
{
    private EmittedTree(ClientPlan plan, IReadOnlyList<SyntaxTree> trees)
    {
        Plan = plan;
        Trees = trees;
    }

    public ClientPlan Plan { get; }

    public IReadOnlyList<SyntaxTree> Trees { get; }

    /// <summary>Null where nothing is emitted: then the document was refused, with a diagnostic.</summary>
    public static EmittedTree? Of(string path, string text, IReadOnlyList<SpecFile> others)
    {
        var reading = SpecReader.Read(new SpecText(path, text), CancellationToken.None, [.. others.Select(file => new SpecText(file.Path, file.Text))]);
        if (reading.Model is null)
        {
            Assert.NotEmpty(reading.Diagnostics);
            return null;
        }

        var planning = ClientPlanner.Plan(reading.Model, Reading.Options, CancellationToken.None);
        if (planning.Plan is not { } plan || planning.Diagnostics.Any(fault => fault.Severity == Virga.Specs.Model.SpecSeverity.Error)) return null;
        var files = ClientFiles.Emit(plan, CancellationToken.None).Append(ClientFiles.EmitRegistration(plan));
        return new EmittedTree(plan, [.. files.Select(file => CSharpSyntaxTree.ParseText(file.Text, EmittedClient.Language, file.HintName))]);
    }

    /// <summary>Every token but what stands in literals, comments left out: two texts of one plan differ in nothing else.</summary>
    public string Skeleton()
    {
        var text = new StringBuilder();
        foreach (var token in Trees.SelectMany(tree => tree.GetRoot().DescendantTokens()))
        {
            text.Append(token.IsKind(SyntaxKind.StringLiteralToken) || token.IsKind(SyntaxKind.Utf8StringLiteralToken) ? token.Kind().ToString() : token.Text).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Directives, and comments that are no documentation.</summary>
    public IEnumerable<string> Remarks() => Trees.SelectMany(tree => tree.GetRoot().DescendantTrivia())
        .Where(trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia) && !trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia))
        .Select(trivia => trivia.ToString().Trim());

    /// <summary>Elements of documentation comments.</summary>
    public IEnumerable<string> DocumentationElements() => Trees.SelectMany(tree => tree.GetRoot().DescendantNodes(descendIntoTrivia: true))
        .Select(node => node switch { XmlElementStartTagSyntax start => start.Name.ToString(), XmlEmptyElementSyntax empty => empty.Name.ToString(), XmlCDataSectionSyntax => "CDATA", XmlProcessingInstructionSyntax => "?", XmlCommentSyntax => "!--", _ => null })
        .OfType<string>();

    public IEnumerable<BaseTypeDeclarationSyntax> Types() => Trees.SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>());

    /// <summary>Errors and warnings of the parser, documentation comments included.</summary>
    public IEnumerable<Diagnostic> Faults() => Trees.SelectMany(tree => tree.GetDiagnostics());
}
