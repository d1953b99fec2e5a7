namespace Virga.Storage;

/// <summary>Finds the names that nobody reads.</summary>
internal static class SettingNames
{
    /// <summary>Reports what stands in the query and this provider does not read, and what stands elsewhere and no provider reads: a profile may serve several.</summary>
    public static void Check(SettingReader reader, QuerySettings settings, StoreUrl url, IReadOnlyList<SettingDescription> known, IReadOnlyList<SettingDescription> all)
    {
        foreach (var name in settings.Names)
        {
            var inQuery = settings.IsInQuery(name);
            if (inQuery && name == StoreSettings.Url) reader.Report(name, $"{reader.Place(name)}: a store URL names no other store. Take it out.");
            else if (!Reads(known, name) && (inQuery || !Reads(all, name))) reader.Report(name, Unknown(reader.Place(name), name, url.Scheme, known, all));
        }
    }

    /// <summary>Says what was meant, or which provider would read it.</summary>
    public static string Unknown(string place, string name, string scheme, IReadOnlyList<SettingDescription> known, IReadOnlyList<SettingDescription> all)
    {
        if (Reads(all, name)) return $"{place} is not read for {scheme}:// stores. Take it out, or use another provider's URL.";
        var nearest = SettingSuggestion.Nearest(name, known.Count > 0 ? known : all);
        return nearest is null
            ? $"{place} is no setting. Known for {scheme}:// are {string.Join(", ", known.Select(description => description.Name).Order(StringComparer.Ordinal))}."
            : $"{place} is no setting. Did you mean '{nearest}'?";
    }

    public static bool Reads(IReadOnlyList<SettingDescription> descriptions, string name) => descriptions.Any(description => description.Name == name);
}
