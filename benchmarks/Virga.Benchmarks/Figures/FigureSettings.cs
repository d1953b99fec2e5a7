namespace Virga.Benchmarks.Figures;

/// <summary>How long is measured.</summary>
/// <param name="Rounds">How many rounds there are; each gives one ratio.</param>
/// <param name="Round">How long a round lasts at least.</param>
/// <param name="WarmUp">How long each contender is called before the first round, until the just-in-time compiler has no more to do.</param>
/// <param name="Only">The beginning of the name of one contest; null for all.</param>
/// <param name="Absolute">Whether bytes and times are printed beside the ratios.</param>
internal sealed record FigureSettings(int Rounds, TimeSpan Round, TimeSpan WarmUp, string? Only, bool Absolute)
{
    public static FigureSettings? Parse(ReadOnlySpan<string> arguments)
    {
        var settings = new FigureSettings(9, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(2), null, false);
        for (var i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--quick":
                    settings = settings with { Rounds = 3, Round = TimeSpan.FromMilliseconds(400), WarmUp = TimeSpan.FromMilliseconds(500) };
                    break;
                case "--absolute":
                    settings = settings with { Absolute = true };
                    break;
                case "--only" when i + 1 < arguments.Length:
                    settings = settings with { Only = arguments[++i] };
                    break;
                default:
                    Console.Error.WriteLine($"figures knows --quick, --absolute and --only NAME, not '{arguments[i]}'.");
                    return null;
            }
        }

        return settings;
    }
}
