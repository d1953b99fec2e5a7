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

    /// <summary>How many characters must be put in, taken out, replaced or swapped with their neighbour; dashes and case count little.</summary>
    private static int Distance(string a, string b)
    {
        var (x, y) = (Plain(a), Plain(b));
        var steps = new int[x.Length + 1, y.Length + 1];
        for (var i = 0; i <= x.Length; i++) steps[i, 0] = i;
        for (var j = 0; j <= y.Length; j++) steps[0, j] = j;
        for (var i = 1; i <= x.Length; i++)
        {
            for (var j = 1; j <= y.Length; j++)
            {
                var change = x[i - 1] == y[j - 1] ? 0 : 1;
                var least = Math.Min(Math.Min(steps[i - 1, j] + 1, steps[i, j - 1] + 1), steps[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1]) least = Math.Min(least, steps[i - 2, j - 2] + 1);
                steps[i, j] = least;
            }
        }

        return steps[x.Length, y.Length];
    }

    private static string Plain(string text) => text.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
}
