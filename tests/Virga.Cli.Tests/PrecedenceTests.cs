namespace Virga.Cli.Tests;

/// <summary>Argument, environment, profile, provider default; seen in the URL that presign writes without asking a server.</summary>
public sealed class PrecedenceTests : IDisposable
{
    private readonly string _config = Path.Combine(Directory.CreateTempSubdirectory("virga-cli-").FullName, "config.yaml");

    public PrecedenceTests()
    {
        File.WriteAllText(_config, """
            profiles:
              work:
                endpoint: http://127.0.0.1:7001
                region: of-profile
                profile: ceph
              keys:
                endpoint: http://127.0.0.1:7002
                access-key-id: PROFILEKEY
                secret-access-key: profile-secret-0123456789
                session-token: profile-token
            """);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_config, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_config)!, recursive: true);

    [Theory]
    [InlineData("of-argument", "of-environment", "work", "of-argument")]
    [InlineData(null, "of-environment", "work", "of-environment")]
    [InlineData(null, null, "work", "of-profile")]
    [InlineData(null, null, null, "us-east-1")]
    public async Task TheRegionComesFromTheFirstThatNamesOne(string? argument, string? environment, string? profile, string expected)
    {
        string[] arguments = ["presign", "s3://bucket/k", .. argument is null ? Array.Empty<string>() : ["--region", argument], .. profile is null ? Array.Empty<string>() : ["--profile", profile]];
        Assert.Contains($"%2F{expected}%2Fs3%2F", await PresignAsync(arguments, Own(("AWS_REGION", environment))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:7009", "http://127.0.0.1:7008", "http://127.0.0.1:7009/")]
    [InlineData(null, "http://127.0.0.1:7008", "http://127.0.0.1:7008/")]
    [InlineData(null, null, "http://127.0.0.1:7001/")]
    public async Task TheEndpointComesFromTheFirstThatNamesOne(string? argument, string? environment, string expected)
    {
        string[] arguments = ["presign", "s3://bucket/k", "--profile", "work", .. argument is null ? Array.Empty<string>() : ["--endpoint", argument]];
        Assert.StartsWith(expected, await PresignAsync(arguments, Own(("AWS_ENDPOINT_URL_S3", environment))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CredentialsComeFromOnePlaceAsAWhole()
    {
        string[] arguments = ["presign", "s3://bucket/k", "--profile", "keys"];
        var ofEnvironment = await PresignAsync(arguments, Own());
        Assert.Contains("X-Amz-Credential=ENVIRONMENTKEY%2F", ofEnvironment, StringComparison.Ordinal);
        Assert.DoesNotContain("X-Amz-Security-Token", ofEnvironment, StringComparison.Ordinal);
        var ofProfile = await PresignAsync(arguments, new Dictionary<string, string> { ["VIRGA_CONFIG"] = _config });
        Assert.Contains("X-Amz-Credential=PROFILEKEY%2F", ofProfile, StringComparison.Ordinal);
        Assert.Contains("X-Amz-Security-Token=profile-token", ofProfile, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheEnvironmentNamesAProfileToo() =>
        Assert.StartsWith("http://127.0.0.1:7001/", await PresignAsync(["presign", "s3://bucket/k"], Own(("VIRGA_PROFILE", "work"))), StringComparison.Ordinal);

    [Fact]
    public async Task AProfileInAUrlGoesBeforeTheOneOfTheArguments()
    {
        var run = await CommandRun.OfAsync(null, ["ls", "s3://bucket?profile=work", "--profile", "keys"], environment: Own());
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("127.0.0.1:7001", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnUnknownProfileIsWrongUsageAndTheKnownOnesAreNamed()
    {
        var run = await CommandRun.OfAsync(null, ["ls", "s3://", "--profile", "wrok"], environment: Own());
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("'wrok'", run.Error, StringComparison.Ordinal);
        Assert.Contains("keys, work", run.Error, StringComparison.Ordinal);
        Assert.Contains("swift-s3api", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AProfileGivesPartsAndAddressingUnlessTheCommandLineDoes()
    {
        await using var cloud = await Local.LocalCloud.StartAsync();
        await File.WriteAllTextAsync(_config, "default: large\nprofiles:\n  large:\n    partSize: 6MiB\n    threshold: 5MiB\n    max-attempts: 2\n");
        var file = Path.Combine(Path.GetDirectoryName(_config)!, "large.bin");
        await File.WriteAllBytesAsync(file, new byte[13 * 1024 * 1024]);
        var environment = new Dictionary<string, string> { ["VIRGA_CONFIG"] = _config };
        Assert.Equal(0, (await CommandRun.OfAsync(cloud, ["mb", "s3://bucket"], environment: environment)).ExitCode);
        foreach (var (flags, parts) in new[] { (Array.Empty<string>(), 3), (["--part-size", "7MiB"], 2) })
        {
            var run = await CommandRun.OfAsync(cloud, ["cp", file, "s3://bucket/large", .. flags], environment: environment);
            Assert.True(run.ExitCode == 0, run.Error);
            Assert.Equal(parts, await PartsOfAsync(cloud, "large"));
        }
    }

    [Theory]
    [InlineData("ls", "s3://bucket?endpiont=x", "Did you mean 'endpoint'?")]
    [InlineData("ls", "s3://bucket", "parallell at line 4 of")]
    public async Task AMisspeltSettingIsToldWithItsPlace(string verb, string url, string expected)
    {
        await File.WriteAllTextAsync(_config, "default: work\nprofiles:\n  work:\n    parallell: 3\n");
        var run = await CommandRun.OfAsync(null, [verb, url], environment: Own());
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    private static async Task<int> PartsOfAsync(Local.LocalCloud cloud, string key)
    {
        var options = new Aws.S3.S3Options { Endpoint = cloud.Endpoint, Credentials = new Aws.StaticCredentials(cloud.AccessKeyId, cloud.SecretAccessKey) };
        await using var store = Aws.S3.S3Stores.Open("bucket", options);

        // The ETag of an object in parts ends with their number.
        return int.Parse((await store.StatAsync(key)).Revision!.Trim('"').Split('-')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private Dictionary<string, string> Own(params (string Name, string? Value)[] more)
    {
        var environment = new Dictionary<string, string> { ["VIRGA_CONFIG"] = _config, ["AWS_ACCESS_KEY_ID"] = "ENVIRONMENTKEY", ["AWS_SECRET_ACCESS_KEY"] = "environment-secret-0123456789" };
        foreach (var (name, value) in more)
        {
            if (value is not null) environment[name] = value;
        }

        return environment;
    }

    private static async Task<string> PresignAsync(string[] arguments, Dictionary<string, string> environment)
    {
        var run = await CommandRun.OfAsync(null, arguments, environment: environment);
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Text;
    }
}
