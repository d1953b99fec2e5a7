using System.Diagnostics;

namespace Virga.Local.Tests;

/// <summary>Runs the aws command against an endpoint.</summary>
internal sealed class AwsCli(LocalCloud cloud, string folder)
{
    public static bool IsPresent { get; } = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator)
        .Any(static directory => File.Exists(Path.Combine(directory, "aws")) || File.Exists(Path.Combine(directory, "aws.exe")));

    public async Task<string> RunAsync(params string[] arguments)
    {
        ProcessStartInfo start = new("aws", [.. arguments, "--endpoint-url", cloud.Endpoint.ToString().TrimEnd('/')])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        start.Environment["AWS_ACCESS_KEY_ID"] = cloud.AccessKeyId;
        start.Environment["AWS_SECRET_ACCESS_KEY"] = cloud.SecretAccessKey;
        start.Environment["AWS_DEFAULT_REGION"] = cloud.Region;
        string config = Path.Combine(folder, "aws-config");
        // Version 1 presigns in the old form unless told otherwise.
        await File.WriteAllTextAsync(config, "[default]\ns3 =\n  signature_version = s3v4\n");
        start.Environment["AWS_CONFIG_FILE"] = config;
        start.Environment["AWS_SHARED_CREDENTIALS_FILE"] = Path.Combine(folder, "no-credentials");
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        start.Environment["NO_PROXY"] = "*";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"aws {string.Join(' ', arguments)} ended with {process.ExitCode}: {await errors}");
        return output;
    }
}
