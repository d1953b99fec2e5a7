namespace Virga.Aws.Tests.Credentials;

/// <summary>A folder with the two AWS files, gone afterwards.</summary>
internal sealed class ProfileFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("virga-aws-");

    public ProfileFolder(string? credentials = null, string? config = null)
    {
        if (credentials is not null) File.WriteAllText(CredentialsPath, credentials);
        if (config is not null) File.WriteAllText(ConfigPath, config);
    }

    public string CredentialsPath => Path.Combine(_folder.FullName, "credentials");

    public string ConfigPath => Path.Combine(_folder.FullName, "config");

    public Func<string, string?> Environment(params (string Name, string Value)[] more)
        => FakeSettings.Environment([("AWS_SHARED_CREDENTIALS_FILE", CredentialsPath), ("AWS_CONFIG_FILE", ConfigPath), .. more]);

    public void Dispose() => _folder.Delete(recursive: true);
}
