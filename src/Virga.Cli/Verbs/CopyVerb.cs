using System.CommandLine;
using System.Globalization;
using Virga.Cli.Arguments;
using Virga.Cli.Console;
using Virga.Cli.Copying;

namespace Virga.Cli.Verbs;

/// <summary><c>virga cp</c>: between files, standard input and output, and stores.</summary>
internal static class CopyVerb
{
    public static Command Create(Terminal terminal, GlobalOptions options) => new CopyFlags(move: false).Create(terminal, options);
}
