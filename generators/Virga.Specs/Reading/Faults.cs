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

    /// <summary>Drops warnings and remarks: set while parts are read that no operation reaches.</summary>
    public bool IsQuiet { get; set; }

    public void Error(string id, string message, SourcePosition position) => Add(new SpecDiagnostic(id, SpecSeverity.Error, message, position));

    public void Warn(string id, string message, SourcePosition position)
    {
        if (!IsQuiet) Add(new SpecDiagnostic(id, SpecSeverity.Warning, message, position));
    }

    /// <summary>Tells what is worth knowing and asks for nothing: a build whose warnings are errors goes through.</summary>
    public void Info(string id, string message, SourcePosition position)
    {
        if (!IsQuiet) Add(new SpecDiagnostic(id, SpecSeverity.Info, message, position));
    }

    public void Add(SpecDiagnostic diagnostic)
    {
        // The last errors matter more than the two hundredth warning, so warnings stop at half, and remarks before them.
        var limit = diagnostic.Severity switch { SpecSeverity.Error => ReadingLimits.MaxDiagnostics, SpecSeverity.Warning => ReadingLimits.MaxDiagnostics / 2, _ => ReadingLimits.MaxDiagnostics / 4 };
        if (_found.Count < limit && _seen.Add(diagnostic)) _found.Add(diagnostic);
    }
}
