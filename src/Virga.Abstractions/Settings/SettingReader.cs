namespace Virga;

/// <summary>Reads settings by their descriptions and gathers everything that is wrong with them, so that it is told at once.</summary>
/// <remarks>A value that cannot be read is a problem, told once, and reads as if it were not given. Not for concurrent calls.</remarks>
/// <param name="settings">The settings.</param>
/// <param name="known">What is read; the only names that the reader takes. Of two with one name the last one counts.</param>
public sealed class SettingReader(ISettingsSource settings, IEnumerable<SettingDescription> known)
{
    private readonly Dictionary<string, SettingDescription> _known = known.GroupBy(description => description.Name, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.Last(), StringComparer.Ordinal);
    private readonly List<SettingProblem> _problems = [];

    /// <summary>The settings.</summary>
    public ISettingsSource Settings { get; } = settings ?? throw new ArgumentNullException(nameof(settings));

    /// <summary>What is wrong, in the order in which it was found.</summary>
    public IReadOnlyList<SettingProblem> Problems => _problems;

    /// <summary>The setting as it is written and where, for messages.</summary>
    /// <param name="name">Its name.</param>
    public string Place(string name) => PlaceOf(Settings, name);

    /// <summary>The setting as it is written and where, for messages.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="name">Its name.</param>
    public static string PlaceOf(ISettingsSource settings, string name)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return (settings as IListedSettings)?.Place(name) ?? (settings.Origin(name) is { } origin ? $"{name} of {origin}" : name);
    }

    /// <summary>Adds a problem.</summary>
    /// <param name="setting">The setting; null when it is no single one.</param>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="kind">What kind of error it is.</param>
    public void Report(string? setting, string message, ErrorKind kind = ErrorKind.InvalidArgument) => _problems.Add(new SettingProblem(setting, kind, message));

    /// <summary>Reads every known setting once, so that each malformed value is reported.</summary>
    public void CheckValues()
    {
        foreach (var description in _known.Values)
        {
            _ = description.Kind switch
            {
                SettingKind.Choice => Choice(description.Name) is null,
                SettingKind.Flag => Flag(description.Name) is null,
                SettingKind.Count => Count(description.Name) is null,
                SettingKind.Size or SettingKind.Rate => Size(description.Name) is null,
                SettingKind.Time => Time(description.Name) is null,
                _ => true,
            };
        }
    }

    /// <summary>Ends with an error when something is wrong.</summary>
    /// <exception cref="SettingsException">There are problems.</exception>
    public void ThrowIfAny()
    {
        if (_problems.Count > 0) throw new SettingsException([.. _problems]);
    }

    /// <summary>The text of a setting; null when it is not given.</summary>
    /// <param name="name">Its name.</param>
    public string? Text(string name) => Settings.Get(Known(name).Name) is { Length: > 0 } value ? value : null;

    /// <summary>The bytes of a size, or of a rate a second; null when it is not given.</summary>
    /// <param name="name">Its name.</param>
    public long? Size(string name)
    {
        if (Text(name) is not { } text) return null;
        var isRate = Known(name).Kind == SettingKind.Rate;
        if (!(isRate ? SettingValue.TryParseRate(text, out var bytes) : SettingValue.TryParseSize(text, out bytes))) return Wrong<long>(name, $"is no {(isRate ? "rate" : "size")}. Write a number and B, KiB, MiB, GiB, TiB, KB, MB, GB or TB, such as 8MiB");
        return bytes >= Known(name).Minimum ? bytes : Wrong<long>(name, $"is {bytes}; the least is {Known(name).Minimum} bytes");
    }

    /// <summary>A time; null when it is not given.</summary>
    /// <param name="name">Its name.</param>
    public TimeSpan? Time(string name) => Text(name) is not { } text ? null
        : SettingValue.TryParseTime(text, out var time) ? time : Wrong<TimeSpan>(name, "is no time. Write a number above zero and ms, s, m, h or d, such as 60s");

    /// <summary>A whole number; null when it is not given.</summary>
    /// <param name="name">Its name.</param>
    public int? Count(string name)
    {
        if (Text(name) is not { } text) return null;
        if (!SettingValue.TryParseCount(text, out var count)) return Wrong<int>(name, "is no whole number, such as 4");
        return count >= Known(name).Minimum ? count : Wrong<int>(name, $"is {count}; the least is {Known(name).Minimum}");
    }

    /// <summary>A flag; null when it is not given.</summary>
    /// <param name="name">Its name.</param>
    public bool? Flag(string name) => Text(name) is not { } text ? null
        : SettingValue.TryParseFlag(text, out var flag) ? flag : Wrong<bool>(name, "is neither true nor false");

    /// <summary>One of the words of a choice, as its description writes it; null when it is not given.</summary>
    /// <param name="name">Its name.</param>
    public string? Choice(string name)
    {
        if (Text(name) is not { } text) return null;
        var word = SettingName.Normalize(text.Trim());
        foreach (var choice in Known(name).Choices)
        {
            if (choice == text || SettingName.Normalize(choice) == word) return choice;
        }

        Tell(name, $"'{Printable(text)}' ({Place(name)}) is no {name}. Write one of {string.Join(", ", Known(name).Choices)}.");
        return null;
    }

    private T? Wrong<T>(string name, string what)
        where T : struct
    {
        Tell(name, $"{Place(name)} {what}.");
        return null;
    }

    private void Tell(string name, string message)
    {
        if (!_problems.Exists(problem => problem.Setting == name && problem.Message == message)) Report(name, message);
    }

    private SettingDescription Known(string name) => _known.TryGetValue(name, out var description) ? description : throw new ArgumentException($"The setting '{name}' is not described.", nameof(name));

    private static string Printable(string text) => new([.. text.Take(64).Select(c => char.IsControl(c) ? '?' : c)]);
}
