namespace Virga.Cli.Specs.Calling;

/// <summary>One <c>name=value</c> of a command line. A value that begins with an at sign names a file, <c>@-</c> standard input.</summary>
/// <param name="Name">The name, as written.</param>
/// <param name="Text">What stands behind the equals sign.</param>
internal sealed record GivenValue(string Name, string Text)
{
    public bool IsUsed { get; set; }

    /// <summary>The file that holds the value; null when the value stands here.</summary>
    public string? File => Text.Length > 1 && Text[0] == '@' && Text[1] != '@' ? Text[1..] : null;

    /// <exception cref="UsageException">There is no equals sign.</exception>
    public static GivenValue Parse(string argument)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0) throw new UsageException($"'{argument}' is no value: write name=value, or name=@file.");
        return new GivenValue(argument[..equals], argument[(equals + 1)..]);
    }

    /// <summary>The value as text, out of its file where it has one.</summary>
    public string Read(Stream input)
    {
        if (File is not { } file) return Text.StartsWith("@@", StringComparison.Ordinal) ? Text[1..] : Text;
        if (file != "-") return System.IO.File.ReadAllText(Existing(file));
        using var reader = new StreamReader(input, leaveOpen: true);
        return reader.ReadToEnd();
    }

    /// <summary>The value as bytes.</summary>
    public Stream Open(Stream input) => File switch
    {
        null => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Read(input))),
        "-" => input,
        { } file => System.IO.File.OpenRead(Existing(file)),
    };

    private string Existing(string file) => System.IO.File.Exists(file) ? file : throw new UsageException($"There is no file '{file}', which '{Name}' names. A value that begins with @ is written with two: {Name}=@{Text}.");
}
