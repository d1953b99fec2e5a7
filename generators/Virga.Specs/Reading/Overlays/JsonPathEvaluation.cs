using System.Globalization;
using System.Text.RegularExpressions;

namespace Virga.Specs.Reading.Overlays;

/// <summary>Finds what a JSONPath chooses. The work is bounded: a query is text of somebody else's, as the document is.</summary>
internal sealed class JsonPathEvaluation(MarkedNode root, CancellationToken ct)
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromMilliseconds(50);
    private readonly Place _root = new(null, null, 0, root);
    private int _visited;

    /// <summary>The places in the order of the document, each once.</summary>
    /// <exception cref="JsonPathFault">It takes more steps than are allowed.</exception>
    public IReadOnlyList<Place> Select(JsonPathQuery query)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. Run(query, _root).Where(place => seen.Add(place.Path()))];
    }

    private List<Place> Run(JsonPathQuery query, Place current)
    {
        var places = new List<Place> { query.IsRelative ? current : _root };
        foreach (var segment in query.Segments)
        {
            var next = new List<Place>();
            foreach (var place in places)
            {
                if (!segment.IsDescendant) Children(segment, place, next);
                else foreach (var within in Descendants(place)) Children(segment, within, next);
            }

            places = next;
        }

        return places;
    }

    private IEnumerable<Place> Descendants(Place start)
    {
        var open = new Stack<Place>();
        open.Push(start);
        while (open.Count > 0)
        {
            var place = open.Pop();
            Step();
            yield return place;
            if (place.Node.IsScalar) continue;
            foreach (var child in place.Children().Reverse()) open.Push(child);
        }
    }

    private void Children(JsonPathSegment segment, Place place, List<Place> found)
    {
        Step();
        foreach (var selector in segment.Selectors)
        {
            switch (selector)
            {
                case NameSelector { Name: var name } when place.Node[name] is { } value: found.Add(new Place(place, name, 0, value)); break;
                case WildcardSelector: found.AddRange(place.Children()); break;
                case IndexSelector { Index: var index }: AddItem(place, index < 0 ? index + place.Node.Items.Count : index, found); break;
                case SliceSelector slice: Slice(place, slice, found); break;
                case FilterSelector { Test: var test }: found.AddRange(place.Children().Where(child => IsTrue(test, child))); break;
            }
        }
    }

    private static void AddItem(Place place, int index, List<Place> found)
    {
        if (index >= 0 && index < place.Node.Items.Count) found.Add(new Place(place, null, index, place.Node.Items[index]));
    }

    private static void Slice(Place place, SliceSelector slice, List<Place> found)
    {
        var count = place.Node.Items.Count;
        if (slice.Step == 0 || count == 0) return;
        long At(int? given, long otherwise) => given is not { } index ? otherwise : index < 0 ? index + (long)count : index;
        if (slice.Step > 0)
        {
            var end = Math.Min(At(slice.End, count), count);
            for (var i = Math.Max(At(slice.Start, 0), 0); i < end; i += slice.Step) AddItem(place, (int)i, found);
        }
        else
        {
            var end = Math.Max(At(slice.End, -1), -1);
            for (var i = Math.Min(At(slice.Start, count - 1), count - 1); i > end; i += slice.Step) AddItem(place, (int)i, found);
        }
    }

    private bool IsTrue(JsonPathTest test, Place current)
    {
        Step();
        return test switch
        {
            AnyTest any => any.Tests.Any(one => IsTrue(one, current)),
            AllTest all => all.Tests.All(one => IsTrue(one, current)),
            NotTest not => !IsTrue(not.Test, current),
            ExistsTest exists => Run(exists.Query, current).Count > 0,
            CompareTest compare => Compare(Value(compare.Left, current), compare.Operator, Value(compare.Right, current)),
            MatchTest match => Match(Value(match.Text, current), Value(match.Pattern, current), match.IsWhole),
            _ => false,
        };
    }

    private MarkedNode? Value(JsonPathOperand operand, Place current) => operand switch
    {
        LiteralOperand literal => literal.Value,
        QueryOperand query => Run(query.Query, current) is { Count: 1 } one ? one[0].Node : null,
        CountOperand count => Number(Run(count.Query, current).Count),
        LengthOperand length => Value(length.Of, current) switch
        {
            null => null,
            { IsScalar: true } scalar => scalar.ScalarKind == ScalarKind.String ? Number(scalar.Scalar!.Length) : null,
            { IsSequence: true } list => Number(list.Items.Count),
            var mapping => Number(mapping.Entries.Count),
        },
        _ => null,
    };

    private static MarkedNode Number(int number) => MarkedNode.OfScalar(number.ToString(CultureInfo.InvariantCulture), ScalarKind.Number, new Model.SourcePosition("", 0, 0, 0));

    private static bool Compare(MarkedNode? left, string sign, MarkedNode? right) => sign switch
    {
        "==" => AreEqual(left, right),
        "!=" => !AreEqual(left, right),
        "<" => IsLess(left, right),
        ">" => IsLess(right, left),
        "<=" => IsLess(left, right) || AreEqual(left, right),
        _ => IsLess(right, left) || AreEqual(left, right),
    };

    private static bool AreEqual(MarkedNode? left, MarkedNode? right)
    {
        if (left is null || right is null) return left is null && right is null;
        if (ReferenceEquals(left, right)) return true;
        if (left.Kind != right.Kind) return false;
        if (left.IsSequence) return left.Items.Count == right.Items.Count && left.Items.Zip(right.Items, AreEqual).All(same => same);
        if (left.IsMapping) return left.Entries.Count == right.Entries.Count && left.Entries.All(entry => right[entry.Key] is { } other && AreEqual(entry.Value, other));
        if (left.ScalarKind != right.ScalarKind) return false;
        return left.ScalarKind == ScalarKind.Number && Double(left, out var a) && Double(right, out var b) ? a.Equals(b) : string.Equals(left.Scalar, right.Scalar, StringComparison.Ordinal);
    }

    private static bool IsLess(MarkedNode? left, MarkedNode? right)
    {
        if (left is not { IsScalar: true } || right is not { IsScalar: true } || left.ScalarKind != right.ScalarKind) return false;
        if (left.ScalarKind == ScalarKind.Number) return Double(left, out var a) && Double(right, out var b) && a < b;
        return left.ScalarKind == ScalarKind.String && string.CompareOrdinal(left.Scalar, right.Scalar) < 0;
    }

    private static bool Double(MarkedNode node, out double number) => double.TryParse(node.Scalar, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    private static bool Match(MarkedNode? text, MarkedNode? pattern, bool isWhole)
    {
        if (text is not { IsScalar: true, ScalarKind: ScalarKind.String } || pattern is not { IsScalar: true, ScalarKind: ScalarKind.String }) return false;
        try
        {
            return Regex.IsMatch(text.Scalar!, isWhole ? $"^(?:{pattern.Scalar})$" : pattern.Scalar!, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTimeout);
        }
        catch (Exception fault) when (fault is ArgumentException or RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private void Step()
    {
        if (++_visited > ReadingLimits.MaxNodes) throw new JsonPathFault("it takes too many steps on this document", 0);
        if (_visited % 4096 == 0) ct.ThrowIfCancellationRequested();
    }
}
