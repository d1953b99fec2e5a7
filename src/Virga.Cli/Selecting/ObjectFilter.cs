namespace Virga.Cli.Selecting;

/// <summary>What <c>--include</c> and <c>--exclude</c> say: taken is what no <c>--exclude</c> matches and, where there are any, some <c>--include</c> does. Their order does not count.</summary>
/// <remarks>A pattern without a slash is matched against names at any depth, one with a slash against the whole path below the source; one that ends in a slash takes all below.</remarks>
internal sealed class ObjectFilter
{
    private readonly (string Text, KeyPattern Pattern)[] _includes;
    private readonly (string Text, KeyPattern Pattern)[] _excludes;
    private readonly bool[] _used;

    public ObjectFilter(IReadOnlyList<string> includes, IReadOnlyList<string> excludes)
    {
        _includes = [.. includes.Select(text => (text, Parse(text, "--include")))];
        _excludes = [.. excludes.Select(text => (text, Parse(text, "--exclude")))];
        _used = new bool[_includes.Length];
    }

    public static ObjectFilter None { get; } = new([], []);

    public bool IsEmpty => _includes.Length == 0 && _excludes.Length == 0;

    /// <summary>The <c>--include</c> patterns that nothing matched so far.</summary>
    public IEnumerable<string> UnusedIncludes => _includes.Where((_, i) => !_used[i]).Select(include => include.Text);

    /// <param name="path">The path below the source, with slashes.</param>
    public bool Accepts(string path)
    {
        var included = _includes.Length == 0;
        for (var i = 0; i < _includes.Length; i++)
        {
            // Each is tried, so that one which nothing matches can be told.
            if (!_includes[i].Pattern.Matches(path)) continue;
            _used[i] = true;
            included = true;
        }

        return included && !Array.Exists(_excludes, exclude => exclude.Pattern.Matches(path));
    }

    public override string ToString() => string.Join(' ', _includes.Select(i => $"--include '{i.Text}'").Concat(_excludes.Select(e => $"--exclude '{e.Text}'")));

    private static KeyPattern Parse(string text, string option)
    {
        if (text.Trim('/').Length == 0) throw new UsageException($"{option}: '{text}' is no pattern. Write one such as '*.jpg', 'logs/**' or 'tmp/'.");
        var isAnchored = text[0] == '/';
        var body = text.Trim('/');
        var pattern = isAnchored || body.Contains('/', StringComparison.Ordinal) ? body : "**/" + body;
        return KeyPattern.Parse(text[^1] == '/' ? pattern + "/**" : pattern);
    }
}
