using System.Text.RegularExpressions;
using Virga.Specs.Model;

namespace Virga.Specs.Reading;

/// <summary>Decides which operations are read, and tells of patterns that chose none.</summary>
internal sealed class OperationChooser
{
    private readonly List<Pattern> _operations;
    private readonly List<Pattern> _tags;
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly HashSet<string> _tagNames = new(StringComparer.Ordinal);

    public OperationChooser(OperationSelection selection)
    {
        _operations = [.. selection.Operations.Select(text => new Pattern(text))];
        _tags = [.. selection.Tags.Select(text => new Pattern(text))];
    }

    /// <summary>Named by either list, or by none that includes; and left out by none.</summary>
    public bool Keeps(string id, IReadOnlyList<string> tags)
    {
        _ids.Add(id);
        _tagNames.UnionWith(tags);
        var isNamed = false;
        var isLeftOut = false;
        var isOpen = true;
        foreach (var pattern in _operations) Ask(pattern, pattern.Fits(id));
        foreach (var pattern in _tags) Ask(pattern, tags.Any(pattern.Fits));
        return (isNamed || isOpen) && !isLeftOut;

        void Ask(Pattern pattern, bool fits)
        {
            isOpen &= pattern.IsExclusion;
            if (!fits) return;
            pattern.IsUsed = true;
            if (pattern.IsExclusion) isLeftOut = true;
            else isNamed = true;
        }
    }

    public void TellUnused(Faults faults, string path)
    {
        Tell(faults, path, _operations, _ids, "Operations", "operation");
        Tell(faults, path, _tags, _tagNames, "Tags", "tag");
    }

    private static void Tell(Faults faults, string path, List<Pattern> patterns, HashSet<string> known, string label, string what)
    {
        foreach (var pattern in patterns.Where(pattern => !pattern.IsUsed))
        {
            var message = $"'{label}' of this ServiceSpec item names '{pattern.Text}', and the spec has no such {what}.{NearestName.Offer(pattern.Name, known)}";
            faults.Add(new SpecDiagnostic(DiagnosticIds.WrongValue, pattern.IsExclusion ? SpecSeverity.Warning : SpecSeverity.Error, message, new SourcePosition(path, 0, 0, 1)));
        }
    }

    private sealed class Pattern
    {
        private readonly Regex? _regex;

        public Pattern(string text)
        {
            Text = text;
            IsExclusion = text[0] == '!';
            Name = (IsExclusion ? text.Substring(1) : text).Trim();
            if (Name.IndexOf('*') >= 0) _regex = new Regex("^" + string.Join(".*?", Name.Split('*').Select(Regex.Escape)) + "$", RegexOptions.CultureInvariant | RegexOptions.Singleline, TimeSpan.FromSeconds(1));
        }

        public string Text { get; }

        public string Name { get; }

        public bool IsExclusion { get; }

        public bool IsUsed { get; set; }

        public bool Fits(string name) => _regex?.IsMatch(name) ?? string.Equals(name, Name, StringComparison.Ordinal);
    }
}
