using Microsoft.CodeAnalysis;

namespace Virga.Generators;

/// <summary>The steps to <c>services.AddNotesClient(configuration)</c>, which is emitted only where the consumer references the runtime of it.</summary>
/// <remarks>The list of references is asked, by name: it changes with the project, not with an edit of C#, and the compilation is not looked at.</remarks>
internal static class RegistrationPipeline
{
    private const string Hosting = "Virga.Hosting";

    public static void Register(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<PlannedSpec> planned)
    {
        var hasHosting = context.MetadataReferencesProvider
            .Select(static (reference, _) => IsHosting(reference))
            .Collect()
            .Select(static (found, _) => found.Contains(true))
            .WithTrackingName(StepNames.FindHosting);

        var registrations = planned
            .Combine(hasHosting)
            .Select(static (pair, _) => SpecSteps.EmitRegistration(pair.Left, pair.Right))
            .WithTrackingName(StepNames.EmitRegistration);
        context.RegisterSourceOutput(registrations, static (output, spec) =>
        {
            SpecGenerator.AddSources(output, spec.Files);
            DiagnosticOutput.Report(output, spec.Diagnostics);
        });
    }

    private static bool IsHosting(MetadataReference reference) => reference switch
    {
        CompilationReference project => project.Compilation.AssemblyName == Hosting,
        PortableExecutableReference { FilePath: { } path } => Path.GetFileNameWithoutExtension(path) == Hosting,
        _ => false,
    };
}
