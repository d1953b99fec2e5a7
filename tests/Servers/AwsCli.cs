using System.ComponentModel;
using System.Diagnostics;

namespace Virga.Servers;

/// <summary>The aws command against one server: an independent writer and reader of what the tests move.</summary>
public sealed class AwsCli(TestServer server)
{
    private static readonly Lazy<string?> Program = new(() => ClientProgram.Find(ClientProgram.Aws));

    /// <summary>Skips the test, or fails it where everything is required, when the command is not installed.</summary>
    public static AwsCli Require(TestServer server)
    {
        _ = ClientProgram.Require(ClientProgram.Aws);
        return new AwsCli(server);
    }

    /// <summary>Runs a command such as <c>s3api list-objects-v2 --bucket b</c>. A cancelled run is killed with its children.</summary>
    public async Task<AwsCliResult> RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        using var process = new Process { StartInfo = Start(arguments) };
        process.Start();
        process.StandardInput.Close();
        // Both pipes are drained at once: a full one would stop the command.
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
            return new AwsCliResult(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            Kill(process);
            throw;
        }
    }

    private ProcessStartInfo Start(string[] arguments)
    {
        var start = new ProcessStartInfo(Program.Value ?? "aws")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("--endpoint-url");
        start.ArgumentList.Add(server.Endpoint.AbsoluteUri.TrimEnd('/'));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var environment = start.Environment;
        // Nothing of the machine's own account may take part.
        foreach (var name in environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)).ToList())
            environment.Remove(name);
        environment["AWS_ACCESS_KEY_ID"] = server.AccessKeyId;
        environment["AWS_SECRET_ACCESS_KEY"] = server.SecretAccessKey;
        environment["AWS_DEFAULT_REGION"] = server.Region;
        environment["AWS_CONFIG_FILE"] = environment["AWS_SHARED_CREDENTIALS_FILE"] = Path.Combine(AppContext.BaseDirectory, "no-such-aws-file");
        environment["AWS_EC2_METADATA_DISABLED"] = "true";
        environment["AWS_PAGER"] = "";
        // Newer versions send checksum trailers unasked, which these servers refuse.
        environment["AWS_REQUEST_CHECKSUM_CALCULATION"] = environment["AWS_RESPONSE_CHECKSUM_VALIDATION"] = "when_required";
        return start;
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself in between.
        }
    }
}
