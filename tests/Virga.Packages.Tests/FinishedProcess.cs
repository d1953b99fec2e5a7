using System.Diagnostics;

namespace Virga.Packages.Tests;

/// <summary>Runs a program to its end, which must be the expected one, and leaves none behind.</summary>
internal static class FinishedProcess
{
    /// <summary>What it wrote.</summary>
    /// <param name="start">The program, with both outputs redirected.</param>
    /// <param name="what">Its name, for the failure.</param>
    /// <param name="within">How long it may take.</param>
    /// <param name="code">What it must end with.</param>
    public static async Task<(string Output, string Error)> RunAsync(ProcessStartInfo start, string what, TimeSpan within, int code = 0)
    {
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(within);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            Assert.True(process.ExitCode == code, $"{what} ended with {process.ExitCode}:\n{await output}{await error}");
            return (await output, await error);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}
