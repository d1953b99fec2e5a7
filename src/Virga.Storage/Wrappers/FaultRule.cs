namespace Virga.Storage;

/// <summary>Which calls of a store fail, and how. What is null does not count.</summary>
public sealed record FaultRule
{
    /// <summary>The calls that it is for. Default: all.</summary>
    public StoreCalls On { get; init; } = StoreCalls.All;

    /// <summary>The keys that it is for, with <c>*</c> for any text, slashes too. Calls without a key (listings, deletes of many) match only where this is null. Default: any.</summary>
    public string? Keys { get; init; }

    /// <summary>Only the call of this number among those that match, from 1. Default: each.</summary>
    public int? Nth { get; init; }

    /// <summary>Only every second, third and so on of the calls that match. Default: each.</summary>
    public int? Every { get; init; }

    /// <summary>At most so many faults. Default: no end.</summary>
    public int? Times { get; init; }

    /// <summary>How likely it is, from 0 to 1, drawn from the plan's seed. Default 1.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>How long the call is held back, by the plan's clock. Default: not.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>What the call fails with. Default: nothing.</summary>
    public ErrorKind? Error { get; init; }

    /// <summary>Whether <see cref="Error"/> comes after the call was made, as when the answer is lost. Default false: nothing is called.</summary>
    public bool LosesAnswer { get; init; }

    /// <summary>After how many bytes a body that is sent or received breaks, with <see cref="Error"/> or, without one, <see cref="ErrorKind.Connection"/>. Default: it does not.</summary>
    public long? BreakBodyAfter { get; init; }

    /// <summary>After how many bytes a body that is received ends as if that were all. Default: at its end.</summary>
    public long? EndBodyAfter { get; init; }

    internal void Check()
    {
        if (On == StoreCalls.None) throw new ArgumentException("A rule is for at least one call.", nameof(On));
        if (Nth is < 1) throw new ArgumentOutOfRangeException(nameof(Nth), Nth, "Calls are counted from 1.");
        if (Every is < 1) throw new ArgumentOutOfRangeException(nameof(Every), Every, "Calls are counted from 1.");
        if (Times is < 1) throw new ArgumentOutOfRangeException(nameof(Times), Times, "At least one fault; leave the rule out for none.");
        if (Probability is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(Probability), Probability, "From 0 to 1.");
        if (Latency < TimeSpan.Zero) throw new ArgumentOutOfRangeException(nameof(Latency), Latency, "Zero or more.");
        if (BreakBodyAfter is < 0) throw new ArgumentOutOfRangeException(nameof(BreakBodyAfter), BreakBodyAfter, "Zero bytes or more.");
        if (EndBodyAfter is < 0) throw new ArgumentOutOfRangeException(nameof(EndBodyAfter), EndBodyAfter, "Zero bytes or more.");
        if (LosesAnswer && Error is null) throw new ArgumentException("A lost answer shows as an error: set Error.", nameof(LosesAnswer));
        if (Error is null && Latency == TimeSpan.Zero && BreakBodyAfter is null && EndBodyAfter is null) throw new ArgumentException("The rule does nothing: set Error, Latency, BreakBodyAfter or EndBodyAfter.", nameof(Error));
    }
}
