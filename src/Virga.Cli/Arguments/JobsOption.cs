using System.CommandLine;

namespace Virga.Cli.Arguments;

/// <summary><c>--jobs</c>: how much is done at once.</summary>
internal static class JobsOption
{
    // More hide the time that small objects wait for answers; each may hold four connections for its parts.
    private const int Default = 8;
    private const int Most = 256;

    public static Option<int> Create(string description) => new("--jobs") { Description = description, DefaultValueFactory = _ => Default, HelpName = "count" };

    public static int Read(ParseResult parsed, Option<int> option) => parsed.GetValue(option) is >= 1 and <= Most and var jobs ? jobs : throw new UsageException($"--jobs is from 1 to {Most}.");
}
