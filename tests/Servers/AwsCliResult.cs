namespace Virga.Servers;

public sealed record AwsCliResult(int ExitCode, string Output, string Errors)
{
    /// <summary>The output of a command that must have succeeded.</summary>
    public string Succeeded() =>
        ExitCode == 0 ? Output : throw new InvalidOperationException($"aws ended with {ExitCode}: {Errors.Trim()}");
}
