using Microsoft.CodeAnalysis;
using Virga.Specs;

namespace Virga.Generators;

/// <summary>The steps from adapter documents to classes. Without such documents none of them runs, and the compilation is not looked at.</summary>
internal static class AdapterPipeline
{
    public static void Register(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<SpecInput> inputs, IncrementalValuesProvider<PlannedSpec> planned)
    {
        var documents = inputs
            .Where(static input => input.IsAdapter)
            .Collect()
            .SelectMany(static (found, _) => found.OrderBy(static input => input.Path, StringComparer.Ordinal))
            .Select(static (input, cancellationToken) => AdapterSteps.ReadHead(input, cancellationToken));

        // Runs again at every edit of the compilation, and mostly gives an equal value: there the edit stops.
        var bound = documents
            .Combine(context.CompilationProvider)
            .Select(static (pair, cancellationToken) => AdapterSteps.ReadInterfaces(pair.Left, pair.Right, cancellationToken))
            .WithTrackingName(StepNames.ReadInterfaces);

        var plans = planned
            .Collect()
            .Select(static (specs, _) => new EquatableArray<PlannedSpec>(specs))
            .WithTrackingName(StepNames.CollectPlans);

        var compiled = bound
            .Combine(plans)
            .Select(static (pair, _) => AdapterSteps.Choose(pair.Left, pair.Right))
            .Select(static (job, cancellationToken) => AdapterSteps.Compile(job, cancellationToken))
            .WithTrackingName(StepNames.CompileAdapter);
        context.RegisterSourceOutput(compiled, static (output, adapter) => SpecGenerator.AddSources(output, adapter.Files));

        var faults = compiled
            .Select(static (adapter, _) => adapter.Diagnostics)
            .WithTrackingName(StepNames.AdapterDiagnostics);
        context.RegisterSourceOutput(faults, static (output, found) => DiagnosticOutput.Report(output, found));
    }
}
