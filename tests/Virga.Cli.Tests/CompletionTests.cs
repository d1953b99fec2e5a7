using System.Diagnostics;
using Virga.Servers;

namespace Virga.Cli.Tests;

public sealed class CompletionTests : CloudTest
{
    [Theory]
    [InlineData("virga l", "ls")]
    [InlineData("virga m", "mv", "mb")]
    [InlineData("virga cp --dry", "--dry-run")]
    [InlineData("virga ls --prof", "--profile")]
    [InlineData("virga cp --dry-run --dry")]
    [InlineData("virga rm --exclude x --excl", "--exclude")]
    [InlineData("virga --profile moto l", "ls")]
    [InlineData("virga ls --profile mo", "moto")]
    [InlineData("virga ls --profile=mo", "--profile=moto")]
    [InlineData("virga hash -a crc", "crc32c", "crc64nvme", "crc32")]
    [InlineData("virga presign --method p", "put")]
    [InlineData("virga completion ", "bash", "zsh", "fish")]
    [InlineData("virga help wild", "wildcards")]
    [InlineData("virga cp -- s", "s3://")]
    [InlineData("virga ls s3://buc", "s3://bucket/")]
    [InlineData("virga ls s3://bucket/d", "s3://bucket/dir/", "s3://bucket/doc.txt")]
    [InlineData("virga cp --recursive 's3://bucket/dir/a", "s3://bucket/dir/a b")]
    [InlineData("virga ls s3://bucket/nope")]
    public async Task ALineIsCompleted(string line, params string[] expected)
    {
        await PutAsync("dir/a b", "dir/c", "doc.txt");
        var run = await ExpectAsync(0, "__complete", "--line", line);
        Assert.Empty(run.Error);
        Assert.Equal(expected, Values(run.Text).Where(value => value != ":files"));
    }

    [Fact]
    public async Task PathsAreLeftToTheShellWhereTheyFit()
    {
        foreach (var verb in new[] { "cp", "mv", "hash", "batch" }) Assert.Contains(":files", Values((await ExpectAsync(0, "__complete", verb, "")).Text));
        foreach (var verb in new[] { "ls", "rm" }) Assert.DoesNotContain(":files", Values((await ExpectAsync(0, "__complete", verb, "")).Text));
        Assert.DoesNotContain(":files", Values((await ExpectAsync(0, "__complete", "cp", "s3://buc")).Text));
    }

    [Fact]
    public async Task WithoutNetworkConfigurationOrHomeThereAreFewerCandidatesAndNoErrors()
    {
        var broken = Write("config.yaml", "profiles: [\n");
        foreach (var environment in new Dictionary<string, string>[]
        {
            new() { ["VIRGA_CONFIG"] = broken },
            new() { ["VIRGA_CONFIG"] = Path.Combine(Folder, "config.yaml", "below-a-file") },
            new() { ["HOME"] = "", ["AWS_ENDPOINT_URL_S3"] = "http://127.0.0.1:1" },
            new() { ["AWS_ENDPOINT_URL_S3"] = "this is no address" },
        })
        {
            Assert.Equal(["ls"], Values(await CompleteAsync(environment, "l")));
            Assert.Contains("moto", Values(await CompleteAsync(environment, "ls", "--profile", "")));
            Assert.Empty(await CompleteAsync(new Dictionary<string, string>(environment) { ["AWS_ENDPOINT_URL_S3"] = "http://127.0.0.1:1" }, "ls", "s3://bucket/"));
        }

        Assert.Empty(await CompleteAsync(new() { ["VIRGA_COMPLETION_REMOTE"] = "off" }, "ls", "s3://bucket/"));
        Assert.Empty(Requests);
    }

    [Fact]
    public async Task AStoreThatDoesNotAnswerIsNotWaitedFor()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Fault = _ => new Local.LocalFault { Until = gate.Task };
        Assert.Empty((await ExpectAsync(0, "__complete", "ls", "s3://bucket/")).Text);
        gate.SetResult();
    }

    [Fact]
    public async Task ProfilesOfTheFileAreCompleted()
    {
        var config = Write("config.yaml", "profiles:\n  work:\n    region: x\n  wide:\n    region: y\n");
        Assert.Equal(["wide", "work"], Values(await CompleteAsync(new() { ["VIRGA_CONFIG"] = config }, "ls", "--profile", "w")).Where(name => name is not "wasabi"));
    }

    [SkippableFact]
    public async Task BashCompletes()
    {
        await PutAsync("dir/a b", "doc.txt");
        Write("notes.txt", "x");

        // What readline does: the line, the cursor, and words that are split at colons and equals signs as well.
        var script = """
            source <(virga completion bash)
            try() {
                COMP_LINE=$1 COMP_POINT=${#1}
                local last=${1##*[[:space:]]}
                COMP_WORDS=(virga x "${last##*[:=]}") COMP_CWORD=2 COMPREPLY=()
                _virga
                printf '%s\n' "${COMPREPLY[*]}"
            }
            complete -p virga
            try 'virga l'
            try 'virga ls --profile=mo'
            try 'virga ls s3://bucket/d'
            try 'virga ls s3://bucket/dir/'
            try 'virga hash no'
            """;
        Assert.Equal(
            ["complete -F _virga virga", "ls", "moto", "//bucket/dir/ //bucket/doc.txt", "//bucket/dir/a\\ b", "notes.txt"],
            await RunShellAsync("bash", "--noprofile", "--norc", "-c", script));
    }

    [SkippableFact]
    public async Task FishCompletes()
    {
        await PutAsync("dir/a b", "doc.txt");
        Write("notes.txt", "x");
        var script = """
            virga completion fish | source
            complete -C 'virga l'
            complete -C 'virga ls --profile=mo'
            complete -C 'virga ls s3://bucket/d'
            complete -C 'virga ls s3://bucket/dir/'
            complete -C 'virga hash no'
            """;
        var lines = await RunShellAsync(Shell("fish"), "--no-config", "-c", script);
        Assert.Equal(["ls", "--profile=moto", "s3://bucket/dir/", "s3://bucket/doc.txt", "s3://bucket/dir/a b", "notes.txt"], lines.Select(line => line.Split('\t')[0]));
    }

    [SkippableFact]
    public async Task ZshCompletes()
    {
        await PutAsync("dir/a b", "doc.txt");
        Write("notes.txt", "x");

        // zsh completes only at a prompt, so one runs behind a pseudo-terminal; a key shows what the line has become.
        var script = """
            zmodload zsh/zpty
            zpty z zsh -f -i
            show() { zpty -w z $1; }
            zpty -w z 'PROMPT=; RPROMPT=; unsetopt zle_bracketed_paste 2>/dev/null; autoload -Uz compinit; compinit -u -D; source <(virga completion zsh)'
            zpty -w z 'told() { print -r -- "told<$BUFFER>"; BUFFER=; zle accept-line }; zle -N told; bindkey "^X" told; print -r -- rea""dy'
            zpty -r -m z out '*ready*'
            for line in 'virga l' 'virga ls --profile=mo' 'virga ls s3://bucket/di' 'virga ls s3://bucket/dir/' 'virga hash no'; do
                zpty -w -n z "$line"$'\t'
                zpty -w -n z $'\x18'
                zpty -r -m z out '*told<*>*'
                out=${out##*told<}
                print -r -- "${out%%>*}"
            done
            zpty -d z
            """;
        var lines = await RunShellAsync(Shell("zsh"), "-f", "-c", script);
        Assert.Equal(["virga ls ", "virga ls --profile=moto ", "virga ls s3://bucket/dir/", "virga ls s3://bucket/dir/a\\ b ", "virga hash notes.txt "], lines);
    }

    private static IEnumerable<string> Values(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[0]);

    private static string Shell(string name) => TestServers.RequireShell(name);

    private async Task<string> CompleteAsync(Dictionary<string, string> environment, params string[] words)
    {
        var run = await CommandRun.OfAsync(Cloud, ["__complete", .. words], environment: environment);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return run.Text;
    }

    private async Task<IReadOnlyList<string>> RunShellAsync(string shell, params string[] arguments)
    {
        if (OperatingSystem.IsWindows())
        {
            Skip.If(true, "shells are tried as on Linux");
            return [];
        }

        var bin = Directory.CreateDirectory(Path.Combine(Folder, ".bin")).FullName;
        CommandProcess.WriteStarter(Path.Combine(bin, "virga"));
        var start = new ProcessStartInfo(shell) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        CommandProcess.SetEnvironment(start, Cloud);
        start.Environment["PATH"] = bin + ":" + Environment.GetEnvironmentVariable("PATH");
        start.Environment["HOME"] = Folder;
        start.Environment["TERM"] = "dumb";
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output + await error);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
