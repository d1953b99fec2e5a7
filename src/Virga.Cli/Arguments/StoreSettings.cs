using Virga.Aws.S3;
using Virga.Configuration;
using Virga.Storage;

namespace Virga.Cli.Arguments;

/// <summary>The settings of a command, from which those of each store are made.</summary>
internal sealed class StoreSettings(StoreRegistry registry, IReadOnlyDictionary<string, string?> arguments, Func<string, string?> environment, string? profilePath)
{
    private readonly ProfileFile? _file = profilePath is null ? null : ProfileFile.Load(profilePath);

    /// <summary>Tells settings of one command line from those of another, within one run of the command.</summary>
    public string Identity { get; } = string.Join('\n', arguments.OrderBy(argument => argument.Key, StringComparer.Ordinal).Select(argument => $"{argument.Key}={argument.Value}"));

    /// <summary>Whether the user's profile file has a profile of that name.</summary>
    public bool HasProfile(string name) => _file?.Find(name) is not null;

    /// <summary>The settings of one store. A profile named in its URL goes before the one of the arguments.</summary>
    public ISettingsSource For(string scheme, string? profileOfUrl)
    {
        var given = new Dictionary<string, string?>(arguments, StringComparer.Ordinal);
        if (profileOfUrl is not null) given["profile"] = profileOfUrl;
        var known = registry.SettingsFor(scheme);
        var layered = LayeredSettings.Standard(new DictionarySettings(given, "the command line"), EnvironmentSettings.For(known, environment), _file, defaults: null, known);
        if (scheme == "s3" && layered.Get("profile") is { } provider && S3Profiles.Find(provider) is null) throw Unknown(provider, layered.Origin("profile"));
        return layered;
    }

    private UsageException Unknown(string name, string? origin)
    {
        var own = _file is null ? $"there is no profile file ({profilePath})" : $"{_file.Path} has {(_file.Names.Count == 0 ? "none" : string.Join(", ", _file.Names))}";
        return new UsageException($"There is no profile '{name}' (from {origin}): {own}; built-in ones are {string.Join(", ", S3Profiles.All.Select(profile => profile.Name))}.");
    }
}
