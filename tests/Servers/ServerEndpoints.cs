namespace Virga.Servers;

/// <summary>Where servers are: from the environment, else from the file that tests/run.sh writes.</summary>
internal static class ServerEndpoints
{
    public static string EnvironmentFile { get; } = Path.Combine(StateFolder(), "servers.env");

    public static string? Find(string variable)
    {
        var given = Environment.GetEnvironmentVariable(variable);
        if (!string.IsNullOrEmpty(given))
            return given;
        if (!File.Exists(EnvironmentFile))
            return null;
        return File.ReadLines(EnvironmentFile)
            .Select(line => line.Split('=', 2))
            .FirstOrDefault(pair => pair.Length == 2 && pair[0] == variable)?[1];
    }

    // The same rule as in lib.sh.
    private static string StateFolder()
    {
        if (Environment.GetEnvironmentVariable("VIRGA_TESTS_STATE") is { Length: > 0 } state)
            return state;
        if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache)
            return Path.Combine(cache, "virga-tests");
        var profile = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Path.Combine(profile.Length > 0 ? profile : Path.GetTempPath(), ".cache", "virga-tests");
    }
}
