namespace Virga.Cli.Console;

/// <summary>Whoever read standard output went away, as <c>head</c> does. No <see cref="IOException"/>, so that nothing on the way takes it for a fault of a file.</summary>
internal sealed class OutputClosedException(Exception cause) : Exception("Standard output was closed by its reader.", cause);
