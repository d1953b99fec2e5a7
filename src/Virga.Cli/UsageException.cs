namespace Virga.Cli;

/// <summary>The command line does not say what to do, or says what cannot be done: exit code 2.</summary>
internal sealed class UsageException(string message) : Exception(message);
