namespace Virga.Cli.Help;

/// <summary>The known word that somebody who wrote another one probably meant.</summary>
internal static class Nearest
{
    /// <summary>A question with the nearest words, with a blank before it; empty when none is near.</summary>
    public static string Hint(string word, IEnumerable<string> known)
    {
        var near = known.Distinct(StringComparer.Ordinal).Select(candidate => (candidate, distance: Distance(word, candidate)))
            .Where(found => Plain(word).Length > 1 && found.distance <= Math.Max(1, found.candidate.Trim('-').Length / 3))
            .OrderBy(found => found.distance).ThenBy(found => found.candidate, StringComparer.Ordinal)
            .ToList();
        return near.Count == 0 ? "" : $" Did you mean {string.Join(" or ", near.TakeWhile(found => found.distance == near[0].distance).Take(3).Select(found => $"'{found.candidate}'"))}?";
    }

    // Dashes and case count little.
    private static int Distance(string a, string b) => EditDistance.Between(Plain(a), Plain(b));

    private static string Plain(string text) => text.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
}
