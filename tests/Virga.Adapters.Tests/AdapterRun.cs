using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Virga.Generators;

namespace Virga.Adapters.Tests;

/// <summary>A compilation with an interface, specs and adapter documents, and our generator in it. Edits give the next run of the same driver.</summary>
internal sealed class AdapterRun
{
    private static readonly CSharpParseOptions Language = new(LanguageVersion.Latest, DocumentationMode.Diagnose);
    private static readonly ImmutableArray<MetadataReference> References = FindReferences();

    private readonly GeneratorDriver _driver;
    private readonly Compilation _compilation;
    private readonly ImmutableArray<File> _files;

    private AdapterRun(GeneratorDriver driver, Compilation compilation, ImmutableArray<File> files)
    {
        _compilation = compilation;
        _files = files;
        _driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics);
        Output = output;
        Diagnostics = diagnostics;
    }

    public Compilation Output { get; }

    public ImmutableArray<Diagnostic> Diagnostics { get; }

    public GeneratorRunResult Result => _driver.GetRunResult().Results.Single();

    public static AdapterRun Of(string source, params (string Path, string Text)[] documents)
    {
        var files = documents.Select(d => new File(d.Path, d.Text)).ToImmutableArray();
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, generalDiagnosticOption: ReportDiagnostic.Error, warningLevel: 9999);
        var compilation = CSharpCompilation.Create("Consumer", [CSharpSyntaxTree.ParseText(source, Language, "Contract.cs")], References, options);
        var driver = CSharpGeneratorDriver.Create([new SpecGenerator().AsSourceGenerator()], files, Language, new Options(), new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        return new AdapterRun(driver, compilation, files);
    }

    /// <summary>The adapted interface over its spec, both of this project's Documents.</summary>
    public static AdapterRun OfDocuments(string source, params string[] names) => Of(source, [.. names.Select(n => (n, DocumentText.Read(n)))]);

    public AdapterRun AddSource(string source) => new(_driver, _compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(source, Language, "More.cs")), _files);

    public AdapterRun EditSource(string old, string changed)
    {
        var tree = _compilation.SyntaxTrees.First();
        var text = tree.ToString();
        Assert.Contains(old, text);
        return new AdapterRun(_driver, _compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text.Replace(old, changed), Language, tree.FilePath)), _files);
    }

    public AdapterRun Edit(string path, string old, string changed)
    {
        var file = _files.Single(f => f.Path == path);
        Assert.Contains(old, file.Text);
        var edited = new File(path, file.Text.Replace(old, changed));
        return new AdapterRun(_driver.ReplaceAdditionalText(file, edited), _compilation, _files.Replace(file, edited));
    }

    public string Adapter(string className) =>
        Result.GeneratedSources.Single(s => s.HintName.StartsWith(className + ".Adapter.", StringComparison.Ordinal)).SourceText.ToString();

    /// <summary>What the generator found, as <c>VA03 (12,5)</c> with 1-based places.</summary>
    public IReadOnlyList<string> Faults() => [.. Diagnostics.Select(Short)];

    /// <summary>What compiling everything says, warnings included.</summary>
    public IReadOnlyList<string> CompilerFaults() => [.. Output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning).Select(d => d.ToString())];

    /// <summary>The distinct reasons of a step's outputs.</summary>
    public IReadOnlyList<IncrementalStepRunReason> Reasons(string step) => [.. Result.TrackedSteps[step].SelectMany(s => s.Outputs).Select(o => o.Reason).Distinct()];

    public Assembly Load()
    {
        using var stream = new MemoryStream();
        var result = Output.Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning)));
        return Assembly.Load(stream.ToArray());
    }

    private static string Short(Diagnostic diagnostic)
    {
        var span = diagnostic.Location.GetLineSpan();
        return $"{diagnostic.Id} {Path.GetFileName(span.Path)}({span.StartLinePosition.Line + 1},{span.StartLinePosition.Character + 1})";
    }

    private static ImmutableArray<MetadataReference> FindReferences()
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var wanted = platform.Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "mscorlib.dll" or "netstandard.dll" or "Virga.Core.dll" or "Virga.Abstractions.dll" or "Virga.Storage.dll" or "Microsoft.Extensions.Logging.Abstractions.dll"));
        return [.. wanted.Select(path => MetadataReference.CreateFromFile(path))];
    }

    private sealed class File(string path, string text) : AdditionalText
    {
        public override string Path { get; } = path;

        public string Text { get; } = text;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(Text, Encoding.UTF8);
    }

    private sealed class Options : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(new Dictionary<string, string> { ["build_property.RootNamespace"] = "Sample" });

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Values([]);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Values(new Dictionary<string, string> { ["build_metadata.AdditionalFiles.SourceItemType"] = "ServiceSpec" });
    }

    private sealed class Values(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
