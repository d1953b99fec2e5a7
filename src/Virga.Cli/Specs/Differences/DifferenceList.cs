using Virga.Specs.Model;

namespace Virga.Cli.Specs.Differences;

/// <summary>Collects changes, each once: a model that two operations use changes once.</summary>
internal sealed class DifferenceList
{
    private readonly List<SpecDifference> _all = [];
    private readonly Dictionary<(string, string), int> _places = [];

    /// <summary>The worst first, then in the order of the documents.</summary>
    public IReadOnlyList<SpecDifference> Sorted => [.. _all.OrderBy(difference => difference.Kind)];

    public void Breaking(string place, string message, SourcePosition position) => Add(DifferenceKind.Breaking, place, message, position);

    public void Compatible(string place, string message, SourcePosition position) => Add(DifferenceKind.Compatible, place, message, position);

    public void Documentation(string place, string what, string? before, string? after, SourcePosition position)
    {
        if (string.Equals(before ?? "", after ?? "", StringComparison.Ordinal)) return;
        Add(DifferenceKind.Documentation, place, $"the {what} {(before is null or "" ? "is new" : after is null or "" ? "is gone" : "changed")}", position);
    }

    /// <summary>A change that breaks one way and is harmless the other way.</summary>
    public void Either(bool isBreaking, string place, string message, SourcePosition position) => Add(isBreaking ? DifferenceKind.Breaking : DifferenceKind.Compatible, place, message, position);

    private void Add(DifferenceKind kind, string place, string message, SourcePosition position)
    {
        if (!_places.TryGetValue((place, message), out var known))
        {
            _places.Add((place, message), _all.Count);
            _all.Add(new SpecDifference(kind, place, message, position));
        }
        else if (kind < _all[known].Kind)
        {
            // A model that is both sent and read: the worse of the two counts.
            _all[known] = _all[known] with { Kind = kind };
        }
    }
}
