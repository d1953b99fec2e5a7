using System.CommandLine;
using Virga.Cli.Arguments;
using Virga.Cli.Console;
using Virga.Cli.Copying;

namespace Virga.Cli.Verbs;

/// <summary><c>virga mv</c>: a copy whose source is deleted once the target has been seen whole. Not atomic: a reader may see both.</summary>
internal static class MoveVerb
{
    public static Command Create(Terminal terminal, GlobalOptions options) => new CopyFlags(move: true).Create(terminal, options);
}
