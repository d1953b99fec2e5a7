using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using System.Text;
using Virga.Specs.Emission;
using Virga.Specs.Reading.Files;

namespace Virga.Generators;

/// <summary>Compiles ServiceSpec items: specs into clients, adapter documents into implementations of interfaces.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class SpecGenerator : IIncrementalGenerator
{
    private readonly Action<string> _beforePlanning;

    /// <summary>Makes the generator as the compiler does.</summary>
    public SpecGenerator()
        : this(static _ => { })
    {
    }

    /// <summary>Makes one that tells a test the path of each spec before it is planned; what the test throws is a fault of the generator.</summary>
    /// <param name="beforePlanning">Given the path.</param>
    public SpecGenerator(Action<string> beforePlanning) => _beforePlanning = beforePlanning;

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var inputs = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, cancellationToken) => SpecInput.Read(pair.Left, pair.Right, cancellationToken))
            .WithTrackingName(StepNames.ReadText)
            .Where(static input => input is not null)
            .Select(static (input, _) => input!);

        var specs = inputs.Where(static input => !input.IsAdapter);
        var grouped = specs
            .Select(static (input, cancellationToken) => SpecSteps.Links(input, cancellationToken))
            .WithTrackingName(StepNames.ReadLinks)
            .Collect()
            .Select(static (links, _) => ServiceGrouping.Of(links))
            .WithTrackingName(StepNames.GroupFiles);
        context.RegisterSourceOutput(grouped.Select(static (services, _) => services.Diagnostics), static (output, found) => DiagnosticOutput.Report(output, found));

        var planned = grouped
            .SelectMany(static (services, _) => services.Services.OrderBy(static service => service.Main, StringComparer.Ordinal))
            .Combine(specs.Collect())
            .Select(static (pair, _) => SpecSteps.Gather(pair.Left, pair.Right))
            .WithTrackingName(StepNames.GatherFiles)
            .Select((service, cancellationToken) => SpecSteps.Plan(service, _beforePlanning, cancellationToken))
            .WithTrackingName(StepNames.PlanSpec);

        var emitted = planned
            .Select(static (spec, cancellationToken) => SpecSteps.Emit(spec, cancellationToken))
            .WithTrackingName(StepNames.EmitSpec);
        context.RegisterSourceOutput(emitted, static (output, spec) => AddSources(output, spec.Files));

        var faults = planned
            .Select(static (spec, _) => spec.Diagnostics)
            .WithTrackingName(StepNames.SpecDiagnostics);
        context.RegisterSourceOutput(faults, static (output, spec) => DiagnosticOutput.Report(output, spec));
        context.RegisterSourceOutput(emitted, static (output, spec) => DiagnosticOutput.Report(output, spec.Diagnostics));

        var clashes = planned.Collect().Select(static (specs, _) => SpecSteps.Clashes(specs)).WithTrackingName(StepNames.SpecClashes);
        context.RegisterSourceOutput(clashes, static (output, found) => DiagnosticOutput.Report(output, found));

        RegistrationPipeline.Register(context, planned);
        AdapterPipeline.Register(context, inputs, planned);
        GeneratorCheck.Register(context, inputs);
    }

    internal static void AddSources(SourceProductionContext output, IEnumerable<EmittedFile> files)
    {
        foreach (var file in files) output.AddSource(file.HintName, SourceText.From(file.Text, Encoding.UTF8));
    }
}
