using Spectre.Console;

namespace Virga.Cli.Console;

/// <summary>Where a verb reads and writes: data on standard output, messages and progress on standard error.</summary>
internal sealed class Terminal : IDisposable
{
    private const string ShowCursorCode = "\u001b[?25h";
    private const string HideCursorCode = "\u001b[?25l";
    private readonly Lock _lock = new();
    private readonly StreamWriter _lines;
    private readonly TextWriter _error;
    private readonly Lazy<IAnsiConsole> _messages;
    private IReadOnlyList<string> _drawn = [];

    public Terminal(Stream input, Stream output, TextWriter error, bool isErrorInteractive, Func<string, string?> environment, bool isOutputInteractive = false)
    {
        Input = input;
        Output = output;
        _error = error;
        Environment = environment;
        IsInteractive = isErrorInteractive;
        _lines = new StreamWriter(output, leaveOpen: true) { NewLine = "\n" };
        IsOutputInteractive = isOutputInteractive;

        // Help and completion begin without it.
        _messages = new Lazy<IAnsiConsole>(() => AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isErrorInteractive ? AnsiSupport.Detect : AnsiSupport.No,
            Interactive = isErrorInteractive ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(error),
        }));
    }

    public Stream Input { get; }

    public Stream Output { get; }

    public Func<string, string?> Environment { get; }

    /// <summary>Whether a person watches standard error: only then are progress bars drawn.</summary>
    public bool IsInteractive { get; }

    /// <summary>Whether standard output is a terminal too, where lines of data and drawings would mix.</summary>
    public bool IsOutputInteractive { get; }

    public IAnsiConsole Messages => _messages.Value;

    /// <summary>Columns of the terminal of standard error.</summary>
    public int Width => Messages.Profile.Width;

    /// <summary>Whether lines can be drawn and drawn again.</summary>
    public bool CanDraw => IsInteractive && Messages.Profile.Capabilities.Ansi;

    /// <summary>Lines of data, for whoever wants a writer.</summary>
    public TextWriter Lines => _lines;

    public static Terminal OfProcess() => new(
        StandardStream.Input(),
        StandardStream.Output(),
        System.Console.Error,
        !System.Console.IsErrorRedirected && System.Environment.GetEnvironmentVariable("TERM") != "dumb",
        System.Environment.GetEnvironmentVariable,
        !System.Console.IsOutputRedirected);

    /// <summary>A line of data.</summary>
    public void Line(string text) => _lines.WriteLine(text);

    /// <summary>A message for whoever watches: always one line. Safe for concurrent calls.</summary>
    public void Message(string text)
    {
        var line = Text.Printable(text.ReplaceLineEndings(" ").Trim());
        lock (_lock)
        {
            if (_drawn.Count == 0) _error.WriteLine(line);
            else Redraw(line, _drawn);
        }
    }

    /// <summary>Draws lines at the end of standard error in place of those that were drawn before; none to end it. Messages stand above them.</summary>
    public void Draw(IReadOnlyList<string> lines)
    {
        lock (_lock)
        {
            if (_drawn.Count == 0 && lines.Count > 0) _error.Write(HideCursorCode);
            Redraw(null, lines);
            if (lines.Count == 0) _error.Write(ShowCursorCode);
            _error.Flush();
        }
    }

    /// <summary>Ends what a progress bar may have left open: it hides the cursor.</summary>
    public void ShowCursor()
    {
        if (IsInteractive) _error.Write(ShowCursorCode);
    }

    public void Flush() => _lines.Flush();

    public void Dispose()
    {
        try
        {
            _lines.Dispose();
        }
        catch (OutputClosedException)
        {
            // What the reader did not want is dropped.
        }
    }

    // In one write, from the left edge (Ctrl-C is echoed): up to the first drawn line, everything from there erased, and all that is to stand there.
    private void Redraw(string? message, IReadOnlyList<string> lines)
    {
        var text = new System.Text.StringBuilder();
        if (_drawn.Count > 0) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\r\u001b[{_drawn.Count}A\u001b[J");
        if (message is not null) text.Append(message).Append('\n');
        foreach (var line in lines) text.Append(line).Append('\n');
        _error.Write(text.ToString());
        _drawn = lines;
    }
}
