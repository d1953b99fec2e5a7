namespace Virga.Benchmarks.Figures;

/// <summary>What a contender spent: in a turn, in a round, or for one operation.</summary>
/// <param name="Bytes">Allocated bytes.</param>
/// <param name="Micros">Microseconds of processor time, user and kernel.</param>
internal readonly record struct Turn(double Bytes, double Micros)
{
    public static Turn operator +(Turn left, Turn right) => new(left.Bytes + right.Bytes, left.Micros + right.Micros);

    public static Turn operator /(Turn turn, double by) => new(turn.Bytes / by, turn.Micros / by);
}
