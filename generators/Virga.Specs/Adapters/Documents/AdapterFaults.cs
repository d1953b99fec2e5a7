using Virga.Specs.Model;

namespace Virga.Specs.Adapters;

/// <summary>Collects the faults of one document.</summary>
public sealed class AdapterFaults
{
    private readonly List<SpecDiagnostic> _all = [];

    public IReadOnlyList<SpecDiagnostic> All => _all;

    public int Errors => _all.Count(d => d.Severity == SpecSeverity.Error);

    public void Error(string id, SourcePosition position, string message) => Add(new SpecDiagnostic(id, SpecSeverity.Error, message, position));

    public void Warning(string id, SourcePosition position, string message) => Add(new SpecDiagnostic(id, SpecSeverity.Warning, message, position));

    /// <summary>VA03: a word that names nothing, with the nearest name that there is.</summary>
    public void Unknown(SourcePosition position, string what, string name, IEnumerable<string> known)
    {
        var names = known.Distinct(StringComparer.Ordinal).ToList();
        var nearest = NearestName.Of(name, names);
        var offer = nearest is not null ? $" Did you mean '{nearest}'?"
            : names.Count is > 0 and <= 12 ? $" There is: {string.Join(", ", names)}."
            : "";
        Error(AdapterIds.UnknownName, position, $"{what} '{name}' does not exist.{offer}");
    }

    // A shape is read once for each place that uses it: its faults are told once.
    private void Add(SpecDiagnostic diagnostic)
    {
        if (!_all.Contains(diagnostic)) _all.Add(diagnostic);
    }
}
