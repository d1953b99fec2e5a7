namespace Virga.Specs.Reading;

/// <summary>The name that somebody may have meant.</summary>
public static class NearestName
{
    private const int MaxCandidates = 2000;

    /// <summary>The candidate with the fewest edits; null when none is close (more than a third of the letters differ).</summary>
    public static string? Of(string name, IEnumerable<string> candidates)
    {
        string? best = null;
        var bestDistance = Math.Max(2, name.Length / 3) + 1;
        foreach (var candidate in candidates.Take(MaxCandidates))
        {
            if (Math.Abs(candidate.Length - name.Length) >= bestDistance) continue;
            var distance = Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance < bestDistance) (best, bestDistance) = (candidate, distance);
        }

        return best;
    }

    /// <summary>The end of a message: <c> Did you mean 'x'?</c>, or nothing.</summary>
    public static string Offer(string name, IEnumerable<string> candidates) => Of(name, candidates) is { } near ? $" Did you mean '{near}'?" : "";

    private static int Distance(string a, string b)
    {
        // Names are short; a hostile one is cut, it has no near relative anyway.
        if (a.Length > 200 || b.Length > 200) return int.MaxValue;
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) previous[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(change, Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[b.Length];
    }
}
