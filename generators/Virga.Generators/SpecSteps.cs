using System.Collections.Immutable;
using Virga.Specs;
using Virga.Specs.Emission;
using Virga.Specs.Model;
using Virga.Specs.Planning;
using Virga.Specs.Reading;
using Virga.Specs.Reading.Files;

namespace Virga.Generators;

/// <summary>The work of each step. A fault of ours in one spec becomes a diagnostic at that spec, so the others keep their output.</summary>
internal static class SpecSteps
{
    public static DocumentLinks Links(SpecInput input, CancellationToken cancellationToken)
    {
        try
        {
            return DocumentLinks.Read(new SpecText(input.Path, input.Text), cancellationToken) with { Overlays = input.Overlays };
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Planning reads the document again and tells of the fault.
            return new DocumentLinks(input.Path, true, null, default);
        }
    }

    /// <summary>The texts of a service. An edit of another one makes an equal value.</summary>
    public static ServiceInput Gather(ServiceFiles files, ImmutableArray<SpecInput> inputs)
    {
        var byPath = new Dictionary<string, SpecInput>(StringComparer.Ordinal);
        foreach (var input in inputs)
        {
            if (!byPath.ContainsKey(input.Path)) byPath.Add(input.Path, input);
        }

        return new ServiceInput(byPath[files.Main], new(files.Others.Select(path => byPath[path])));
    }

    public static PlannedSpec Plan(ServiceInput service, Action<string> beforePlanning, CancellationToken cancellationToken)
    {
        var input = service.Main;
        try
        {
            beforePlanning(input.Path);
            var unreadable = service.Others.Prepend(input).Where(file => !file.IsReadable).Select(file => Unreadable(file.Path)).ToArray();
            if (unreadable.Length > 0) return new PlannedSpec(input.Path, null, new(unreadable));
            var others = service.Others.Select(other => new SpecText(other.Path, other.Text)).ToArray();
            var reading = SpecReader.Read(new SpecText(input.Path, input.Text), cancellationToken, others, input.Options.Selection);
            if (reading.Model is null) return new PlannedSpec(input.Path, null, new(reading.Diagnostics));
            var planning = ClientPlanner.Plan(reading.Model, input.Options, cancellationToken);

            // What reading could not make sense of is left out of the model; an error of planning would come back as errors in the emitted code.
            var hasErrors = planning.Diagnostics.Any(diagnostic => diagnostic.Severity == SpecSeverity.Error);
            return new PlannedSpec(input.Path, hasErrors ? null : Portable(planning.Plan, input), new(reading.Diagnostics.Concat(planning.Diagnostics)));
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return new PlannedSpec(input.Path, null, new([Fault(input.Path, fault)]));
        }
    }

    public static SpecOutput Emit(PlannedSpec planned, CancellationToken cancellationToken)
    {
        if (planned.Plan is null) return new SpecOutput(default, default);
        try
        {
            return new SpecOutput(ClientFiles.Emit(planned.Plan, cancellationToken), default);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return new SpecOutput(default, new([Fault(planned.Path, fault)]));
        }
    }

    public static SpecOutput EmitRegistration(PlannedSpec planned, bool hasHosting)
    {
        if (planned.Plan is null || !hasHosting) return new SpecOutput(default, default);
        try
        {
            return new SpecOutput(new([ClientFiles.EmitRegistration(planned.Plan)]), default);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return new SpecOutput(default, new([Fault(planned.Path, fault)]));
        }
    }

    /// <summary>Two specs that would emit types of one name into one namespace.</summary>
    public static EquatableArray<SpecDiagnostic> Clashes(ImmutableArray<PlannedSpec> specs)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        var found = new List<SpecDiagnostic>();
        foreach (var spec in specs.Where(spec => spec.Plan is not null).OrderBy(spec => spec.Path, StringComparer.Ordinal))
        {
            foreach (var type in Types(spec.Plan!))
            {
                if (!owners.TryGetValue(type, out var owner))
                {
                    owners.Add(type, spec.Path);
                    continue;
                }

                if (owner == spec.Path) continue;
                var message = $"'{type}' comes out of '{System.IO.Path.GetFileName(owner)}' too: give one of the specs another Namespace";
                found.Add(new SpecDiagnostic("VS010", SpecSeverity.Error, message, new SourcePosition(spec.Path, 0, 0, 1)));
                break;
            }
        }

        return new(found);
    }

    public static SpecDiagnostic Fault(string path, Exception fault) => new(
        "VS020",
        SpecSeverity.Error,
        $"the generator failed on this file ({fault.GetType().Name}: {fault.Message}); this is a fault of Virga.Generators, please report it with the file",
        new SourcePosition(path, 0, 0, 1));

    private static SpecDiagnostic Unreadable(string path) => new(
        DiagnosticIds.Unreadable,
        SpecSeverity.Error,
        "The file cannot be read as text: it is missing, binary or locked.",
        new SourcePosition(path, 0, 0, 0));

    // Names of files are made from this path, and must not tell where the project lies.
    private static ClientPlan? Portable(ClientPlan? plan, SpecInput input) => plan is null ? null : plan with { SpecPath = input.ProjectPath };

    private static IEnumerable<string> Types(ClientPlan plan)
    {
        yield return plan.Namespace + "." + plan.ClientType;
        foreach (var item in plan.Objects) yield return plan.Namespace + "." + item.Name;
        foreach (var item in plan.Enums) yield return plan.Namespace + "." + item.Name;
    }
}
