using System.CommandLine;
using System.CommandLine.Parsing;
using Virga.Cli.Help;

namespace Virga.Cli;

/// <summary>What is wrong with a command line, in words that name the slip and what was probably meant.</summary>
internal static class UsageFaults
{
    public static IReadOnlyList<string> Of(RootCommand root, ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (MisspeltOptions(root, parsed).ToList() is { Count: > 0 } misspelt) return misspelt;
        if (parsed.Errors.Count == 0) return [];
        if (command.Subcommands.Count > 0)
        {
            var verbs = command.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name).ToList();
            var of = command == root ? "" : $" of '{command.Name}'";
            if (parsed.UnmatchedTokens.Count == 0) return [command == root ? "Name a verb, such as 'virga ls s3://'." : $"Name a verb{of}: {string.Join(", ", verbs)}."];
            var word = parsed.UnmatchedTokens[0];
            return [$"There is no verb '{word}'{of}.{Nearest.Hint(word, verbs)}"];
        }

        if (parsed.UnmatchedTokens.Count > 0) return [$"{CommandName.Of(command)} takes no '{parsed.UnmatchedTokens[0]}' more: '{CommandName.Of(command)}' {Operands(command)}."];
        return [.. parsed.Errors.Select(error => error.Message)];
    }

    /// <summary>What begins with a dash and is no option: the parser takes it for an operand where several are allowed, and a misspelt --dry-run would be a key to delete.</summary>
    private static IEnumerable<string> MisspeltOptions(RootCommand root, ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var operands = command.Arguments.SelectMany(argument => parsed.GetResult(argument)?.Tokens ?? []).ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (var token in parsed.Tokens)
        {
            if (token.Type == TokenType.DoubleDash) yield break;
            if (token.Value.Length < 2 || token.Value[0] != '-') continue;
            if (!operands.Contains(token) && !parsed.UnmatchedTokens.Contains(token.Value, StringComparer.Ordinal)) continue;
            var name = token.Value.Split('=', ':')[0];
            var known = command.Options.Concat(root.Options).Where(option => !option.Hidden).SelectMany(option => option.Aliases.Prepend(option.Name));
            var place = command == root ? "There is no option" : $"{CommandName.Of(command)} has no option";
            yield return $"{place} '{name}'.{Nearest.Hint(name, known)} Put -- before operands that begin with a dash.";
        }
    }

    private static string Operands(Command command) => command.Arguments.Count == 0 ? "takes no operands" : "takes " + string.Join(", ", command.Arguments.Select(argument => argument.HelpName ?? argument.Name));
}
