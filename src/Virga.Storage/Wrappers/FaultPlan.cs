namespace Virga.Storage;

/// <summary>Rules by which a store fails, for tests of the code that uses it: <c>store.WithFaults(new FaultPlan(seed: 1) { new FaultRule { ... } })</c>.</summary>
/// <remarks>The first rule that fits a call is followed. The same seed and the same order of calls give the same faults. Safe for concurrent calls.</remarks>
public sealed class FaultPlan : IEnumerable<FaultRule>
{
    private readonly Lock _lock = new();
    private readonly List<Counted> _rules = [];
    private readonly List<FaultRecord> _made = [];
    private readonly Random _random;

    /// <summary>Makes a plan without rules.</summary>
    /// <param name="seed">What decides where a rule has a probability.</param>
    /// <param name="time">The clock of latencies; null for the system's.</param>
    public FaultPlan(int seed = 0, TimeProvider? time = null)
    {
        _random = new Random(seed);
        Time = time ?? TimeProvider.System;
    }

    /// <summary>The faults that were made, in their order.</summary>
    public IReadOnlyList<FaultRecord> Made
    {
        get
        {
            lock (_lock) return [.. _made];
        }
    }

    internal TimeProvider Time { get; }

    /// <summary>Adds a rule behind those that are there. It may be added while the store is used.</summary>
    /// <param name="rule">The rule.</param>
    /// <exception cref="ArgumentException">It contradicts itself or does nothing.</exception>
    public void Add(FaultRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        rule.Check();
        lock (_lock) _rules.Add(new Counted(rule));
    }

    /// <summary>The rules, in their order.</summary>
    public IEnumerator<FaultRule> GetEnumerator()
    {
        List<FaultRule> rules;
        lock (_lock) rules = [.. _rules.Select(counted => counted.Rule)];
        return rules.GetEnumerator();
    }

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

    internal FaultRule? Next(StoreCalls verb, string? key)
    {
        lock (_lock)
        {
            foreach (var counted in _rules)
            {
                var rule = counted.Rule;
                if ((rule.On & verb) == 0 || (rule.Keys is { } pattern && (key is null || !IsMatch(pattern, key)))) continue;
                counted.Seen++;
                if (rule.Nth is { } nth && counted.Seen != nth) continue;
                if (rule.Every is { } every && counted.Seen % every != 0) continue;
                if (rule.Times is { } times && counted.Made >= times) continue;
                if (rule.Probability < 1 && _random.NextDouble() >= rule.Probability) continue;
                counted.Made++;
                _made.Add(new FaultRecord(verb, key, rule));
                return rule;
            }

            return null;
        }
    }

    private static bool IsMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> key)
    {
        var star = pattern.IndexOf('*');
        if (star < 0) return pattern.SequenceEqual(key);
        if (!key.StartsWith(pattern[..star], StringComparison.Ordinal)) return false;
        key = key[star..];
        pattern = pattern[(star + 1)..];

        // Between two stars the first place that fits is as good as any later one; what follows the last star must end the key.
        while ((star = pattern.IndexOf('*')) >= 0)
        {
            var at = key.IndexOf(pattern[..star], StringComparison.Ordinal);
            if (at < 0) return false;
            key = key[(at + star)..];
            pattern = pattern[(star + 1)..];
        }

        return key.EndsWith(pattern, StringComparison.Ordinal);
    }

    private sealed class Counted(FaultRule rule)
    {
        public FaultRule Rule { get; } = rule;

        public int Seen { get; set; }

        public int Made { get; set; }
    }
}
