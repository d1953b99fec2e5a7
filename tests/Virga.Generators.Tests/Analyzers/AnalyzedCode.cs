using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using System.Collections.Immutable;
using Virga.Generators.Analyzers;
using Virga.Generators.CodeFixes;

namespace Virga.Generators.Tests.Analyzers;

/// <summary>A method of a consumer beside an emitted client, as analyzers and fixes see it.</summary>
internal sealed class AnalyzedCode
{
    private const string Spec = """
        openapi: 3.1.0
        info: { title: Notes, version: "1" }
        servers: [{ url: https://notes.example.com }]
        paths:
          /notes/{id}:
            get: { operationId: getNote, parameters: [{ name: id, in: path, required: true, schema: { type: string } }], responses: { "200": { description: A note., content: { application/json: { schema: { type: object, title: Note, properties: { text: { type: string } } } } } } } }
          /notes:
            get:
              operationId: listNotes
              x-virga-pageable: { items: body.items, next: body.next, into: cursor }
              parameters: [{ name: cursor, in: query, schema: { type: string } }]
              responses: { "200": { description: A page., content: { application/json: { schema: { type: object, title: Page, properties: { items: { type: array, items: { type: string } }, next: { type: string } } } } } } }
          /files/{id}:
            get: { operationId: getFile, parameters: [{ name: id, in: path, required: true, schema: { type: string } }], responses: { "200": { description: A file., headers: { Content-Type: { schema: { type: string } } }, content: { application/octet-stream: { schema: { type: string, format: binary } } } } } }
        """;

    private const string Head = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Net.Http;
        using System.Threading;
        using System.Threading.Tasks;
        using Sample.Notes;
        using Virga.Http;
        #nullable enable

        """;

    private static readonly ImmutableArray<DiagnosticAnalyzer> Both = [new UndisposedResultAnalyzer(), new UnpassedTokenAnalyzer()];

    // What the compiler warns of in short examples is beside the point.
    private static readonly Lazy<Compilation> Client = new(() =>
    {
        var output = GeneratorRun.Of(new Dictionary<string, string> { ["Interface"] = "true" }, new SpecFile("notes.yaml", Spec)).Output;
        return output.WithOptions(output.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default));
    });

    private readonly string _code;

    public AnalyzedCode(string members) => _code = Head + "class Consumer(NotesClient client, INotesClient contract)\n{\n" + members.ReplaceLineEndings("\n") + "\n}\n";

    /// <summary>Ids of what the analyzers tell, in their order in the text.</summary>
    public async Task<string[]> IdsAsync() => [.. (await FindAsync(Compile(_code))).Select(diagnostic => diagnostic.Id)];

    /// <summary>The members after every fix that is offered has been applied everywhere.</summary>
    public async Task<string> FixAllAsync()
    {
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject("Consumer", LanguageNames.CSharp)
            .WithCompilationOptions(Client.Value.Options)
            .WithParseOptions(new CSharpParseOptions(LanguageVersion.Latest))
            .WithMetadataReferences(Client.Value.References);
        foreach (var tree in Client.Value.SyntaxTrees.Skip(1)) project = project.AddDocument(tree.FilePath, await tree.GetTextAsync(), filePath: tree.FilePath).Project;
        var document = project.AddDocument("User.cs", _code, filePath: "User.cs");
        foreach (var fix in new CodeFixProvider[] { new UndisposedResultFix(), new UnpassedTokenFix() })
        {
            foreach (var key in new[] { "AwaitUsing", "Using", "Dispose", "VU02" })
            {
                var context = new FixAllContext(document, fix, FixAllScope.Document, key, fix.FixableDiagnosticIds, new Found(), default);
                if ((await fix.GetFixAllProvider()!.GetFixAsync(context)) is not { } action) continue;
                if ((await action.GetOperationsAsync(default)).OfType<Microsoft.CodeAnalysis.CodeActions.ApplyChangesOperation>().SingleOrDefault() is { } changes) document = changes.ChangedSolution.GetDocument(document.Id)!;
            }
        }

        var text = (await document.GetTextAsync()).ToString();
        Assert.DoesNotContain(Compile(text).GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return string.Join("\n", text.Split('\n')[(Head.Split('\n').Length + 1)..^2]);
    }

    private static Compilation Compile(string code)
    {
        var compilation = Client.Value.ReplaceSyntaxTree(Client.Value.SyntaxTrees.First(), CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.Latest), "User.cs"));
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return compilation;
    }

    private static async Task<IEnumerable<Diagnostic>> FindAsync(Compilation compilation)
    {
        var found = await compilation.WithAnalyzers(Both).GetAnalyzerDiagnosticsAsync();
        Assert.All(found, diagnostic => Assert.Equal("User.cs", diagnostic.Location.SourceTree!.FilePath));
        return found.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal);
    }

    private sealed class Found : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await FindAsync((await project.GetCompilationAsync(cancellationToken))!);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            (await GetAllDiagnosticsAsync(document.Project, cancellationToken)).Where(diagnostic => diagnostic.Location.SourceTree!.FilePath == document.FilePath);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
