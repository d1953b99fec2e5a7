using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Reflection;

namespace Virga.Cli;

/// <summary>The help of the library, and behind it the examples of the verb.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    private static readonly Dictionary<string, string[]> Examples = new(StringComparer.Ordinal)
    {
        ["demo"] = ["virga demo", "virga demo --store \"s3://bucket?endpoint=http://127.0.0.1:7480\" --profile ceph --size 64MiB"],
        ["ls"] = ["virga ls s3://", "virga ls -r s3://bucket/photos/ --json"],
        ["cp"] = ["virga cp report.pdf s3://bucket/reports/", "virga cp -r s3://bucket/photos/ photos", "tar c folder | virga cp - s3://bucket/folder.tar"],
        ["rm"] = ["virga rm s3://bucket/key", "virga rm -r --dry-run s3://bucket/photos/"],
        ["cat"] = ["virga cat s3://bucket/log.txt | head"],
        ["stat"] = ["virga stat s3://bucket/key --json"],
        ["mb"] = ["virga mb s3://bucket --endpoint http://127.0.0.1:7480"],
        ["rb"] = ["virga rb s3://bucket", "virga rb --force s3://bucket"],
        ["presign"] = ["virga presign s3://bucket/key --expires 10m", "virga presign s3://bucket/key --method put"],
    };

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
        if (!Examples.TryGetValue(parseResult.CommandResult.Command.Name, out var lines)) return code;
        output.WriteLine(lines.Length == 1 ? "Example:" : "Examples:");
        foreach (var line in lines) output.WriteLine("  " + line);
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
