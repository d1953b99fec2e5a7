using System.Diagnostics;

namespace Virga.Packages.Tests;

/// <summary>Runs the dotnet that runs this test.</summary>
internal static class DotnetCommand
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    public static Task<string> RunAsync(string folder, params string[] arguments) => RunAsync(folder, 0, arguments);

    /// <summary>A command that must end with this code.</summary>
    public static async Task<string> RunAsync(string folder, int code, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet", arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // Build servers that stay behind would hold the pipes open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.Ordinal)).ToArray()) start.Environment.Remove(name);
        var (output, error) = await FinishedProcess.RunAsync(start, $"dotnet {string.Join(' ', arguments)}", Limit, code);
        return output + error;
    }
}
