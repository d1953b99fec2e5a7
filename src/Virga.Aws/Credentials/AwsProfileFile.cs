namespace Virga.Aws;

/// <summary>One of the two files of profiles that the AWS tools share: sections in brackets, <c>name = value</c> lines, comments after # or ;.</summary>
internal sealed class AwsProfileFile
{
    private readonly Dictionary<string, Dictionary<string, string>> _sections;

    private AwsProfileFile(string path, Dictionary<string, Dictionary<string, string>> sections)
    {
        Path = path;
        _sections = sections;
    }

    public string Path { get; }

    public IReadOnlyDictionary<string, string>? Section(string name) => _sections.GetValueOrDefault(name);

    /// <summary>Reads a file; null when there is none.</summary>
    /// <exception cref="VirgaException">It cannot be read, or a line is neither a section, a setting nor a comment. Contents are never in the message.</exception>
    public static AwsProfileFile? Read(string path)
    {
        try
        {
            return File.Exists(path) ? Parse(path, File.ReadLines(path)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VirgaException(ErrorKind.Unauthenticated, $"The AWS profile file {path} cannot be read: {e.GetType().Name}. Check its permissions.");
        }
    }

    public static AwsProfileFile Parse(string path, IEnumerable<string> lines)
    {
        var sections = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        Dictionary<string, string>? section = null;
        var hasSetting = false;
        var number = 0;
        foreach (var raw in lines)
        {
            number++;
            var line = raw.TrimEnd();
            var text = line.TrimStart();
            if (text.Length == 0 || text[0] is '#' or ';') continue;
            if (text[0] == '[') section = Open(path, number, text, sections);
            else if (line.Length != text.Length && hasSetting) continue; // An indented line belongs to a nested setting (s3 = ...), which is of no use here.
            else if (section is null) throw Malformed(path, number, "a setting stands before the first [section]");
            else ReadSetting(path, number, text, section);
            hasSetting = text[0] != '[';
        }

        return new AwsProfileFile(path, sections);
    }

    private static Dictionary<string, string> Open(string path, int number, string text, Dictionary<string, Dictionary<string, string>> sections)
    {
        var end = text.IndexOf(']');
        if (end < 0) throw Malformed(path, number, "a section has no closing bracket");
        var name = string.Join(' ', text[1..end].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)).Trim('"', '\'');
        if (name.Length == 0) throw Malformed(path, number, "a section has no name");
        if (!sections.TryGetValue(name, out var section)) sections.Add(name, section = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase));
        return section;
    }

    private static void ReadSetting(string path, int number, string text, Dictionary<string, string> section)
    {
        var equals = text.IndexOf('=');
        if (equals <= 0) throw Malformed(path, number, "a line is neither a [section], a name = value nor a comment");
        var value = text[(equals + 1)..];
        foreach (var comment in (ReadOnlySpan<string>)[" #", " ;", "\t#", "\t;"])
        {
            var at = value.IndexOf(comment, StringComparison.Ordinal);
            if (at >= 0) value = value[..at];
        }

        section[text[..equals].TrimEnd()] = value.Trim();
    }

    private static VirgaException Malformed(string path, int line, string what) => new(ErrorKind.Unauthenticated, $"The AWS profile file {path} is malformed at line {line}: {what}. Correct that line.");
}
