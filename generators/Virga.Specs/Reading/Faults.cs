using Virga.Specs.Model;

namespace Virga.Specs.Reading;

/// <summary>Collects what is wrong, each once and a bounded number.</summary>
internal sealed class Faults
{
    private readonly List<SpecDiagnostic> _found = [];
    private readonly HashSet<SpecDiagnostic> _seen = [];

    public IReadOnlyList<SpecDiagnostic> Found => _found;

    /// <summary>Nothing more is told, so nothing more need be found out for a message.</summary>
    public bool IsFull => _found.Count >= ReadingLimits.MaxDiagnostics;

    /// <summary>Drops warnings: set while parts are read that no operation reaches.</summary>
    public bool IsQuiet { get; set; }

    public void Error(string id, string message, SourcePosition position) => Add(new SpecDiagnostic(id, SpecSeverity.Error, message, position));

    public void Warn(string id, string message, SourcePosition position)
    {
        if (!IsQuiet) Add(new SpecDiagnostic(id, SpecSeverity.Warning, message, position));
    }

    public void Add(SpecDiagnostic diagnostic)
    {
        // The last errors matter more than the two hundredth warning, so warnings stop at half.
        var limit = diagnostic.Severity == SpecSeverity.Error ? ReadingLimits.MaxDiagnostics : ReadingLimits.MaxDiagnostics / 2;
        if (_found.Count < limit && _seen.Add(diagnostic)) _found.Add(diagnostic);
    }
}
