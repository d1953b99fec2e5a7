using System.CommandLine;
using Virga.Cli.Arguments;
using Virga.Cli.Console;
using Virga.Cli.Specs;
using Virga.Specs.Planning;

namespace Virga.Cli.Verbs;

/// <summary><c>virga spec list</c>: operations, models and emitted size of services, members of adapters.</summary>
internal static class SpecListVerb
{
    public static Command Create(Terminal terminal, GlobalOptions options)
    {
        var files = SpecVerb.Files();
        var command = new Command("list", "Lists the operations and models of specs and how much code comes of them; of adapter documents the members that are mapped and by hand.") { files };
        var reading = new SpecOptions();
        reading.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(reading.Open(parsed, parsed.GetValue(files)!, cancellationToken), reading.Plan(parsed), terminal, parsed.GetValue(options.Json), cancellationToken)));
        return command;
    }

    private static int Run(SpecSet set, PlanOptions options, Terminal terminal, bool json, CancellationToken cancellationToken)
    {
        var failed = 0;
        foreach (var service in set.Services.Services)
        {
            var read = ServiceReading.Of(set, service, options, cancellationToken);
            if (read.Plan is { } plan)
            {
                var listing = new ServiceListing(read.Path, plan, cancellationToken);
                if (json) listing.WriteJson(terminal);
                else listing.Write(terminal);
                continue;
            }

            failed++;
            terminal.Message($"virga: no client comes of '{read.Path}': 'virga spec check {read.Path}' says why.");
        }

        foreach (var text in set.Adapters)
        {
            var adapter = AdapterReading.Of(text, cancellationToken);
            if (adapter.Document is null)
            {
                failed++;
                terminal.Message($"virga: '{adapter.Path}' cannot be read: 'virga spec check {adapter.Path}' says why.");
            }
            else if (json) AdapterListing.WriteJson(terminal, adapter);
            else AdapterListing.Write(terminal, adapter);
        }

        var all = set.Services.Services.Count + set.Adapters.Count;
        return failed == 0 ? ExitCode.Done : failed == all ? ExitCode.Failed : ExitCode.PartlyDone;
    }
}
