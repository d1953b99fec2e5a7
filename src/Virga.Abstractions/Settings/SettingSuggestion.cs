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
            var distance = Distance(name, description.Name);
            if (distance >= least) continue;
            least = distance;
            nearest = description.Name;
        }

        return nearest;
    }

    // Letters to add, drop or replace, or to swap with their neighbour.
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[a.Length, b.Length];
    }
}
