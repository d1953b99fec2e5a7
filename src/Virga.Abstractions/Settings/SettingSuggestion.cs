namespace Virga;

/// <summary>Finds the setting that was meant.</summary>
public static class SettingSuggestion
{
    /// <summary>The name that is nearest to one that nobody reads; null when none is near.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="known">What is read.</param>
    public static string? Nearest(string name, IEnumerable<SettingDescription> known)
    {
        ArgumentNullException.ThrowIfNull(known);
        if (name is not { Length: > 0 and <= 64 }) return null;
        name = SettingName.Normalize(name);
        string? nearest = null;
        var least = Math.Max(2, name.Length / 3) + 1;
        foreach (var description in known)
        {
            if (description.OtherNames.Contains(name, StringComparer.Ordinal)) return description.Name;
            var distance = EditDistance.Between(name, description.Name);
            if (distance >= least) continue;
            least = distance;
            nearest = description.Name;
        }

        return nearest;
    }
}
