using System.CommandLine;

namespace Virga.Cli.Completing;

/// <summary>How often an option may be given.</summary>
internal static class OptionArity
{
    public static bool AllowMultiple(this Option option) => option.Arity.MaximumNumberOfValues > 1;
}
