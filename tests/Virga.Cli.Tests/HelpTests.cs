namespace Virga.Cli.Tests;

public sealed class HelpTests
{
    [Theory]
    [InlineData("demo")]
    [InlineData("ls")]
    [InlineData("cp")]
    [InlineData("rm")]
    [InlineData("cat")]
    [InlineData("stat")]
    [InlineData("mb")]
    [InlineData("rb")]
    [InlineData("presign")]
    public async Task EachVerbHasHelpWithAnExample(string verb)
    {
        var run = await CommandRun.OfAsync(null, [verb, "--help"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        Assert.Contains($"virga {verb} ", run.Text, StringComparison.Ordinal);
        Assert.Contains("  virga " + verb, run.Text[run.Text.IndexOf("Example", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheHelpOfTheCommandNamesTheVerbsAndTheExitCodes()
    {
        var run = await CommandRun.OfAsync(null, ["--help"]);
        Assert.Equal(0, run.ExitCode);
        foreach (var verb in new[] { "demo", "ls", "cp", "rm", "cat", "stat", "mb", "rb", "presign" }) Assert.Contains("  " + verb + " ", run.Text, StringComparison.Ordinal);
        Assert.Contains("3 partly done", run.Text, StringComparison.Ordinal);
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
}
