using System.CommandLine;
using Virga.Specs.Planning;
using Virga.Specs.Reading;

namespace Virga.Cli.Specs;

/// <summary>The metadata of a ServiceSpec item that say what is read, as options: overlays, operations, tags.</summary>
internal sealed class SpecOptions
{
    private readonly Option<string[]> _overlays = new("--overlay") { Description = "An overlay that is laid over the spec; repeat for several, in their order. One that a spec names itself, or that extends it, comes as a file too.", HelpName = "file" };
    private readonly Option<string[]> _operations = new("--operations") { Description = "Only operations whose id fits: * stands for any letters, a leading ! leaves out; repeat for several.", HelpName = "pattern" };
    private readonly Option<string[]> _tags = new("--tags") { Description = "Only operations with such a tag, in the same way.", HelpName = "pattern" };

    public void AddTo(Command command)
    {
        command.Options.Add(_overlays);
        command.Options.Add(_operations);
        command.Options.Add(_tags);
    }

    public SpecSet Open(ParseResult parsed, IReadOnlyList<string> files, CancellationToken cancellationToken) => SpecSet.Open(files, cancellationToken, parsed.GetValue(_overlays) ?? []);

    public PlanOptions Plan(ParseResult parsed, PlanOptions? options = null) =>
        (options ?? new PlanOptions()) with { Selection = OperationSelection.Parse(string.Join(';', parsed.GetValue(_operations) ?? []), string.Join(';', parsed.GetValue(_tags) ?? [])) };
}
