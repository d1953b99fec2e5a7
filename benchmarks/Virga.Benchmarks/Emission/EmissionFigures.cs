using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Virga.Specs.Emission;
using Virga.Specs.Planning;
using Virga.Specs.Reading;

namespace Virga.Benchmarks.Emission;

/// <summary><c>emission FILE</c>: how much is emitted for a document, and what compiling it costs.</summary>
internal static class EmissionFigures
{
    public static int Run(string path)
    {
        var reading = SpecReader.Read(new SpecText(path, File.ReadAllText(path)), CancellationToken.None);
        var model = reading.Model ?? throw new InvalidDataException("The document gives no client.");
        var plan = ClientPlanner.Plan(model, new PlanOptions { Namespace = "Emitted" }, CancellationToken.None).Plan ?? throw new InvalidDataException("The document gives no plan.");
        var files = ClientFiles.Emit(plan, CancellationToken.None);
        var operations = plan.Operations.Count;
        Line("operations", operations);
        Line("files", files.Count);
        Line("longest file, lines", files.Max(file => file.Text.Count(c => c == '\n')));
        Line("characters an operation, documentation comments apart", files.Sum(file => Code(file.Text)) / operations);
        Line("characters an operation, with them", files.Sum(file => (long)file.Text.Length) / operations);
        foreach (var group in files.GroupBy(file => file.HintName.Split('.')[1].TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9')).OrderByDescending(group => group.Sum(file => Code(file.Text))))
            Line($"  of them in {group.Key}", group.Sum(file => Code(file.Text)) / operations);

        for (var i = 0; i < 3; i++)
        {
            var watch = Stopwatch.StartNew();
            var bytes = Compile([.. files]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"compile {(i == 0 ? "cold" : "warm")}: {watch.Elapsed.TotalSeconds:F1} s on {Environment.ProcessorCount} processors; assembly {bytes / operations:#,0} bytes an operation"));
        }

        return 0;
    }

    private static long Compile(EmittedFile[] files)
    {
        var language = new CSharpParseOptions(LanguageVersion.Latest);
        var trees = files.AsParallel().AsOrdered().Select(file => CSharpSyntaxTree.ParseText(file.Text, language, file.HintName)).ToArray();
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var references = platform.Where(IsRuntime).Select(file => MetadataReference.CreateFromFile(file));
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, optimizationLevel: OptimizationLevel.Release, concurrentBuild: true);
        using var output = new MemoryStream();
        var result = CSharpCompilation.Create("Emitted", trees, references, options).Emit(output);
        return result.Success ? output.Length : throw new InvalidDataException(string.Join('\n', result.Diagnostics.Where(fault => fault.Severity == DiagnosticSeverity.Error).Take(5)));
    }

    private static bool IsRuntime(string path) => Path.GetFileName(path) is var file && (file.StartsWith("System.", StringComparison.Ordinal) || file is "netstandard.dll" or "Virga.Core.dll" or "Virga.Abstractions.dll" or "Microsoft.Extensions.Logging.Abstractions.dll");

    private static long Code(string text) => text.Split('\n').Where(line => !line.TrimStart().StartsWith("///", StringComparison.Ordinal)).Sum(line => line.Length + 1L);

    private static void Line(string what, long value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {value:#,0}"));
}
