using System.CommandLine;

namespace Virga.Cli;

/// <summary>What a verb is called on the command line: <c>ls</c>, <c>spec check</c>.</summary>
internal static class CommandName
{
    public static string Of(Command command) => command.Parents.OfType<Command>().FirstOrDefault() is { } parent and not RootCommand ? Of(parent) + " " + command.Name : command.Name;
}
