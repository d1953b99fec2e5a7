using Virga.Specs.Model;
using Virga.Specs.Planning;
using Virga.Specs.Reading;
using Virga.Specs.Reading.Files;

namespace Virga.Cli.Specs;

/// <summary>One service read and planned as the compiler would.</summary>
/// <param name="Path">Its main file.</param>
/// <param name="Model">What it says; null when the text yields no client.</param>
/// <param name="Plan">What would be emitted; null when an error stands against it.</param>
/// <param name="Diagnostics">Everything that was found.</param>
internal sealed record ServiceReading(string Path, ServiceModel? Model, ClientPlan? Plan, IReadOnlyList<SpecDiagnostic> Diagnostics)
{
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Severity == SpecSeverity.Error);

    public static ServiceReading Of(SpecSet set, ServiceFiles files, PlanOptions options, CancellationToken cancellationToken)
    {
        var main = set.Text(files.Main);
        var reading = SpecReader.Read(main, cancellationToken, [.. files.Others.Select(set.Text)], options.Selection);
        if (reading.Model is null) return new ServiceReading(main.Path, null, null, reading.Diagnostics);
        var planning = ClientPlanner.Plan(reading.Model, options, cancellationToken);
        var hasErrors = planning.Diagnostics.Any(diagnostic => diagnostic.Severity == SpecSeverity.Error);
        return new ServiceReading(main.Path, reading.Model, hasErrors ? null : planning.Plan, [.. reading.Diagnostics, .. planning.Diagnostics]);
    }

    /// <summary>The same, for who cannot go on without a client.</summary>
    /// <exception cref="UsageException">An error stands against it; the message has the first.</exception>
    public static ServiceReading Required(SpecSet set, ServiceFiles files, PlanOptions options, CancellationToken cancellationToken)
    {
        var service = Of(set, files, options, cancellationToken);
        if (service.Plan is not null) return service;
        var first = service.Diagnostics.First(diagnostic => diagnostic.Severity == SpecSeverity.Error);
        throw new UsageException($"No client comes of '{service.Path}': {DiagnosticText.Of(first)} 'virga spec check {service.Path}' lists all that is wrong.");
    }
}
