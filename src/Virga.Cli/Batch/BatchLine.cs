using System.CommandLine;
using Virga.Cli.Arguments;
using Virga.Cli.Console;
using Virga.Storage;

namespace Virga.Cli.Batch;

/// <summary>One command of a batch, ready to run.</summary>
/// <param name="Number">Its line, from 1.</param>
/// <param name="Words">What the command is given.</param>
/// <param name="Shown">How it is told, without the values of URL queries.</param>
internal sealed record BatchLine(long Number, IReadOnlyList<string> Words, string Shown)
{
    private static readonly string[] NotHere = ["batch", "demo", "help", "completion", "spec"];

    /// <summary>Reads a line; null when it holds no command.</summary>
    /// <exception cref="UsageException">It can be no command of a batch.</exception>
    public static BatchLine? Read(long number, string text, ParseResult batch, GlobalOptions options, bool dryRun)
    {
        var words = ShellWords.Split(text).ToList();
        if (words.Count == 0) return null;
        if (words[0] == "virga") words.RemoveAt(0);
        var shown = string.Join(' ', words.Select(word => ShellWords.Quote(Redacted(word))));

        // Only to look at it: nothing of this one runs.
        using var nobody = new Terminal(Stream.Null, Stream.Null, TextWriter.Null, isErrorInteractive: false, static _ => null);
        var own = new GlobalOptions(options.Stores);
        var (root, parsed) = VirgaCommand.Parse(words, nobody, own);
        var faults = UsageFaults.Of(root, parsed);
        if (faults.Count > 0) throw new UsageException(string.Join(" ", faults));
        var verb = parsed.CommandResult.Command;
        if (NotHere.Contains(CommandName.Of(verb).Split(' ')[0], StringComparer.Ordinal)) throw new UsageException($"'{CommandName.Of(verb)}' is no command for a batch.");
        if (words.Take(words.Count - 1).Contains("-", StringComparer.Ordinal) || (words[^1] == "-" && verb.Name != "cp")) throw new UsageException("A line of a batch has no standard input; name a file.");

        var at = words.IndexOf(parsed.CommandResult.IdentifierToken.Value);
        if (dryRun && verb.Options.FirstOrDefault(option => option.Name == "--dry-run") is { } flag && parsed.GetResult(flag) is null or { Implicit: true }) words.Insert(at + 1, "--dry-run");
        words.InsertRange(0, Inherited(batch, options, parsed, own));
        return new BatchLine(number, words, shown);
    }

    /// <summary>The options of the batch that the line does not give itself.</summary>
    private static IEnumerable<string> Inherited(ParseResult batch, GlobalOptions options, ParseResult line, GlobalOptions own)
    {
        foreach (var (given, mine) in options.All.Zip(own.All))
        {
            if (batch.GetResult(given) is not { Implicit: false } result || line.GetResult(mine) is { Implicit: false }) continue;
            if (result.Tokens.Count == 0) yield return given.Name;
            foreach (var token in result.Tokens)
            {
                yield return given.Name;
                yield return token.Value;
            }
        }
    }

    private static string Redacted(string word)
    {
        try
        {
            return word.Contains("://", StringComparison.Ordinal) && StoreUrl.Parse(word).Settings.Count > 0 ? StoreUrl.Redact(word) : word;
        }
        catch (VirgaException)
        {
            return StoreUrl.Redact(word);
        }
    }
}
