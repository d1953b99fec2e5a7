using System.CommandLine;
using Virga.Cli.Console;
using Virga.Cli.Help;

namespace Virga.Cli.Verbs;

/// <summary><c>virga help</c>: a verb, or a topic that belongs to none.</summary>
internal static class HelpVerb
{
    public static Command Create(Terminal terminal, RootCommand root)
    {
        var subject = new Argument<string[]>("subject") { Description = $"A verb, or a topic: {string.Join(", ", HelpTopics.Names)}.", HelpName = "subject", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("help", "Explains a verb or a topic.") { subject };
        command.SetAction(parsed =>
        {
            var words = parsed.GetValue(subject) ?? [];
            if (words is [var topic] && HelpTopics.Find(topic) is { } page)
            {
                foreach (var line in page.Split('\n')) terminal.Line(line.TrimEnd('\r'));
                return ExitCode.Done;
            }

            Command verb = root;
            foreach (var word in words)
            {
                var known = verb.Subcommands.Select(candidate => candidate.Name).Concat(verb == root ? HelpTopics.Names : []).ToList();
                verb = verb.Subcommands.FirstOrDefault(candidate => candidate.Name == word) ?? throw new UsageException($"There is no verb or topic '{string.Join(" ", words)}'.{Nearest.Hint(word, known)} See 'virga --help'.");
            }

            return root.Parse([.. words, "--help"]).Invoke(new InvocationConfiguration { Output = terminal.Lines });
        });
        return command;
    }
}
