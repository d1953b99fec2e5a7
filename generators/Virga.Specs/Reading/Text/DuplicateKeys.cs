using Virga.Specs.Model;

namespace Virga.Specs.Reading.Text;

/// <summary>Keeps the entries of one mapping, the first of each key, and tells of the second. Published documents have such slips, and their reader cannot mend them: a remark.</summary>
internal sealed class DuplicateKeys(ICollection<SpecDiagnostic> diagnostics)
{
    private readonly List<MarkedEntry> _entries = [];
    private Dictionary<string, MarkedEntry>? _seen;

    public IReadOnlyList<MarkedEntry> Entries => _entries;

    public MarkedNode Build(SourcePosition position) => MarkedNode.OfMapping(_entries, position, _seen);

    public void Add(MarkedEntry entry)
    {
        var first = Find(entry.Key);
        if (first is not null)
        {
            diagnostics.Add(new SpecDiagnostic(
                DiagnosticIds.DuplicateKey,
                SpecSeverity.Info,
                $"The key '{entry.Key}' stands here for the second time; the first, on line {first.Line + 1}, counts. Remove one of them.",
                entry.KeyPosition));
            return;
        }

        _entries.Add(entry);
        _seen?.Add(entry.Key, entry);
    }

    /// <summary>The entries of a merge key: those whose keys are not there yet.</summary>
    public void Merge(IReadOnlyList<MarkedEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (Find(entry.Key) is not null) continue;
            _entries.Add(entry);
            _seen?.Add(entry.Key, entry);
        }
    }

    private SourcePosition? Find(string key)
    {
        if (_entries.Count < 12)
        {
            foreach (var entry in _entries)
            {
                if (string.Equals(entry.Key, key, StringComparison.Ordinal)) return entry.KeyPosition;
            }

            return null;
        }

        if (_seen is null)
        {
            _seen = new Dictionary<string, MarkedEntry>(32, StringComparer.Ordinal);
            foreach (var entry in _entries) _seen.Add(entry.Key, entry);
        }

        return _seen.TryGetValue(key, out var found) ? found.KeyPosition : null;
    }
}
