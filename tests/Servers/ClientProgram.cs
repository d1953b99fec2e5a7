namespace Virga.Servers;

/// <summary>Clients that others wrote, by which tests try what we serve and what we wrote.</summary>
public static class ClientProgram
{
    public const string Aws = "aws";
    public const string Rclone = "rclone";
    public const string S3Cmd = "s3cmd";
    public const string Prism = "prism";

    /// <summary>Where the program is. Skips the test, or fails it where everything is required, when it is not installed.</summary>
    public static string Require(string command)
    {
        var found = Find(command);
        if (found is null)
            TestServers.Missing($"{Package(command)} is not installed (tests/run.sh installs it)");
        return found!;
    }

    internal static string? Find(string command)
    {
        if (ServerEndpoints.Find($"VIRGA_{Package(command).ToUpperInvariant()}") is { } given && File.Exists(given))
            return given;
        // Debian's own comes before whatever else the machine has.
        var name = OperatingSystem.IsWindows() ? command + ".exe" : command;
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Prepend("/usr/bin")
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }

    private static string Package(string command) => command == Aws ? "awscli" : command;
}
