using Virga.Cli.Console;

namespace Virga.Cli.Verbs;

/// <summary>What a dry run tells of a bucket.</summary>
internal static class DryRun
{
    public static void Tell(Terminal terminal, string would, string bucket, bool json)
    {
        if (!json)
        {
            terminal.Line(Text.Printable($"would {would} {bucket}"));
            return;
        }

        JsonLine.Write(terminal, line =>
        {
            line.WriteString("bucket", bucket);
            line.WriteString("would", would);
        });
    }
}
