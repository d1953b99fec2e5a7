namespace Virga.Benchmarks.Figures;

/// <summary>The rounds of all contenders of one contest, by name.</summary>
internal sealed record ContestResult(Contest Contest, IReadOnlyDictionary<string, List<Turn>> Rounds)
{
    public Spread Bytes(string name) => Spread.Of(Rounds[name].Select(turn => turn.Bytes));

    public Spread Micros(string name) => Spread.Of(Rounds[name].Select(turn => turn.Micros));

    /// <summary>Round by round, since what disturbs one contender disturbs the others too.</summary>
    public Spread BytesTo(string name, string other) => Ratio(name, other, turn => turn.Bytes);

    public Spread CpuTo(string name, string other) => Ratio(name, other, turn => turn.Micros);

    private Spread Ratio(string name, string other, Func<Turn, double> of) => Spread.Of(Rounds[name].Zip(Rounds[other], (mine, theirs) => of(mine) / of(theirs)));
}
