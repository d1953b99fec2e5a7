using System.CommandLine;
using Virga.Cli.Console;
using Virga.Cli.Help;

namespace Virga.Cli.Verbs;

/// <summary><c>virga help</c>: a verb, or a topic that belongs to none.</summary>
internal static class HelpVerb
{
    public static Command Create(Terminal terminal, RootCommand root)
    {
        var subject = new Argument<string?>("subject") { Description = $"A verb, or a topic: {string.Join(", ", HelpTopics.Names)}.", HelpName = "subject", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("help", "Explains a verb or a topic.") { subject };
        command.SetAction(parsed =>
        {
            var name = parsed.GetValue(subject);
            if (name is not null && HelpTopics.Find(name) is { } page)
            {
                foreach (var line in page.Split('\n')) terminal.Line(line.TrimEnd('\r'));
                return ExitCode.Done;
            }

            if (name is not null && !root.Subcommands.Any(verb => verb.Name == name)) throw new UsageException($"There is no verb or topic '{name}'.{Nearest.Hint(name, root.Subcommands.Select(verb => verb.Name).Concat(HelpTopics.Names))} See 'virga --help'.");
            return root.Parse(name is null ? ["--help"] : [name, "--help"]).Invoke(new InvocationConfiguration { Output = terminal.Lines });
        });
        return command;
    }
}
