using System.Diagnostics;
using Virga.Cli.Batch;
using Virga.Cli.Help;

namespace Virga.Cli.Tests;

public sealed class HelpTests : IDisposable
{
    private static readonly string[] Names = ["demo", "ls", "cp", "mv", "rm", "cat", "stat", "du", "hash", "mb", "rb", "presign", "batch", "completion", "help", "spec", "spec check", "spec list", "spec emit", "spec diff", "spec call"];
    private readonly string _folder = Directory.CreateTempSubdirectory("virga-cli-").FullName;

    public static TheoryData<string> Verbs { get; } = [.. Names];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task EachVerbTeachesByThreeToSixExamples(string verb)
    {
        var run = await CommandRun.OfAsync(null, [.. verb.Split(' '), "--help"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        Assert.Contains($"virga {verb} ", run.Text, StringComparison.Ordinal);
        var examples = run.Text[run.Text.IndexOf("Examples:", StringComparison.Ordinal)..].Split('\n').Where(line => line.StartsWith("    ", StringComparison.Ordinal)).ToList();
        Assert.InRange(examples.Count, 3, 6);
        Assert.All(examples, line => Assert.Contains($"virga {verb}", line, StringComparison.Ordinal));
        Assert.Equal(run.Text, (await CommandRun.OfAsync(null, ["help", .. verb.Split(' ')])).Text);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task EveryExampleIsACommandLineThatIsUnderstood(string verb)
    {
        await using var stores = new Arguments.StorePool(() => new Storage.StoreRegistry());
        using var nobody = new Console.Terminal(Stream.Null, Stream.Null, TextWriter.Null, isErrorInteractive: false, _ => null);
        foreach (var (wanted, line) in Examples.Of(verb))
        {
            Assert.EndsWith(":", wanted, StringComparison.Ordinal);
            var command = line[line.IndexOf("virga ", StringComparison.Ordinal)..].Split([" | ", " > ", ")"], StringSplitOptions.None)[0];
            var (root, parsed) = VirgaCommand.Parse([.. ShellWords.Split(command).Skip(1)], nobody, new Arguments.GlobalOptions(stores));
            Assert.Equal([], UsageFaults.Of(root, parsed));
            Assert.StartsWith(verb, CommandName.Of(parsed.CommandResult.Command), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task TheHelpOfTheCommandNamesTheVerbsTheTopicsAndTheExitCodes()
    {
        var run = await CommandRun.OfAsync(null, ["--help"]);
        Assert.Equal(0, run.ExitCode);
        foreach (var verb in Names.Where(verb => !verb.Contains(' ', StringComparison.Ordinal))) Assert.Contains("  " + verb + " ", run.Text, StringComparison.Ordinal);
        Assert.Contains("3 partly done", run.Text, StringComparison.Ordinal);
        foreach (var topic in HelpTopics.Names) Assert.Contains(topic, run.Text, StringComparison.Ordinal);
        Assert.Equal(run.Text, (await CommandRun.OfAsync(null, ["help"])).Text);
    }

    [Theory]
    [InlineData("wildcards", "**/")]
    [InlineData("filters", "--exclude always wins")]
    [InlineData("urls", "byte for byte")]
    [InlineData("profiles", "config.yaml")]
    [InlineData("exit-codes", "partly done")]
    public async Task EachTopicHasItsPage(string topic, string says)
    {
        var run = await CommandRun.OfAsync(null, ["help", topic]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(says, run.Text, StringComparison.Ordinal);
        Assert.All(run.Text.Split('\n'), line => Assert.True(line.Length <= 100, line));
    }

    [Theory]
    [InlineData("There is no verb 'cpy'. Did you mean 'cp'?", "cpy", "a", "b")]
    [InlineData("There is no verb 'sl'. Did you mean 'ls'?", "sl")]
    [InlineData("There is no verb 'frobnicate'.", "frobnicate")]
    [InlineData("There is no verb 'chekc' of 'spec'. Did you mean 'check'?", "spec", "chekc", "a.yaml")]
    [InlineData("Name a verb of 'spec': check, list, emit, diff, call", "spec")]
    [InlineData("spec check has no option '--stric'.", "spec", "check", "a.yaml", "--stric")]
    [InlineData("There is no file 'nowhere.yaml'.", "spec", "check", "nowhere.yaml")]
    [InlineData("Did you mean '--recursive'?", "cp", "--recurisve", "a", "s3://b/")]
    [InlineData("Did you mean '--dry-run'?", "rm", "s3://b/k", "--dryrun")]
    [InlineData("Did you mean '--max-delete'?", "rm", "s3://b/k", "--maxdelete=3")]
    [InlineData("presign takes no 'b' more", "presign", "s3://a/k", "b")]
    [InlineData("There is no verb or topic 'wildcard'. Did you mean 'wildcards'?", "help", "wildcard")]
    [InlineData("'tcsh'", "completion", "tcsh")]
    public async Task ASlipIsNamedWithWhatWasProbablyMeant(string says, params string[] arguments)
    {
        var run = await CommandRun.OfAsync(null, arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Did you mean", says.EndsWith("'.", StringComparison.Ordinal) ? run.Error : "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task BehindTwoDashesAnOperandMayBeginWithADash()
    {
        var run = await CommandRun.OfAsync(null, ["hash", "--", "-no-such-file"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("There is no file or folder '-no-such-file'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheVersionIsOneLine()
    {
        var run = await CommandRun.OfAsync(null, ["--version"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"^virga \d+\.\d+\.\d+[^\s]*\n$", run.Text.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task WithoutAVerbTheWayToTheHelpIsTold()
    {
        var run = await CommandRun.OfAsync(null, []);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("virga --help", run.Error, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("--help")]
    [InlineData("help", "profiles")]
    [InlineData("cp", "--help")]
    [InlineData("completion", "bash")]
    [InlineData("__complete", "ls", "--profile", "")]
    public async Task HelpAndCompletionNeedNoHomeNoConfigurationAndNoNetwork(params string[] arguments)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "the environment is emptied as on Linux");
        foreach (var config in new[] { null, _folder, "/proc/self/mem" })
        {
            using var process = CommandProcess.Start(start => Bare(start, config), arguments);
            process.Input.Close();
            Assert.NotEmpty(await process.Output.ReadToEndAsync());
            Assert.Equal((0, ""), await process.EndAsync());
        }
    }

    private static void Bare(ProcessStartInfo start, string? config)
    {
        var path = start.Environment["PATH"];
        start.Environment.Clear();
        start.Environment["PATH"] = path;
        start.Environment["AWS_ENDPOINT_URL"] = "http://192.0.2.1";
        if (config is not null) start.Environment["VIRGA_CONFIG"] = config;
    }
}
