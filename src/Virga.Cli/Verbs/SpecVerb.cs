using System.CommandLine;
using System.Text.Json;
using Virga.Cli.Arguments;
using Virga.Cli.Console;
using Virga.Specs.Model;

namespace Virga.Cli.Verbs;

/// <summary><c>virga spec</c>: what can be done with a service spec without a project.</summary>
internal static class SpecVerb
{
    public const string Name = "spec";

    public static Command Create(Terminal terminal, GlobalOptions options) => new(Name, "Checks, lists, compiles, compares and calls service specs.")
    {
        SpecCheckVerb.Create(terminal, options),
        SpecListVerb.Create(terminal, options),
        SpecEmitVerb.Create(terminal, options),
        SpecDiffVerb.Create(terminal, options),
        SpecCallVerb.Create(terminal, options),
    };

    public static Argument<string[]> Files() => new("file") { Description = "Specs and adapter documents, or folders of them. What a spec refers to, and its parts beside it, come along.", HelpName = "file", Arity = ArgumentArity.OneOrMore };

    /// <summary>The members of a place: file, line and column, counted from 1.</summary>
    public static void Position(Utf8JsonWriter line, SourcePosition at)
    {
        line.WriteString("file", at.Path);
        line.WriteNumber("line", at.Line + 1);
        line.WriteNumber("column", at.Column + 1);
    }
}
