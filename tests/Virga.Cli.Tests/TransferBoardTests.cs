using Virga.Cli.Console;
using Virga.Cli.Copying;
using Virga.Testing;

namespace Virga.Cli.Tests;

public sealed class TransferBoardTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void TheBoardTellsFilesBytesRateAndTimeLeft()
    {
        var board = new TransferBoard(_time);
        board.Found(4 << 20);
        board.Found(6 << 20);
        var first = board.Begin("dir/first", 4 << 20);
        Assert.Equal("0 of 2+ files  0 B of 10.0 MiB+", board.Lines(120)[0]);
        board.FoundAll();
        _time.Advance(TimeSpan.FromSeconds(2));
        first.Report(new TransferProgress(2 << 20, 4 << 20, 0, null));
        var lines = board.Lines(120);
        Assert.Equal("0 of 2 files  2.00 MiB of 10.0 MiB  20%  1.00 MiB/s  0:08 left", lines[0]);
        Assert.StartsWith("  dir/first ", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("2.00 MiB of 4.00 MiB   50%", lines[1], StringComparison.Ordinal);
        first.Complete(4 << 20);
        first.Dispose();
        Assert.StartsWith("1 of 2 files  4.00 MiB of 10.0 MiB  40%", Assert.Single(board.Lines(120)), StringComparison.Ordinal);
    }

    [Fact]
    public void TheRateIsThatOfTheLastSeconds()
    {
        var board = new TransferBoard(_time);
        board.Found(1 << 30);
        board.FoundAll();
        var row = board.Begin("a", 1 << 30);
        for (var second = 1; second <= 30; second++)
        {
            board.Lines(80);
            _time.Advance(TimeSpan.FromSeconds(1));
            if (second <= 10) row.Report(new TransferProgress(second * (10L << 20), null, 0, null));
        }

        // Nothing came for twenty seconds: it stands still, and no time is foretold.
        Assert.Contains("  0 B/s", board.Lines(80)[0], StringComparison.Ordinal);
        Assert.DoesNotContain("left", board.Lines(80)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void OnlySoManyFilesAreShownAndNoLineIsWiderThanTheTerminal()
    {
        var board = new TransferBoard(_time);
        for (var i = 0; i < 20; i++) board.Begin(new string('x', 300) + i, 1 << 20);
        var lines = board.Lines(60);
        Assert.Equal(10, lines.Count);
        Assert.Equal("  and 12 more", lines[^1]);
        Assert.All(lines, line => Assert.True(line.Length <= 60, line));
        Assert.Contains("xxx0  ", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void AMessageStandsAboveWhatIsDrawn()
    {
        using var error = new StringWriter();
        using var terminal = new Terminal(Stream.Null, Stream.Null, error, isErrorInteractive: true, _ => null);
        terminal.Draw(["one", "two"]);
        terminal.Message("said");
        terminal.Draw([]);
        Assert.Equal("\u001b[?25lone\ntwo\n\r\u001b[2A\u001b[Jsaid\none\ntwo\n\r\u001b[2A\u001b[J\u001b[?25h", error.ToString());
    }
}
