using System.CommandLine;

namespace Virga.Cli.Selecting;

/// <summary>The options by which verbs choose among many objects.</summary>
internal sealed class SelectionOptions(string recursive)
{
    public Option<bool> Recursive { get; } = new("--recursive", "-r") { Description = recursive };

    public Option<string[]> Include { get; } = new("--include") { Description = "Only what matches this pattern, such as '*.jpg' or 'logs/**'; repeat for several.", HelpName = "pattern" };

    public Option<string[]> Exclude { get; } = new("--exclude") { Description = "Leave out what matches this pattern, whatever --include says; repeat for several.", HelpName = "pattern" };

    public void AddTo(Command command)
    {
        command.Options.Add(Recursive);
        command.Options.Add(Include);
        command.Options.Add(Exclude);
    }

    public ObjectFilter Filter(ParseResult parsed) => new(parsed.GetValue(Include) ?? [], parsed.GetValue(Exclude) ?? []);
}
