using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using System.Collections.Immutable;

namespace Virga.Generators.Tests;

/// <summary>One compilation with our generator in it; edits give the next run of the same driver, as in an editor.</summary>
internal sealed class GeneratorRun
{
    private static readonly CSharpParseOptions Language = new(LanguageVersion.Latest, DocumentationMode.Diagnose);
    private static readonly ImmutableArray<MetadataReference> References = FindReferences(IsRuntime);
    private static readonly ImmutableArray<MetadataReference> Hosting = FindReferences(IsHosting);

    private readonly GeneratorDriver _driver;
    private readonly Compilation _compilation;
    private readonly ImmutableArray<SpecFile> _files;

    private GeneratorRun(GeneratorDriver driver, Compilation compilation, ImmutableArray<SpecFile> files)
    {
        _compilation = compilation;
        _files = files;
        _driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics);
        Output = output;
        Diagnostics = diagnostics;
    }

    /// <summary>The compilation with everything emitted in it.</summary>
    public Compilation Output { get; }

    /// <summary>What the generator reported.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    public GeneratorRunResult Result => _driver.GetRunResult().Results.Single();

    public static GeneratorRun Of(params SpecFile[] files) => Of(new Dictionary<string, string>(), files);

    public static GeneratorRun Of(IReadOnlyDictionary<string, string> metadata, params SpecFile[] files) => Of(metadata, "", files);

    public static GeneratorRun Of(IReadOnlyDictionary<string, string> metadata, string source, params SpecFile[] files) => Of(new SpecGenerator(), metadata, source, files);

    public static GeneratorRun Of(SpecGenerator generator, IReadOnlyDictionary<string, string> metadata, string source, params SpecFile[] files)
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, generalDiagnosticOption: ReportDiagnostic.Error, warningLevel: 9999);
        var compilation = CSharpCompilation.Create("Consumer", [CSharpSyntaxTree.ParseText(source, Language, "Consumer.cs")], References, options);
        var driver = CSharpGeneratorDriver.Create(
            [generator.AsSourceGenerator()],
            files,
            Language,
            new SpecOptionsProvider(metadata),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        return new GeneratorRun(driver, compilation, [.. files]);
    }

    /// <summary>The same again after a C# file was added.</summary>
    public GeneratorRun AddSource(string source) => new(_driver, _compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(source, Language, "More.cs")), _files);

    /// <summary>The same again after the project got a reference to what registers clients.</summary>
    public GeneratorRun AddHosting() => new(_driver, _compilation.AddReferences(Hosting), _files);

    /// <summary>The same again after a document was edited.</summary>
    public GeneratorRun Edit(string path, Func<string, string> edit)
    {
        var old = _files.Single(file => file.Path == path);
        var changed = new SpecFile(path, edit(old.Text));
        return new GeneratorRun(_driver.ReplaceAdditionalText(old, changed), _compilation, _files.Replace(old, changed));
    }

    /// <summary>The same again after the metadata of the items changed.</summary>
    public GeneratorRun WithMetadata(IReadOnlyDictionary<string, string> metadata) =>
        new(_driver.WithUpdatedAnalyzerConfigOptions(new SpecOptionsProvider(metadata)), _compilation, _files);

    /// <summary>The same again with properties of the project.</summary>
    public GeneratorRun WithProperties(IReadOnlyDictionary<string, string> properties) =>
        new(_driver.WithUpdatedAnalyzerConfigOptions(new SpecOptionsProvider(new Dictionary<string, string>(), properties: properties)), _compilation, _files);

    /// <summary>The same again with the documents in another order.</summary>
    public GeneratorRun Reverse() => new(_driver.ReplaceAdditionalTexts([.. _files.Reverse()]), _compilation, [.. _files.Reverse()]);

    /// <summary>Faults of the compiler in what was emitted, warnings included.</summary>
    public IReadOnlyList<string> CompilerFaults() => [.. Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString())];

    public string File(string part) => Result.GeneratedSources.Single(source => source.HintName.Contains("." + part + ".", StringComparison.Ordinal)).SourceText.ToString();

    public string AllText() => string.Join("\n", Result.GeneratedSources.Select(source => source.SourceText.ToString()));

    private static ImmutableArray<MetadataReference> FindReferences(Func<string, bool> isWanted)
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        return [.. platform.Where(path => isWanted(Path.GetFileName(path))).Select(path => MetadataReference.CreateFromFile(path))];
    }

    private static bool IsRuntime(string file) =>
        file.StartsWith("System.", StringComparison.Ordinal) || file is "mscorlib.dll" or "netstandard.dll" or "Virga.Core.dll" or "Virga.Abstractions.dll" or "Microsoft.Extensions.Logging.Abstractions.dll";

    private static bool IsHosting(string file) =>
        file == "Virga.Hosting.dll" || (file.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) && file != "Microsoft.Extensions.Logging.Abstractions.dll");
}
