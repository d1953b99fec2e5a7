using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Virga.Generators;

namespace Virga.Documents.Tests;

/// <summary>What the real generator makes of a document, compiled as a consumer's project would be: nullable, documentation comments read, every warning an error.</summary>
internal sealed class EmittedClient
{
    public static readonly CSharpParseOptions Language = new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    private static readonly ImmutableArray<MetadataReference> References = FindReferences();
    private static readonly ConcurrentDictionary<string, Lazy<EmittedClient>> OfCorpus = new(StringComparer.Ordinal);

    private readonly byte[] _image;

    private EmittedClient(IReadOnlyList<Diagnostic> told, IReadOnlyList<GeneratedSourceResult> sources, IReadOnlyList<string> faults, byte[] image)
    {
        Told = told;
        Sources = sources;
        Faults = faults;
        _image = image;
    }

    /// <summary>What the generator told of the document.</summary>
    public IReadOnlyList<Diagnostic> Told { get; }

    public IReadOnlyList<GeneratedSourceResult> Sources { get; }

    /// <summary>Errors and warnings of the compiler in what was emitted.</summary>
    public IReadOnlyList<string> Faults { get; }

    /// <summary>A document of the corpus, compiled once however many tests ask.</summary>
    public static EmittedClient Of(string name) => OfCorpus.GetOrAdd(name, static key => new(() => Of(Corpus.Get(key)))).Value;

    public static EmittedClient Of(SpecDocument document)
    {
        var (driver, compilation) = Generate(document.Files);
        var result = driver.GetRunResult().Results.Single();
        using var image = new MemoryStream();
        using var documentation = new MemoryStream();
        var emitted = compilation.Emit(image, xmlDocumentationStream: documentation);
        var faults = emitted.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString()).ToArray();
        return new EmittedClient(result.Diagnostics, result.GeneratedSources, faults, image.ToArray());
    }

    /// <summary>Runs the generator without compiling what comes of it.</summary>
    public static (GeneratorDriver Driver, Compilation Compilation) Generate(IEnumerable<SpecFile> files)
    {
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            nullableContextOptions: NullableContextOptions.Enable,
            generalDiagnosticOption: ReportDiagnostic.Error,
            optimizationLevel: OptimizationLevel.Release,
            concurrentBuild: false,
            warningLevel: 9999);
        var compilation = CSharpCompilation.Create("Consumer", [], References, options);
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new SpecGenerator().AsSourceGenerator()], files, Language, new SpecOptionsProvider());
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        return (driver, output);
    }

    /// <summary>The compiled assembly, loaded.</summary>
    public Assembly Load()
    {
        Assert.True(Faults.Count == 0, string.Join("\n", Faults.Take(20)));
        return new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(new MemoryStream(_image));
    }

    private static ImmutableArray<MetadataReference> FindReferences()
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        return [.. platform.Where(path => IsRuntime(Path.GetFileName(path))).Select(path => MetadataReference.CreateFromFile(path))];
    }

    private static bool IsRuntime(string file) =>
        file.StartsWith("System.", StringComparison.Ordinal) || file is "mscorlib.dll" or "netstandard.dll" or "Virga.Core.dll" or "Virga.Abstractions.dll" or "Microsoft.Extensions.Logging.Abstractions.dll";
}
