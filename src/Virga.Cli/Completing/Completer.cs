using System.CommandLine;
using Virga.Cli.Arguments;
using Virga.Cli.Batch;
using Virga.Cli.Console;
using Virga.Cli.Hashing;
using Virga.Cli.Help;
using Virga.Configuration;

namespace Virga.Cli.Completing;

/// <summary>Answers the scripts of <c>virga completion</c>: one candidate a line, a tab and its description behind it; <c>:files</c> where paths fit too.</summary>
/// <remarks>Nothing that is missing or wrong (home folder, profile file, network) is an error here: there are fewer candidates.</remarks>
internal sealed class Completer(Terminal terminal, GlobalOptions options)
{
    /// <summary>What the scripts call. Behind it stand either the words so far, the one being typed last, or --line and the line up to the cursor.</summary>
    public const string Verb = "__complete";

    private static readonly HashSet<string> TakesPaths = new(StringComparer.Ordinal) { "cp", "mv", "hash", "batch", "spec check", "spec list", "spec emit", "spec diff", "spec call" };
    private static readonly HashSet<string> TakesUrls = new(StringComparer.Ordinal) { "ls", "cp", "mv", "rm", "cat", "stat", "du", "hash", "mb", "rb", "presign" };

    private static readonly string[] Rights = ["get", "head", "put", "delete"];
    private static readonly string[] Schemes = ["s3://", "file:///"];

    public async Task<int> RunAsync(IReadOnlyList<string> typed, CancellationToken cancellationToken)
    {
        var words = typed is ["--line", var line] ? [.. ShellWords.SplitTyped(line).Skip(1)] : typed;
        var current = words.Count == 0 ? "" : words[^1];
        var before = words.Count == 0 ? [] : words.Take(words.Count - 1).ToList();
        var (root, parsed) = VirgaCommand.Parse(before, terminal, options);
        var command = parsed.CommandResult.Command;

        var found = await FindAsync(root, command, parsed, before, current, cancellationToken).ConfigureAwait(false);
        foreach (var (value, description) in found.Candidates)
        {
            if (value.StartsWith(current, StringComparison.Ordinal)) terminal.Line($"{value}\t{description}");
        }

        if (found.Files) terminal.Line(":files");
        terminal.Flush();
        return ExitCode.Done;
    }

    private async Task<(IEnumerable<Candidate> Candidates, bool Files)> FindAsync(RootCommand root, Command command, ParseResult parsed, List<string> before, string current, CancellationToken cancellationToken)
    {
        if (!before.Contains("--", StringComparer.Ordinal))
        {
            if (before.Count > 0 && Named(command, root, before[^1]) is { } waiting && waiting.ValueType != typeof(bool)) return await ValuesAsync(waiting, "", current, parsed, cancellationToken).ConfigureAwait(false);
            if (current.StartsWith("--", StringComparison.Ordinal) && current.IndexOf('=', StringComparison.Ordinal) is var equals and > 0)
            {
                return Named(command, root, current[..equals]) is { } assigned ? await ValuesAsync(assigned, current[..(equals + 1)], current[(equals + 1)..], parsed, cancellationToken).ConfigureAwait(false) : ([], false);
            }

            if (current.StartsWith('-')) return (Options(command, root, parsed), false);
        }

        if (command.Subcommands.Count > 0) return (command.Subcommands.Where(verb => !verb.Hidden).Select(verb => new Candidate(verb.Name, verb.Description ?? "")), false);
        if (command.Name == "completion") return (CompletionScripts.Shells.Select(shell => new Candidate(shell, $"the script for {shell}")), false);
        if (command.Name == "help") return (root.Subcommands.Select(verb => new Candidate(verb.Name, verb.Description ?? "")).Concat(HelpTopics.Names.Select(name => new Candidate(name, "a topic"))), false);
        var urls = TakesUrls.Contains(command.Name) ? await UrlsAsync("", current, parsed, cancellationToken).ConfigureAwait(false) : [];
        return (urls, TakesPaths.Contains(CommandName.Of(command)) && !current.Contains("://", StringComparison.Ordinal));
    }

    private static Option? Named(Command command, RootCommand root, string word) =>
        command.Options.Concat(root.Options).FirstOrDefault(option => option.Name == word || option.Aliases.Contains(word, StringComparer.Ordinal));

    private static IEnumerable<Candidate> Options(Command command, RootCommand root, ParseResult parsed) =>
        command.Options.Concat(root.Options)
            .Where(option => !option.Hidden && (option.AllowMultiple() || parsed.GetResult(option) is null or { Implicit: true }))
            .DistinctBy(option => option.Name, StringComparer.Ordinal)
            .Select(option => new Candidate(option.Name, option.Description ?? ""));

    private async Task<(IEnumerable<Candidate> Candidates, bool Files)> ValuesAsync(Option option, string lead, string current, ParseResult parsed, CancellationToken cancellationToken)
    {
        var values = option.Name switch
        {
            "--profile" => Profiles(),
            "--algorithm" => HashName.All.Select(name => new Candidate(name, "")),
            "--method" => Rights.Select(name => new Candidate(name, "")),
            "--store" => await UrlsAsync("", current, parsed, cancellationToken).ConfigureAwait(false),
            _ => [],
        };
        return (values.Select(value => value with { Value = lead + value.Value }), option.Name == "--check" && lead.Length == 0);
    }

    private IEnumerable<Candidate> Profiles()
    {
        var own = Array.Empty<string>() as IReadOnlyList<string>;
        try
        {
            own = ProfileFile.Load(ProfileFile.DefaultPath(terminal.Environment))?.Names ?? [];
        }
        catch (Exception e) when (e is VirgaException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Whoever runs a verb with it is told; who types is not.
        }

        return own.Select(name => new Candidate(name, "of your profile file")).Concat(Aws.S3.S3Profiles.All.Select(profile => new Candidate(profile.Name, "built in")));
    }

    private async Task<IEnumerable<Candidate>> UrlsAsync(string lead, string current, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (current.Contains("://", StringComparison.Ordinal)) return await new RemoteCandidates(parsed, options, terminal).FindAsync(current, cancellationToken).ConfigureAwait(false);
        return Schemes.Select(scheme => new Candidate(lead + scheme, "a store"));
    }
}
