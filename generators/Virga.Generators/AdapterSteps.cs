using Microsoft.CodeAnalysis;
using Virga.Specs;
using Virga.Specs.Adapters;
using Virga.Specs.Emission;
using Virga.Specs.Model;
using Virga.Specs.Reading;

namespace Virga.Generators;

/// <summary>The work of each step. A fault of ours in one document becomes a diagnostic there, so the others keep their output.</summary>
internal static class AdapterSteps
{
    public static AdapterInput ReadHead(SpecInput input, CancellationToken cancellationToken)
    {
        try
        {
            return new AdapterInput(input, Root(input, [], cancellationToken) is { } root ? AdapterDocumentReader.ReadHead(root) : null);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Compiling reads the document again and tells of the fault.
            return new AdapterInput(input, null);
        }
    }

    public static BoundAdapter ReadInterfaces(AdapterInput document, Compilation compilation, CancellationToken cancellationToken)
    {
        if (document.Head is null) return new BoundAdapter(document.Input, null, null, null);
        try
        {
            return new BoundAdapter(document.Input, document.Head, InterfaceReader.Read(compilation, document.Head, cancellationToken), null);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return new BoundAdapter(document.Input, document.Head, null, $"{fault.GetType().Name}: {fault.Message}");
        }
    }

    /// <summary>Finds the spec by its path beside the document, else by its name when only one spec has it.</summary>
    public static AdapterJob Choose(BoundAdapter adapter, EquatableArray<PlannedSpec> specs)
    {
        var names = string.Join(", ", specs.Select(s => FileName(s.Path)).OrderBy(n => n, StringComparer.Ordinal));
        if (adapter.Head is null) return new AdapterJob(adapter, null, names);
        var wanted = Normal(Folder(adapter.Input.Path) + adapter.Head.Spec);
        var exact = specs.FirstOrDefault(s => Normal(s.Path) == wanted);
        var named = specs.Where(s => FileName(s.Path) == FileName(adapter.Head.Spec)).ToList();
        var found = exact ?? (named.Count == 1 ? named[0] : null);
        return new AdapterJob(adapter, found, found is null ? names : "");
    }

    public static SpecOutput Compile(AdapterJob job, CancellationToken cancellationToken)
    {
        try
        {
            return CompileChecked(job, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return new SpecOutput(default, new([SpecSteps.Fault(job.Adapter.Input.Path, fault)]));
        }
    }

    private static SpecOutput CompileChecked(AdapterJob job, CancellationToken cancellationToken)
    {
        var diagnostics = new List<SpecDiagnostic>();
        var input = job.Adapter.Input;
        if (job.Adapter.Failure is { } failure) throw new InvalidOperationException(failure);
        if (Root(input, diagnostics, cancellationToken) is not { } root) return new SpecOutput(default, new(diagnostics));
        if (job.Adapter.Head is null || job.Adapter.Contract is null)
        {
            var faults = new AdapterFaults();
            AdapterDocumentReader.Read(root, faults);
            return new SpecOutput(default, new(diagnostics.Concat(faults.All)));
        }

        if (job.Spec is null)
        {
            var position = root.Find("spec")?.Position ?? root.Position;
            var there = job.Specs.Length == 0 ? "There is no ServiceSpec item beside it." : $"There is: {job.Specs}.";
            diagnostics.Add(new SpecDiagnostic(AdapterIds.UnknownName, SpecSeverity.Error, $"The spec '{job.Adapter.Head.Spec}' is no ServiceSpec item of this project. {there}", position));
            return new SpecOutput(default, new(diagnostics));
        }

        // A faulty spec has told its faults; what hangs on it would only repeat them.
        if (job.Spec.Plan is null) return new SpecOutput(default, new(diagnostics));
        var result = AdapterPlanner.Plan(root, job.Adapter.Contract, job.Spec.Plan);
        var files = result.Plan is null ? [] : new[] { new EmittedFile(ClientFiles.HintName(result.Plan.ClassName, "Adapter", input.ProjectPath), AdapterEmitter.Emit(result.Plan)) };
        var isSpecFaulty = job.Spec.Diagnostics.Any(d => d.Severity == SpecSeverity.Error);
        return new SpecOutput(new(files), new(isSpecFaulty ? diagnostics : diagnostics.Concat(result.Diagnostics)));
    }

    private static AdapterNode? Root(SpecInput input, List<SpecDiagnostic> diagnostics, CancellationToken cancellationToken)
    {
        if (DocumentReader.Read(new SpecText(input.Path, input.Text), diagnostics, cancellationToken) is not { } root) return null;
        if (AdapterNodes.From(root) is { } node) return node;
        diagnostics.Add(new SpecDiagnostic("VS004", SpecSeverity.Error, "The adapter document is deeper than 64 levels or larger than 100000 nodes, its aliases expanded.", root.Position));
        return null;
    }

    private static string FileName(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);

    private static string Folder(string path) => path.Substring(0, path.LastIndexOfAny(['/', '\\']) + 1);

    private static string Normal(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Replace('\\', '/').Split('/'))
        {
            if (part == ".." && parts.Count > 0 && parts[parts.Count - 1] != "..") parts.RemoveAt(parts.Count - 1);
            else if (part != ".") parts.Add(part);
        }

        return string.Join("/", parts);
    }
}
