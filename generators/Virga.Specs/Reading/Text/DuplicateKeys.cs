using Virga.Specs.Model;

namespace Virga.Specs.Reading.Text;

/// <summary>Keeps the entries of one mapping, the first of each key, and tells of the second. Published documents have such slips, and their reader cannot mend them: a warning.</summary>
internal sealed class DuplicateKeys(ICollection<SpecDiagnostic> diagnostics)
{
    private readonly List<MarkedEntry> _entries = [];
    private Dictionary<string, SourcePosition>? _seen;

    public IReadOnlyList<MarkedEntry> Entries => _entries;

    public void Add(MarkedEntry entry)
    {
        var first = Find(entry.Key);
        if (first is not null)
        {
            diagnostics.Add(new SpecDiagnostic(
                DiagnosticIds.DuplicateKey,
                SpecSeverity.Warning,
                $"The key '{entry.Key}' stands here for the second time; the first, on line {first.Line + 1}, counts. Remove one of them.",
                entry.KeyPosition));
            return;
        }

        _entries.Add(entry);
        _seen?.Add(entry.Key, entry.KeyPosition);
    }

    /// <summary>The entries of a merge key: those whose keys are not there yet.</summary>
    public void Merge(IReadOnlyList<MarkedEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (Find(entry.Key) is not null) continue;
            _entries.Add(entry);
            _seen?.Add(entry.Key, entry.KeyPosition);
        }
    }

    private SourcePosition? Find(string key)
    {
        if (_entries.Count < 8)
        {
            foreach (var entry in _entries)
            {
                if (string.Equals(entry.Key, key, StringComparison.Ordinal)) return entry.KeyPosition;
            }

            return null;
        }

        _seen ??= _entries.ToDictionary(entry => entry.Key, entry => entry.KeyPosition, StringComparer.Ordinal);
        return _seen.TryGetValue(key, out var position) ? position : null;
    }
}
