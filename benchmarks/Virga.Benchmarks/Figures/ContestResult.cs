namespace Virga.Benchmarks.Figures;

/// <summary>The turns of all contenders of one contest, by name.</summary>
internal sealed record ContestResult(Contest Contest, IReadOnlyDictionary<string, List<Turn>> Turns)
{
    public Spread Bytes(string name) => Spread.Of(Turns[name].Select(turn => turn.Bytes));

    public Spread Micros(string name) => Spread.Of(Turns[name].Select(turn => turn.Micros));

    /// <summary>Round by round, since what disturbs one turn disturbs its neighbours too.</summary>
    public Spread BytesTo(string name, string other) => Ratio(name, other, turn => turn.Bytes);

    public Spread CpuTo(string name, string other) => Ratio(name, other, turn => turn.Micros);

    private Spread Ratio(string name, string other, Func<Turn, double> of) => Spread.Of(Turns[name].Zip(Turns[other], (mine, theirs) => of(mine) / of(theirs)));
}
