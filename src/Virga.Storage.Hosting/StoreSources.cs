using Microsoft.Extensions.Options;
using Virga.Configuration;

namespace Virga.Storage;

/// <summary>Puts the settings of one store together: argument, environment, profile, in the precedence that the command line has.</summary>
internal sealed class StoreSources(StoreRegistry registry, IOptions<StoreSourceOptions> options)
{
    /// <summary>The URL and the settings of a store.</summary>
    /// <exception cref="VirgaException">Settings are malformed, misspelt or missing; the profile file cannot be read.</exception>
    public (StoreUrl Url, ISettingsSource Settings) Find(string name, ObjectStoreSettings settings)
    {
        var read = options.Value.ReadEnvironment;
        var path = options.Value.ProfileFile ?? ProfileFile.DefaultPath(read);
        var file = path.Length == 0 ? null : ProfileFile.Load(path);
        ISettingsSource arguments = settings.ToSource(name);
        var text = LayeredSettings.Standard(arguments, new EnvironmentSettings(read), file).Get(StoreSettings.Url)
            ?? throw Missing(name, settings, arguments, file, path);
        var url = StoreUrl.Parse(text);
        if (!registry.Schemes.Contains(url.Scheme, StringComparer.Ordinal)) throw UnknownScheme(url, SettingReader.PlaceOf(arguments, StoreSettings.Url));
        if (registry.CheckNames(url.Scheme, (IListedSettings)arguments) is { Count: > 0 } problems) throw new SettingsException(problems);

        // A profile of the file is no name that the provider knows, so it is taken out of the query.
        var ofUrl = url.Settings.FirstOrDefault(setting => SettingName.Normalize(setting.Key) == "profile").Value;
        if (ofUrl is not null && file?.Find(ofUrl) is not null)
        {
            url = url.Without("profile");
            arguments = new LayeredSettings(new DictionarySettings([new("profile", ofUrl)], "the query of the store URL"), arguments);
        }

        var known = registry.SettingsFor(url.Scheme);
        var all = LayeredSettings.Standard(arguments, EnvironmentSettings.For(known, read), file, defaults: null, known);
        CheckProfile(url, all, known, file, path);
        return (url, all);
    }

    // The provider knows its own profiles alone.
    private static void CheckProfile(StoreUrl url, LayeredSettings all, IReadOnlyList<SettingDescription> known, ProfileFile? file, string path)
    {
        if (url.Settings.Keys.Any(name => SettingName.Normalize(name) == "profile") || all.Get("profile") is not { } name) return;
        var choices = known.FirstOrDefault(description => description.Name == "profile")?.Choices;
        if (choices?.Contains(name, StringComparer.OrdinalIgnoreCase) == true) return;
        var ofFile = file is null ? $"there is no profile file {path}" : $"{file.Path} has {(file.Names.Count == 0 ? "none" : string.Join(", ", file.Names))}";
        var ofProvider = choices is { Count: > 0 } ? $"{url.Scheme}:// knows {string.Join(", ", choices)}" : $"{url.Scheme}:// knows none of its own";
        throw new SettingsException([new SettingProblem("profile", ErrorKind.InvalidArgument, $"There is no profile '{name}' ({all.Place("profile")}): {ofFile}; {ofProvider}.")]);
    }

    private static SettingsException Missing(string name, ObjectStoreSettings settings, ISettingsSource arguments, ProfileFile? file, string path)
    {
        var asked = arguments.Get("profile") is { } profile && file?.Find(profile) is null ? $" The profile '{profile}' ({SettingReader.PlaceOf(arguments, "profile")}) gives none either: {(file is null ? $"there is no profile file {path}" : $"{file.Path} has {string.Join(", ", file.Names)}")}." : "";
        return new SettingsException([new SettingProblem(StoreSettings.Url, ErrorKind.InvalidArgument, $"The store{(name.Length == 0 ? "" : $" '{name}'")} has no URL. Set {settings.UrlPlace}, such as s3://bucket or file:///path.{asked}")]);
    }

    private SettingsException UnknownScheme(StoreUrl url, string place) => new([new SettingProblem(StoreSettings.Url, ErrorKind.InvalidArgument,
        $"{place}: no provider is registered for '{url}'; {(registry.Schemes.Count == 0 ? "there are none" : $"known schemes are {string.Join(", ", registry.Schemes)}")}. Add it with services.AddStoreProviders(stores => ...).")]);
}
