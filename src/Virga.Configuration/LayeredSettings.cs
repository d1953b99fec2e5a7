namespace Virga.Configuration;

/// <summary>Several sources as one: the first that holds a setting answers for it, with its own origin and trust.</summary>
public sealed class LayeredSettings : IListedSettings
{
    private const string ProfileSetting = "profile";

    private readonly IReadOnlyList<ISettingsSource> _layers;
    private readonly ILookup<string, SettingDescription> _sets;

    /// <summary>Makes a source.</summary>
    /// <param name="layers">The sources, first the one that goes first.</param>
    public LayeredSettings(params IReadOnlyList<ISettingsSource> layers)
        : this(layers, [])
    {
    }

    private LayeredSettings(IReadOnlyList<ISettingsSource> layers, IEnumerable<SettingDescription> known)
    {
        ArgumentNullException.ThrowIfNull(layers);
        _layers = layers;
        var sets = known.Where(description => description.Set is not null).ToLookup(description => description.Set!, StringComparer.Ordinal);
        _sets = sets.SelectMany(set => set.SelectMany(member => set.Select(other => (member.Name, other)))).ToLookup(pair => pair.Name, pair => pair.other, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names => [.. _layers.OfType<IListedSettings>().SelectMany(layer => layer.Names).Distinct(StringComparer.Ordinal)];

    /// <summary>The written precedence: the arguments, the environment, the profile, the provider's defaults.</summary>
    /// <remarks>
    /// The profile is the setting <c>profile</c> of the arguments, else of the environment (VIRGA_PROFILE), else the default that the file names.
    /// When the file has a profile of that name, its settings become the third layer and <c>profile</c> is used up: what <c>profile</c> says then is the profile's own,
    /// which names a provider of the spec. When the file has none, the name is left to the provider.
    /// </remarks>
    /// <param name="arguments">What was given in the call, on the command line, or in the query of a store URL.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="file">The profile file; null when there is none.</param>
    /// <param name="defaults">What the provider says when nobody else does; null for nothing.</param>
    /// <param name="known">What is read, for the sets that are taken from one layer as a whole; null for none.</param>
    public static LayeredSettings Standard(ISettingsSource arguments, ISettingsSource environment, ProfileFile? file, ISettingsSource? defaults = null, IEnumerable<SettingDescription>? known = null)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(environment);
        var name = arguments.Get(ProfileSetting) ?? environment.Get(ProfileSetting) ?? file?.Default;
        var last = defaults ?? DictionarySettings.Empty;
        return name is not null && file?.Find(name) is { } profile
            ? new LayeredSettings([new HidingSettings(arguments, ProfileSetting), new HidingSettings(environment, ProfileSetting), profile, last], known ?? [])
            : new LayeredSettings([arguments, environment, last], known ?? []);
    }

    /// <inheritdoc/>
    public string? Get(string name) => Holder(name)?.Get(name);

    /// <inheritdoc/>
    public string? Origin(string name) => Holder(name)?.Origin(name);

    /// <inheritdoc/>
    public string? Place(string name) => Holder(name) is { } holder && holder.Get(name) is not null ? SettingReader.PlaceOf(holder, name) : null;

    /// <summary>What the source that holds the setting says; true when none does.</summary>
    /// <inheritdoc/>
    public bool IsTrusted(string name) => Holder(name)?.IsTrusted(name) ?? true;

    private ISettingsSource? Holder(string name)
    {
        var set = _sets[SettingName.Normalize(name)];
        foreach (var layer in _layers)
        {
            if (set.Any(member => !member.FollowsSet && Holds(layer, member.Name))) return layer;
        }

        foreach (var layer in _layers)
        {
            if (Holds(layer, name)) return layer;
        }

        return null;
    }

    private static bool Holds(ISettingsSource layer, string name) => !string.IsNullOrEmpty(layer.Get(name));
}
