using Virga.Specs.Model;
using Virga.Specs.Reading.Text;

namespace Virga.Specs.Reading.Overlays;

/// <summary>Does the actions of an overlay to a tree. Trees never change: the way to each target is copied, all else is shared.</summary>
internal sealed class OverlayApplier(MarkedNode root, ICollection<SpecDiagnostic> diagnostics, CancellationToken ct)
{
    private long _added;

    public MarkedNode Root { get; private set; } = root;

    public void Apply(MarkedNode action)
    {
        if (action["target"] is not { IsScalar: true, Scalar: { } path } target)
        {
            Tell(DiagnosticIds.WrongValue, SpecSeverity.Error, "An action of an overlay needs 'target', the JSONPath of what it changes.", action["target"]?.Position ?? action.Position);
            return;
        }

        var isRemoval = action["remove"]?.Scalar == "true";
        var update = action["update"];
        if (!isRemoval && update is null)
        {
            Tell(DiagnosticIds.WrongValue, SpecSeverity.Warning, "This action does nothing: it has neither 'update' nor 'remove: true'.", target.Position);
            return;
        }

        IReadOnlyList<Place> places;
        try
        {
            places = new JsonPathEvaluation(Root, ct).Select(JsonPathParser.Parse(path));
        }
        catch (JsonPathFault fault)
        {
            Tell(DiagnosticIds.WrongValue, SpecSeverity.Error, $"The target is no JSONPath that can be followed: {fault.Message} (sign {fault.Offset + 1} of '{(path.Length > 80 ? path.Substring(0, 80) + "..." : path)}').", target.Position);
            return;
        }

        if (places.Count == 0)
        {
            Tell(DiagnosticIds.WrongValue, SpecSeverity.Warning, $"The target '{(path.Length > 80 ? path.Substring(0, 80) + "..." : path)}' matches nothing in the document, so this action has no effect.", target.Position);
            return;
        }

        // From the end, so that a place keeps its index while those behind it go.
        if (isRemoval) foreach (var place in places.Reverse()) Remove(place, target.Position);
        else Update(places, update!);
    }

    private void Remove(Place place, SourcePosition at)
    {
        if (place.Parent is null) Tell(DiagnosticIds.WrongValue, SpecSeverity.Error, "The root of a document cannot be removed.", at);
        else Root = Change(Root, Steps(place.Parent), 0, parent => Without(parent, place)) ?? Root;
    }

    private void Update(IReadOnlyList<Place> places, MarkedNode update)
    {
        var height = Height(update);
        _added += places.Count * Count(update);
        if (_added > ReadingLimits.MaxNodes) throw TooLarge(update, $"The overlay adds more than {ReadingLimits.MaxNodes} nodes.");
        foreach (var place in places)
        {
            ct.ThrowIfCancellationRequested();
            if (place.Depth + height > ReadingLimits.MaxDepth + 1) throw TooLarge(update, $"Nested more than {ReadingLimits.MaxDepth} levels deep with what this overlay adds.");
            Root = Change(Root, Steps(place), 0, node => Merged(node, update, isTarget: true)) ?? Root;
        }
    }

    private static UnreadableException TooLarge(MarkedNode update, string message) => new(DiagnosticIds.TooLarge, message, update.Position);

    private static List<Place> Steps(Place place)
    {
        var steps = new List<Place>();
        for (var step = place; step.Parent is not null; step = step.Parent) steps.Add(step);
        steps.Reverse();
        return steps;
    }

    /// <summary>The tree with one node replaced; null when an earlier change took the way to it away.</summary>
    private static MarkedNode? Change(MarkedNode node, List<Place> steps, int at, Func<MarkedNode, MarkedNode> change)
    {
        if (at == steps.Count) return change(node);
        var step = steps[at];
        if (step.Key is { } key)
        {
            if (node.Entry(key) is not { } entry || Change(entry.Value, steps, at + 1, change) is not { } value) return null;
            return MarkedNode.OfMapping([.. node.Entries.Select(other => ReferenceEquals(other, entry) ? other with { Value = value } : other)], node.Position);
        }

        if (step.Index >= node.Items.Count || Change(node.Items[step.Index], steps, at + 1, change) is not { } item) return null;
        var items = node.Items.ToArray();
        items[step.Index] = item;
        return MarkedNode.OfSequence(items, node.Position);
    }

    private static MarkedNode Without(MarkedNode parent, Place place) => place.Key is { } key
        ? MarkedNode.OfMapping([.. parent.Entries.Where(entry => entry.Key != key)], parent.Position)
        : MarkedNode.OfSequence([.. parent.Items.Where((_, index) => index != place.Index)], parent.Position);

    /// <summary>Objects are merged, lists grow, all else is replaced. A target that is a list takes the update as one item more, unless it is a list too.</summary>
    private MarkedNode Merged(MarkedNode node, MarkedNode update, bool isTarget = false)
    {
        if (node.IsSequence && (isTarget || update.IsSequence))
        {
            return MarkedNode.OfSequence(update.IsSequence ? [.. node.Items, .. update.Items] : [.. node.Items, update], node.Position);
        }

        if (isTarget && node.IsMapping && !update.IsMapping)
        {
            Tell(DiagnosticIds.WrongValue, SpecSeverity.Error, "'update' must be a mapping, since the target is one.", update.Position);
            return node;
        }

        if (!node.IsMapping || !update.IsMapping) return update;
        var entries = node.Entries.ToList();
        foreach (var entry in update.Entries)
        {
            var at = entries.FindIndex(other => other.Key == entry.Key);
            if (at < 0) entries.Add(entry);
            else entries[at] = entry with { Value = Merged(entries[at].Value, entry.Value) };
        }

        return MarkedNode.OfMapping(entries, node.Position);
    }

    private static int Height(MarkedNode node) => 1 + node.Items.Concat(node.Entries.Select(entry => entry.Value)).Select(Height).DefaultIfEmpty(-1).Max();

    private static long Count(MarkedNode node) => 1 + node.Items.Concat(node.Entries.Select(entry => entry.Value)).Sum(Count);

    private void Tell(string id, SpecSeverity severity, string message, SourcePosition at) => diagnostics.Add(new SpecDiagnostic(id, severity, message, at));
}
