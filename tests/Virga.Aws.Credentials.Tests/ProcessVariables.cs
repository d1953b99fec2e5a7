using Amazon.Runtime.Internal;

namespace Virga.Aws.Credentials.Tests;

/// <summary>Sets variables of the process, without any other of Amazon's, and puts back what was there.</summary>
internal sealed class ProcessVariables : IDisposable
{
    private readonly Dictionary<string, string?> _before = [];
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("virga-home-");

    public ProcessVariables(params (string Name, string? Value)[] variables)
    {
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)).ToList()) Set(name, null);
        Set("HOME", _home.FullName);
        Set("AWS_SHARED_CREDENTIALS_FILE", Path.Combine(_home.FullName, "credentials"));
        Set("AWS_CONFIG_FILE", Path.Combine(_home.FullName, "config"));
        Set("AWS_EC2_METADATA_DISABLED", "true");
        foreach (var (name, value) in variables) Set(name, value);

        // The SDK reads this part of its configuration once.
        FallbackInternalConfigurationFactory.Reset();
    }

    public string Home => _home.FullName;

    public void Set(string name, string? value)
    {
        _before.TryAdd(name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
    }

    public string Write(string file, string text)
    {
        var path = Path.Combine(_home.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose()
    {
        foreach (var (name, value) in _before) Environment.SetEnvironmentVariable(name, value);
        _home.Delete(recursive: true);
    }
}
