using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Virga.Local;

namespace Virga.Cli.Tests;

/// <summary>The command as a process of its own, as a shell starts it.</summary>
internal sealed class CommandProcess : IDisposable
{
    private const int Interrupt = 2;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly Task<string> _error;

    private CommandProcess(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
    }

    public Stream Input => _process.StandardInput.BaseStream;

    public StreamReader Output => _process.StandardOutput;

    public static CommandProcess Start(LocalCloud cloud, params string[] arguments) => Start(start => SetEnvironment(start, cloud), arguments);

    public static CommandProcess Start(Action<ProcessStartInfo> environment, params string[] arguments)
    {
        // A shell without job control starts its background jobs, and this test run may be one, with SIGINT ignored; env gives the default back.
        var start = new ProcessStartInfo("env") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["--default-signal=INT", .. Command(), .. arguments]) start.ArgumentList.Add(argument);
        environment(start);
        return new CommandProcess(Process.Start(start)!);
    }

    /// <summary>The account of the endpoint, and nothing of whoever runs the tests.</summary>
    public static void SetEnvironment(ProcessStartInfo start, LocalCloud cloud)
    {
        start.Environment["AWS_ACCESS_KEY_ID"] = cloud.AccessKeyId;
        start.Environment["AWS_SECRET_ACCESS_KEY"] = cloud.SecretAccessKey;
        start.Environment["AWS_ENDPOINT_URL_S3"] = cloud.Endpoint.GetLeftPart(UriPartial.Authority);
        start.Environment["VIRGA_COMPLETION_REMOTE"] = "60s";
        start.Environment["VIRGA_CONFIG"] = Path.Combine(Path.GetTempPath(), "virga-cli-tests-no-home", "config.yaml");
    }

    /// <summary>Writes a script of the shell that starts the command.</summary>
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public static void WriteStarter(string path)
    {
        File.WriteAllText(path, $"#!/bin/sh\nexec {string.Join(' ', Command().Select(word => $"'{word}'"))} \"$@\"\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    // The folder of the tests holds what the tests' own list of dependencies names, not all that the command's names.
    private static IReadOnlyList<string> Command()
    {
        var dotnet = Environment.ProcessPath is { } host && Path.GetFileName(host) == "dotnet" ? host : "dotnet";
        var tests = Path.Combine(AppContext.BaseDirectory, typeof(CommandProcess).Assembly.GetName().Name!);
        return [dotnet, "exec", "--depsfile", tests + ".deps.json", "--runtimeconfig", tests + ".runtimeconfig.json", typeof(VirgaCommand).Assembly.Location];
    }

    public void SendInterrupt()
    {
        if (Kill(_process.Id, Interrupt) != 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    public async Task<(int ExitCode, string Error)> EndAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        await _process.WaitForExitAsync(limit.Token);
        return (_process.ExitCode, await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
}
