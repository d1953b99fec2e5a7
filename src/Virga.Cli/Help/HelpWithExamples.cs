using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Reflection;

namespace Virga.Cli.Help;

/// <summary>The help of the library, and behind it the examples of the verb.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public static void AddTo(RootCommand root)
    {
        foreach (var option in root.Options)
        {
            if (option is HelpOption { Action: HelpAction help }) option.Action = new HelpWithExamples(help);
            else if (option is VersionOption) option.Action = new PrintVersion();
        }
    }

    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var examples = Examples.Of(CommandName.Of(parseResult.CommandResult.Command));
        if (examples.Count == 0) return code;
        output.WriteLine("Examples:");
        foreach (var (wanted, line) in examples)
        {
            output.WriteLine("  " + wanted);
            output.WriteLine("    " + line);
        }

        output.WriteLine();
        return code;
    }

    private sealed class PrintVersion : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var assembly = typeof(HelpWithExamples).Assembly;
            parseResult.InvocationConfiguration.Output.WriteLine("virga " + (assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown"));
            return ExitCode.Done;
        }
    }
}
