namespace Virga.Servers;

/// <summary>What matrix.md says of one test on one server: it must pass, or it is skipped for the reason given.</summary>
public readonly record struct Expectation(string? SkipReason)
{
    public bool MustPass => SkipReason is null;
}
