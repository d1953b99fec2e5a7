namespace Virga.Specs.Adapters;

/// <summary>What stands in braces: <c>{a.b[0]|converter}</c>, <c>{a.b!}</c>, or <c>{.x}</c> for a member of the subject.</summary>
internal sealed class Reference
{
    public bool IsSubject { get; private set; }

    public IReadOnlyList<string> Segments { get; private set; } = [];

    public string? Converter { get; private set; }

    /// <summary>An exclamation mark behind the path: null here is a fault at run time, told by name.</summary>
    public bool IsRequired { get; private set; }

    public static Reference Parse(string text)
    {
        var bar = text.IndexOf('|');
        var path = (bar < 0 ? text : text.Substring(0, bar)).Trim();
        var reference = new Reference
        {
            IsSubject = path.StartsWith(".", StringComparison.Ordinal),
            IsRequired = path.EndsWith("!", StringComparison.Ordinal),
            Converter = bar < 0 ? null : text.Substring(bar + 1).Trim(),
        };
        reference.Segments = path.TrimEnd('!').Split(['.'], StringSplitOptions.RemoveEmptyEntries).SelectMany(Indexes).ToList();
        return reference;
    }

    // list[0] is two links: the list, and its first item.
    private static IEnumerable<string> Indexes(string segment)
    {
        if (!segment.EndsWith("[0]", StringComparison.Ordinal)) return [segment];
        var list = segment.Substring(0, segment.Length - 3);
        return list.Length == 0 ? ["[0]"] : [list, "[0]"];
    }
}

/// <summary>A text of the document cut into literals and references.</summary>
internal sealed class Template
{
    /// <summary>Either a literal or a reference.</summary>
    public List<(string? Literal, Reference? Reference)> Parts { get; } = [];

    /// <summary>The only part, when the text is one reference and nothing else.</summary>
    public Reference? Single => Parts.Count == 1 ? Parts[0].Reference : null;

    /// <summary>Null when a brace is not closed.</summary>
    public static Template? Parse(string text)
    {
        var template = new Template();
        var at = 0;
        while (at < text.Length)
        {
            var open = text.IndexOf('{', at);
            if (open < 0) open = text.Length;
            if (open > at) template.Parts.Add((text.Substring(at, open - at), null));
            if (open == text.Length) break;
            var close = text.IndexOf('}', open);
            if (close < 0) return null;
            template.Parts.Add((null, Reference.Parse(text.Substring(open + 1, close - open - 1))));
            at = close + 1;
        }

        return template;
    }
}
