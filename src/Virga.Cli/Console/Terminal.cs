using Spectre.Console;

namespace Virga.Cli.Console;

/// <summary>Where a verb reads and writes: data on standard output, messages and progress on standard error.</summary>
internal sealed class Terminal : IDisposable
{
    private readonly StreamWriter _lines;

    public Terminal(Stream input, Stream output, TextWriter error, bool isErrorInteractive, Func<string, string?> environment)
    {
        Input = input;
        Output = output;
        Error = error;
        Environment = environment;
        IsInteractive = isErrorInteractive;
        _lines = new StreamWriter(output, leaveOpen: true) { NewLine = "\n" };
        Messages = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isErrorInteractive ? AnsiSupport.Detect : AnsiSupport.No,
            Interactive = isErrorInteractive ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(error),
        });
    }

    public Stream Input { get; }

    public Stream Output { get; }

    public TextWriter Error { get; }

    public Func<string, string?> Environment { get; }

    /// <summary>Whether a person watches standard error: only then are progress bars drawn.</summary>
    public bool IsInteractive { get; }

    public IAnsiConsole Messages { get; }

    public static Terminal OfProcess() => new(
        System.Console.OpenStandardInput(),
        System.Console.OpenStandardOutput(),
        System.Console.Error,
        !System.Console.IsErrorRedirected,
        System.Environment.GetEnvironmentVariable);

    /// <summary>A line of data.</summary>
    public void Line(string text) => _lines.WriteLine(text);

    /// <summary>A message for whoever watches.</summary>
    public void Message(string text) => Error.WriteLine(text);

    public void Flush() => _lines.Flush();

    public void Dispose() => _lines.Dispose();
}
