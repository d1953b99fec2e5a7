namespace Virga.Aws.Tests.Credentials;

public sealed class AwsSettingsTests
{
    private static readonly (string, string)[] AmbientKeys = [("AWS_ACCESS_KEY_ID", "ambient"), ("AWS_SECRET_ACCESS_KEY", "s")];

    [Fact]
    public void TheSettingGoesBeforeTheEnvironmentBeforeTheProfileFile()
    {
        using var folder = new ProfileFolder(config: "[default]\nregion = from-file\nendpoint_url = https://file.example.org\n");

        Assert.Equal("from-setting", AwsSettings.Resolve(new FakeSettings(true, ("region", "from-setting")), folder.Environment(("AWS_REGION", "from-env"))).Region);
        Assert.Equal("from-env", AwsSettings.Resolve(FakeSettings.None, folder.Environment(("AWS_REGION", "from-env"), ("AWS_DEFAULT_REGION", "later"))).Region);
        Assert.Equal("later", AwsSettings.Resolve(FakeSettings.None, folder.Environment(("AWS_DEFAULT_REGION", "later"))).Region);
        Assert.Equal("from-file", AwsSettings.Resolve(FakeSettings.None, folder.Environment()).Region);

        Assert.Equal("setting.example.org", AwsSettings.Resolve(new FakeSettings(true, ("endpoint", "https://setting.example.org")), folder.Environment(("AWS_ENDPOINT_URL_S3", "https://env.example.org"))).Endpoint!.Host);
        Assert.Equal("s3.example.org", AwsSettings.Resolve(FakeSettings.None, folder.Environment(("AWS_ENDPOINT_URL", "https://all.example.org"), ("AWS_ENDPOINT_URL_S3", "https://s3.example.org"))).Endpoint!.Host);
        Assert.Equal("file.example.org", AwsSettings.Resolve(FakeSettings.None, folder.Environment()).Endpoint!.Host);
        Assert.Null(AwsSettings.Resolve(FakeSettings.None, folder.Environment(("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true"))).Endpoint);
    }

    [Fact]
    public async Task KeysGivenAsSettingsGoBeforeThoseOfTheEnvironment()
    {
        using var folder = new ProfileFolder();
        var settings = AwsSettings.Resolve(new FakeSettings(true, ("access-key-id", "given"), ("secret-access-key", "s"), ("session-token", "t")), folder.Environment(AmbientKeys));

        Assert.Equal(new AwsCredentials("given", "s", "t"), await settings.Credentials.GetAsync(false, default));
    }

    [Fact]
    public async Task AnAwsProfileAskedForGoesBeforeTheKeysOfTheEnvironment()
    {
        using var folder = new ProfileFolder("[work]\naws_access_key_id=work\naws_secret_access_key=s\n", "[profile work]\nregion=eu-north-1\n");
        var settings = AwsSettings.Resolve(new FakeSettings(true, ("aws-profile", "work")), folder.Environment(AmbientKeys));

        Assert.Equal("work", (await settings.Credentials.GetAsync(false, default)).AccessKeyId);
        Assert.Equal("eu-north-1", settings.Region);
    }

    [Fact]
    public void AnUntrustedEndpointDoesNotReceiveAmbientCredentials()
    {
        using var folder = new ProfileFolder();

        var error = Assert.Throws<VirgaException>(() => AwsSettings.Resolve(new FakeSettings(false, ("endpoint", "https://elsewhere.example.org:9000")), folder.Environment(AmbientKeys)));

        Assert.Equal(ErrorKind.Untrusted, error.Kind);
        Assert.Contains("the query of the store URL", error.Message, StringComparison.Ordinal);
        Assert.Contains("--allow-host elsewhere.example.org:9000", error.Message, StringComparison.Ordinal);
        Assert.Contains("VIRGA_ALLOW_HOSTS", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:9000", "")]
    [InlineData("http://127.0.0.1:9000", "")]
    [InlineData("https://a.example.org", "b.example.org, a.example.org")]
    [InlineData("https://a.example.org", "*.example.org")]
    [InlineData("https://a.example.org:9000", "a.example.org:9000")]
    public void AnUntrustedEndpointIsTakenWhenItIsLoopbackOrAllowedByName(string endpoint, string allowed)
    {
        using var folder = new ProfileFolder();
        var settings = AwsSettings.Resolve(new FakeSettings(false, ("endpoint", endpoint)), folder.Environment([.. AmbientKeys, ("VIRGA_ALLOW_HOSTS", allowed)]));

        Assert.Equal(new Uri(endpoint), settings.Endpoint);
    }

    [Theory]
    [InlineData("https://a.example.org", "example.org")]
    [InlineData("https://a.example.org:9000", "a.example.org:9001")]
    [InlineData("https://aexample.org", "*.example.org")]
    [InlineData("https://a.example.org", "*")]
    [InlineData("https://a.example.org", "*.org")]
    public void OtherHostsAreNotAllowed(string endpoint, string allowed)
    {
        using var folder = new ProfileFolder();

        Assert.Equal(ErrorKind.Untrusted, Assert.Throws<VirgaException>(() => AwsSettings.Resolve(new FakeSettings(false, ("endpoint", endpoint)), folder.Environment([.. AmbientKeys, ("VIRGA_ALLOW_HOSTS", allowed)]))).Kind);
    }

    [Fact]
    public void AnUntrustedSourceCannotAllowItsOwnHost()
    {
        using var folder = new ProfileFolder();

        Assert.Equal(ErrorKind.Untrusted, Assert.Throws<VirgaException>(() => AwsSettings.Resolve(
            new FakeSettings(false, ("endpoint", "https://a.example.org"), ("allowed-hosts", "a.example.org")), folder.Environment(AmbientKeys))).Kind);
    }

    [Fact]
    public void AnUntrustedEndpointIsTakenForAnonymousAccessAndForItsOwnKeys()
    {
        using var folder = new ProfileFolder();

        Assert.IsType<AnonymousCredentials>(AwsSettings.Resolve(new FakeSettings(false, ("endpoint", "https://a.example.org"), ("anonymous", "true")), folder.Environment(AmbientKeys)).Credentials);
        Assert.NotNull(AwsSettings.Resolve(new FakeSettings(false, ("endpoint", "https://a.example.org"), ("access-key-id", "x"), ("secret-access-key", "y")), folder.Environment(AmbientKeys)).Endpoint);
    }

    [Theory]
    [InlineData("region", "evil.example.org/")]
    [InlineData("region", "a b")]
    [InlineData("endpoint", "localhost:9000")]
    [InlineData("endpoint", "ftp://a.example.org")]
    [InlineData("endpoint", "https://user:pass@a.example.org")]
    [InlineData("endpoint", "https://a.example.org/?x=1")]
    [InlineData("anonymous", "perhaps")]
    public void ValuesThatCannotBeWhatTheirNameSaysAreRefused(string name, string value)
    {
        using var folder = new ProfileFolder();

        var error = Assert.Throws<VirgaException>(() => AwsSettings.Resolve(new FakeSettings(true, (name, value)), folder.Environment(AmbientKeys)));

        Assert.Equal(ErrorKind.InvalidArgument, error.Kind);
        Assert.Contains("the arguments", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pass@", error.Message, StringComparison.Ordinal);
    }
}
