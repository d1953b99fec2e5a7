using System.Diagnostics;

namespace Virga.Local.Tests.Clients;

/// <summary>A client that others wrote, as a process, with nothing of this machine's own settings.</summary>
internal sealed class ClientCommand(string program, string folder)
{
    // What would point the client elsewhere, or give it another key.
    private static readonly string[] Foreign = ["AWS_", "RCLONE_", "S3CMD", "REQUESTS_", "CURL_", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "BOTO"];

    public Dictionary<string, string> Environment { get; } = [];

    public List<string> FirstArguments { get; } = [];

    public string Folder => folder;

    /// <summary>The output of a run that must succeed.</summary>
    public async Task<string> RunAsync(params string[] arguments)
    {
        ClientRun run = await TryAsync(arguments);
        Assert.True(run.ExitCode == 0, $"{Path.GetFileName(program)} {string.Join(' ', arguments)} ended with {run.ExitCode}: {run.Errors} {run.Output}");
        return run.Output;
    }

    /// <summary>The errors of a run that must fail.</summary>
    public async Task<string> FailAsync(params string[] arguments)
    {
        ClientRun run = await TryAsync(arguments);
        Assert.True(run.ExitCode != 0, $"{Path.GetFileName(program)} {string.Join(' ', arguments)} succeeded: {run.Output}");
        return run.Errors;
    }

    public async Task<ClientRun> TryAsync(params string[] arguments)
    {
        ProcessStartInfo start = new(program, [.. FirstArguments, .. arguments])
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        foreach (string name in start.Environment.Keys.Where(IsForeign).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["NO_PROXY"] = "*";
        start.Environment["HOME"] = folder;
        start.Environment["LC_ALL"] = "C.UTF-8";
        foreach ((string name, string value) in Environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, output, await errors);
    }

    private static bool IsForeign(string name) => Array.Exists(Foreign, start => name.StartsWith(start, StringComparison.OrdinalIgnoreCase));
}
