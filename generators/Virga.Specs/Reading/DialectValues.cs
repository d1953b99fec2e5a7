using System.Globalization;
using Virga.Specs.Model;

namespace Virga.Specs.Reading;

/// <summary>Values of the dialect's keys, each checked against what the key takes. A wrong one is a fault and counts as not given.</summary>
internal sealed class DialectValues(Faults faults)
{
    public string? Text(MarkedNode node, string key, string? label = null)
    {
        var value = node[key];
        if (value is null) return null;
        if (value is { IsScalar: true, IsNull: false } || IsLeftOpen(value, label ?? key)) return value.Scalar;
        Wrong(label ?? key, "a text", value);
        return null;
    }

    /// <summary>A word of OpenAPI with nothing after it is not there; a key of ours means something.</summary>
    private static bool IsLeftOpen(MarkedNode value, string label) => value.IsNull && !label.StartsWith(DialectKeys.Prefix, StringComparison.Ordinal);

    public bool? Flag(MarkedNode node, string key, string? label = null)
    {
        var value = node[key];
        if (value is null) return null;
        if (value is { IsScalar: true, ScalarKind: ScalarKind.Boolean }) return value.Scalar == "true";
        Wrong(label ?? key, "true or false", value);
        return null;
    }

    public int? Number(MarkedNode node, string key, string? label = null)
    {
        var value = node[key];
        if (value is null) return null;
        if (Integer(value) is { } number) return number;
        Wrong(label ?? key, "a whole number", value);
        return null;
    }

    public string? Choice(MarkedNode node, string key, string[] allowed, string? label = null)
    {
        var text = Text(node, key, label);
        if (text is null || allowed.Contains(text)) return text;
        Wrong(label ?? key, OneOf(allowed), node[key]!, NearestName.Offer(text, allowed));
        return null;
    }

    /// <summary>A list of texts, or one text alone. Null in it counts as nothing.</summary>
    public IReadOnlyList<string> Texts(MarkedNode node, string key, string? label = null, string[]? allowed = null) =>
        node[key] is { } value ? TextsOf(value, label ?? key, allowed) : [];

    /// <summary>The same of a value that was found already.</summary>
    public IReadOnlyList<string> TextsOf(MarkedNode value, string label, string[]? allowed = null)
    {
        if (value.IsNull) return [];
        var items = value.IsSequence ? value.Items : [value];
        var texts = new List<string>();
        foreach (var item in items)
        {
            if (item.Scalar is not { } text) Wrong(label, "a text or a list of texts", item);
            else if (allowed is not null && !allowed.Contains(text)) Wrong(label, OneOf(allowed), item, NearestName.Offer(text, allowed));
            else texts.Add(text);
        }

        return texts;
    }

    public IReadOnlyList<int> Numbers(MarkedNode node, string key, string? label = null)
    {
        var value = node[key];
        if (value is null) return [];
        var numbers = new List<int>();
        foreach (var item in value.IsSequence ? value.Items : [value])
        {
            if (Integer(item) is { } number) numbers.Add(number);
            else Wrong(label ?? key, "a whole number or a list of them", item);
        }

        return numbers;
    }

    /// <summary>A path into the answer: header.Name, body.a.b[0], text or status.</summary>
    public string? AnswerPath(MarkedNode node, string key, string label)
    {
        var text = Text(node, key, label);
        if (text is null || IsAnswerPath(text)) return text;
        Wrong(label, "a path such as body.a.b or header.Name", node[key]!);
        return null;
    }

    public IReadOnlyList<string> AnswerPaths(MarkedNode node, string key, string label)
    {
        var texts = Texts(node, key, label);
        var bad = texts.FirstOrDefault(text => !IsAnswerPath(text));
        if (bad is not null) Wrong(label, "paths such as body.a.b or header.Name", node[key]!);
        return [.. texts.Where(IsAnswerPath)];
    }

    public static bool IsAnswerPath(string text) =>
        text is "text" or "status" or "body" || (text.StartsWith("header.", StringComparison.Ordinal) && text.Length > 7) || (text.StartsWith("body.", StringComparison.Ordinal) && text.Length > 5);

    /// <summary>The value as a mapping that has no other keys than these; null (and a fault) when it is no mapping.</summary>
    public MarkedNode? Mapping(MarkedNode node, string key, params string[] known)
    {
        var value = node[key];
        if (value is null) return null;
        if (!value.IsMapping)
        {
            Wrong(key, "a mapping with " + Join(known), value);
            return null;
        }

        CheckKeys(value, key, known);
        return value;
    }

    public void CheckKeys(MarkedNode mapping, string label, params string[] known)
    {
        foreach (var entry in mapping.Entries)
        {
            if (known.Contains(entry.Key)) continue;
            faults.Error(
                DiagnosticIds.WrongValue,
                $"'{label}' takes {Join(known)}, not '{entry.Key}'.{NearestName.Offer(entry.Key, known)}",
                entry.KeyPosition);
        }
    }

    public string? Required(MarkedNode mapping, string key, string label, SourcePosition at)
    {
        if (mapping[key] is { IsNull: false }) return Text(mapping, key, $"{label}.{key}");
        faults.Error(DiagnosticIds.WrongValue, $"'{label}' needs '{key}'.", at);
        return null;
    }

    /// <summary>A name for C# that somebody asked for; a fault and null when it cannot be one.</summary>
    public string? Identifier(MarkedNode value)
    {
        if (value.Scalar is { } text && Identifiers.IsValid(text)) return text;
        faults.Error(DiagnosticIds.Name, $"{Show(value)} cannot be a name in C#. Letters, digits and _ make one, and it begins with a letter.", value.Position);
        return null;
    }

    public void Wrong(string label, string expected, MarkedNode given, string offer = "") =>
        faults.Error(DiagnosticIds.WrongValue, $"'{label}' must be {expected}, not {Show(given)}.{offer}", given.Position);

    /// <summary>Tells of dialect keys that have no meaning at this place. Names that no key has are told by <see cref="DialectWalk"/>.</summary>
    public void CheckPlace(MarkedNode node, DialectPlace place)
    {
        foreach (var entry in node.Entries)
        {
            if (!entry.Key.StartsWith(DialectKeys.Prefix, StringComparison.Ordinal)) continue;
            var key = DialectKeys.Find(entry.Key);
            if (key is null || (key.Places & place) != 0) continue;
            faults.Warn(DiagnosticIds.UnknownKey, $"'{entry.Key}' has no meaning here; it belongs to: {key.Places}.", entry.KeyPosition);
        }
    }

    private static string Show(MarkedNode node) => node.Kind switch
    {
        MarkedKind.Mapping => "a mapping",
        MarkedKind.Sequence => "a list",
        _ => node.IsNull ? "null" : $"'{(node.Scalar!.Length > 60 ? node.Scalar.Substring(0, 60) + "..." : node.Scalar)}'",
    };

    private static int? Integer(MarkedNode node) =>
        node.IsScalar && int.TryParse(node.Scalar, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string OneOf(string[] allowed) => (allowed.Length > 2 ? "one of " : "") + string.Join(allowed.Length > 2 ? ", " : " or ", allowed.Select(word => $"'{word}'"));

    private static string Join(string[] words) => string.Join(", ", words.Select(word => $"'{word}'"));
}
