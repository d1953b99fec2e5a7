using Microsoft.Extensions.Configuration;
using System.Globalization;

namespace Virga.Hosting;

/// <summary>Reads the values of one section, and keeps what is wrong: values that do not fit and keys that nobody asks for. No reflection, so that trimmed applications read the same.</summary>
internal sealed class SettingsReader(IConfigurationSection section, List<string> faults)
{
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A value as it stands; null when it is not there.</summary>
    public string? Text(string key)
    {
        _known.Add(key);
        var found = section.GetSection(key);
        if (found.Value is { } value) return value.Length == 0 ? null : value;
        if (found.GetChildren().Any()) Fault(key, "is a section; write one value.");
        return null;
    }

    public Uri? Url(string key)
    {
        if (Text(key) is not { } text) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Host.Length > 0) return url;

        // A URL may hold a password.
        Fault(key, "is no absolute URL; write one such as https://api.example.com.");
        return null;
    }

    public TimeSpan? Time(string key)
    {
        if (Text(key) is not { } text) return null;
        if (TimeText.Read(text) is { } time) return time;
        Fault(key, $"is '{text}', which is no time; write 10s, 250ms, 5m, 00:00:10 or infinite.");
        return null;
    }

    public long? Size(string key)
    {
        if (Text(key) is not { } text) return null;
        if (SettingValue.TryParseSize(text, out var size)) return size;
        Fault(key, $"is '{text}', which is no size; write bytes, or 64KiB, 8MiB, 1GiB.");
        return null;
    }

    public int? Number(string key)
    {
        if (Text(key) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        Fault(key, $"is '{text}', which is no whole number.");
        return null;
    }

    public bool? Flag(string key)
    {
        if (Text(key) is not { } text) return null;
        if (bool.TryParse(text, out var flag)) return flag;
        Fault(key, $"is '{text}'; write true or false.");
        return null;
    }

    public T? Word<T>(string key)
        where T : struct, Enum
    {
        if (Text(key) is not { } text) return null;
        if (char.IsAsciiLetter(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value)) return value;
        Fault(key, $"is '{text}'; write {string.Join(", ", Enum.GetNames<T>())}.");
        return null;
    }

    public Version? Version(string key)
    {
        if (Text(key) is not { } text) return null;
        if (System.Version.TryParse(text.Contains('.', StringComparison.Ordinal) ? text : text + ".0", out var version)) return version;
        Fault(key, $"is '{text}', which is no version of HTTP; write 1.1, 2.0 or 3.0.");
        return null;
    }

    /// <summary>A list, or one value with commas between, as variables of the environment give it.</summary>
    public IEnumerable<string> List(string key)
    {
        _known.Add(key);
        var found = section.GetSection(key);
        if (found.Value is { Length: > 0 } text) return text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return found.GetChildren().Select(child => child.Value).OfType<string>();
    }

    /// <summary>The values of a section by their keys.</summary>
    public IEnumerable<KeyValuePair<string, string>> Map(string key)
    {
        _known.Add(key);
        foreach (var child in section.GetSection(key).GetChildren())
        {
            if (child.Value is { } value) yield return new(child.Key, value);
            else faults.Add($"{child.Path} is a section; write one value.");
        }
    }

    /// <summary>A section inside; null when it is not there.</summary>
    public SettingsReader? Section(string key)
    {
        _known.Add(key);
        var found = section.GetSection(key);
        if (found.Value is { Length: > 0 }) Fault(key, "is a value; write a section.");
        return found.GetChildren().Any() ? new SettingsReader(found, faults) : null;
    }

    /// <summary>The sections inside a section.</summary>
    public IEnumerable<(string Key, SettingsReader Reader)> Sections(string key)
    {
        _known.Add(key);
        return section.GetSection(key).GetChildren().Select(child => (child.Key, new SettingsReader(child, faults)));
    }

    /// <summary>Keeps a fault of a key.</summary>
    public void Fault(string key, string text) => faults.Add($"{section.Path}:{key} {text}");

    /// <summary>Runs what refuses wrong values by itself, and keeps its message.</summary>
    public void Try(string key, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is ArgumentException or IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            Fault(key, $"cannot be used: {e.Message}");
        }
    }

    /// <summary>Keeps a fault for every key that nobody has asked for.</summary>
    public void Complete()
    {
        foreach (var child in section.GetChildren())
        {
            if (!_known.Contains(child.Key)) faults.Add($"{child.Path} is not known; {section.Path} has {string.Join(", ", _known.Order(StringComparer.OrdinalIgnoreCase))}.");
        }
    }
}
