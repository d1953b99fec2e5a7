namespace Virga.Benchmarks.Figures;

/// <summary>What one contender spent in one turn.</summary>
/// <param name="Bytes">Allocated bytes of one operation.</param>
/// <param name="Micros">Microseconds of processor time of one operation, user and kernel.</param>
internal readonly record struct Turn(double Bytes, double Micros);
