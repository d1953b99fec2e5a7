using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Virga.Configuration;

/// <summary>Reads the events of a profile file. Messages name the file, the line and what was expected, never a value.</summary>
internal sealed class ProfileFileReader
{
    private readonly string _path;
    private readonly Parser _parser;
    private readonly Dictionary<string, DictionarySettings> _profiles = new(StringComparer.Ordinal);
    private string? _default;
    private string? _secret;

    private ProfileFileReader(string path, string text)
    {
        _path = path;
        _parser = new Parser(new StringReader(text));
    }

    public static ProfileFile Read(string path, string text, out string? secret)
    {
        RefuseTabs(path, text);
        var reader = new ProfileFileReader(path, text);
        try
        {
            reader.ReadDocument();
        }
        catch (YamlException e)
        {
            // The parser's own words quote the text, which may be a secret.
            throw reader.Malformed(e.End, "this is not YAML");
        }

        secret = reader._secret;
        return new ProfileFile(path, reader._default, reader._profiles);
    }

    /// <summary>The parser takes a tab for the end of something and names a line far above it.</summary>
    private static void RefuseTabs(string path, string text)
    {
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            var indentation = line[..^line.TrimStart().Length];
            if (indentation.Contains('\t') && indentation.Length < line.Length) throw Malformed(path, number, "a tab stands in the indentation; YAML wants spaces");
        }
    }

    private void ReadDocument()
    {
        Next<StreamStart>("a document");
        if (_parser.Accept<StreamEnd>(out _)) return;
        Next<DocumentStart>("a document");
        ReadMapping("the document", AnyCase, key =>
        {
            if (key.Value == "default") _default = NotAlias("the name of a profile").Value;
            else if (key.Value == "profiles") ReadMapping("profiles", AnyCase, ReadProfile);
            else throw Malformed(key.Start, "only default: and profiles: stand at the top");
        });
        Next<DocumentEnd>("the end of the document");
        if (!_parser.Accept<StreamEnd>(out _)) throw Malformed(_parser.Current!.Start, "the file has a second document");
        if (_default is not null && !_profiles.ContainsKey(_default)) throw new VirgaException(ErrorKind.InvalidArgument, $"The profile file {_path} names a default profile that it does not have. Add the profile or correct the name.");
    }

    private void ReadProfile(Scalar name)
    {
        var settings = new List<(string Name, string Value, string Place)>();
        ReadMapping("a profile", SettingName.Normalize, key =>
        {
            settings.Add((key.Value, ReadValue(), $"{key.Value} at line {key.Start.Line} of {_path} (profile {name.Value})"));
            if (SecretNames.IsSecret(SettingName.Normalize(key.Value))) _secret ??= key.Value;
        });
        _profiles[name.Value] = new DictionarySettings($"the profile {name.Value} in {_path}", settings);
    }

    private string ReadValue()
    {
        if (!_parser.TryConsume<SequenceStart>(out _)) return NotAlias("a value or a list of values").Value;
        var values = new List<string>();
        while (!_parser.TryConsume<SequenceEnd>(out _)) values.Add(NotAlias("a value").Value);
        return string.Join(',', values);
    }

    private void ReadMapping(string what, Func<string, string> names, Action<Scalar> member)
    {
        if (_parser.Accept<Scalar>(out var nothing) && nothing.Value.Length == 0)
        {
            _parser.MoveNext();
            return;
        }

        Next<MappingStart>($"names and values in {what}");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = NotAlias("a name");
            if (key.Value.Length == 0) throw Malformed(key.Start, "a name is empty");
            if (!seen.Add(names(key.Value))) throw Malformed(key.Start, "a name comes twice");
            member(key);
        }
    }

    // Names that differ in case alone would be mistaken for each other.
    private static string AnyCase(string name) => name.ToLowerInvariant();

    private Scalar NotAlias(string expected)
    {
        var scalar = Next<Scalar>(expected);
        if (!scalar.Anchor.IsEmpty || !scalar.Tag.IsEmpty) throw Malformed(scalar.Start, "anchors and tags are not read here");
        return scalar;
    }

    private T Next<T>(string expected)
        where T : ParsingEvent
    {
        if (_parser.TryConsume<T>(out var found)) return found;
        throw Malformed(_parser.Current?.Start ?? Mark.Empty, $"{expected} is expected");
    }

    private VirgaException Malformed(Mark at, string what) => Malformed(_path, at.Line, what);

    private static VirgaException Malformed(string path, long line, string what) => new(ErrorKind.InvalidArgument, $"The profile file {path} is malformed at line {Math.Max(1, line)}: {what}. Correct that line.");
}
