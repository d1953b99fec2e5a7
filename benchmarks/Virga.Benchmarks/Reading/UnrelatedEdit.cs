using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Virga.Benchmarks.Figures;
using Virga.Generators;

namespace Virga.Benchmarks.Reading;

/// <summary>What the generator costs when a C# file is edited and the spec stays as it is.</summary>
internal static class UnrelatedEdit
{
    private const int Edits = 60;
    private const int WarmUp = 20;

    public static void Show(string json)
    {
        var language = new CSharpParseOptions(LanguageVersion.Latest);
        var core = MetadataReference.CreateFromFile(typeof(object).Assembly.Location);
        var compilation = CSharpCompilation.Create("Consumer", [CSharpSyntaxTree.ParseText("class Edited;", language)], [core]);
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new SpecGenerator().AsSourceGenerator()],
            [new Spec(json)],
            language,
            new ItemOptions(),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        driver = driver.RunGenerators(compilation);
        var times = new List<double>();
        for (var i = -WarmUp; i < Edits; i++)
        {
            var old = compilation.SyntaxTrees[0];
            compilation = compilation.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText($"class Edited{i + WarmUp};", language));
            driver = driver.RunGenerators(compilation);
            var result = driver.GetRunResult().Results.Single();
            if (result.GeneratedSources.IsEmpty) throw new InvalidDataException("Nothing was generated.");
            if (result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs).Any(output => output.Reason is not IncrementalStepRunReason.Cached)) throw new InvalidDataException("The edit made something anew.");
            if (i >= 0) times.Add(driver.GetTimingInfo().GeneratorTimes.Single().ElapsedTime.TotalMilliseconds);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"unrelated edit: {Spread.Of(times).Text("F3")} ms of generator time"));
    }

    private sealed class Spec(string json) : AdditionalText
    {
        private readonly SourceText _text = SourceText.From(json, Encoding.UTF8);

        public override string Path => "document.json";

        public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
    }

    private sealed class ItemOptions : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options("build_property.RootNamespace", "Consumer");

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Options("", "");

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Options("build_metadata.AdditionalFiles.SourceItemType", "ServiceSpec");
    }

    private sealed class Options(string name, string said) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => (value = key == name ? said : null) is not null;
    }
}
