namespace Virga.Aws.Tests.Credentials;

public sealed class ProfileCredentialsTests
{
    [Theory]
    [InlineData("[default]\naws_access_key_id=id\naws_secret_access_key=a/b+c=\n")]
    [InlineData("# comment\n\n[ default ]\r\n  \naws_access_key_id = id   # mine\r\naws_secret_access_key = a/b+c=\r\ns3 =\n  max_concurrent_requests = 20\n")]
    [InlineData("[other]\naws_access_key_id=no\naws_secret_access_key=no\n[default]\nAWS_ACCESS_KEY_ID = id\nAWS_SECRET_ACCESS_KEY = a/b+c=")]
    public async Task KeysAreReadFromTheDefaultProfile(string file)
    {
        using var folder = new ProfileFolder(file);

        Assert.Equal(new AwsCredentials("id", "a/b+c="), await new ProfileCredentials(folder.Environment()).GetAsync(false, default));
    }

    [Fact]
    public async Task TheConfigFilePrefixesItsSectionsWithProfile()
    {
        using var folder = new ProfileFolder(config: "[profile  work]\naws_access_key_id=id\naws_secret_access_key=s\naws_session_token=t\n");

        Assert.Equal(new AwsCredentials("id", "s", "t"), await new ProfileCredentials(folder.Environment(("AWS_PROFILE", "work"))).GetAsync(false, default));
    }

    [Fact]
    public async Task TheCredentialsFileGoesBeforeTheConfigFile()
    {
        using var folder = new ProfileFolder("[w]\naws_access_key_id=first\naws_secret_access_key=s\n", "[profile w]\naws_access_key_id=second\naws_secret_access_key=s\n");

        Assert.Equal("first", (await new ProfileCredentials(folder.Environment(), "w").GetAsync(false, default)).AccessKeyId);
    }

    [Theory]
    [InlineData("role_arn = arn:aws:iam::1:role/x\nsource_profile = base")]
    [InlineData("sso_session = corp")]
    [InlineData("credential_process = /bin/secret-tool")]
    [InlineData("aws_access_key_id=id\naws_secret_access_key=s\nrole_arn = arn:aws:iam::1:role/x")]
    public async Task RolesSignOnAndProcessesNameThePackageThatDoesThem(string settings)
    {
        using var folder = new ProfileFolder(config: $"[profile x]\n{settings}\n");

        var error = await Assert.ThrowsAsync<VirgaException>(async () => await new ProfileCredentials(folder.Environment(), "x").GetAsync(false, default));

        Assert.Equal(ErrorKind.Unauthenticated, error.Kind);
        Assert.Contains("Virga.Aws.Credentials", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-tool", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AProfileThatWasAskedForAndIsMissingIsAnError()
    {
        using var folder = new ProfileFolder("[default]\naws_access_key_id=id\naws_secret_access_key=s\n");

        var error = await Assert.ThrowsAsync<VirgaException>(async () => await new ProfileCredentials(folder.Environment(), "nosuch").TryGetAsync(false, default));

        Assert.Contains("nosuch", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[default]\nhush-hush\n", 2)]
    [InlineData("hush-hush = 1\n", 1)]
    [InlineData("[default]\naws_access_key_id = a\n[hush-hush\n", 3)]
    [InlineData("[default]\n\n= hush-hush\n", 3)]
    public async Task AMalformedFileIsAnErrorWithFileAndLineAndNoContent(string file, int line)
    {
        using var folder = new ProfileFolder(file);

        var error = await Assert.ThrowsAsync<VirgaException>(async () => await new ProfileCredentials(folder.Environment()).GetAsync(false, default));

        Assert.Contains(folder.CredentialsPath, error.Message, StringComparison.Ordinal);
        Assert.Contains($"line {line}:", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RotatedKeysAreReadAgainWhenForced()
    {
        using var folder = new ProfileFolder("[default]\naws_access_key_id=old\naws_secret_access_key=s\n");
        var source = new ProfileCredentials(folder.Environment());
        await source.GetAsync(false, default);
        await File.WriteAllTextAsync(folder.CredentialsPath, "[default]\naws_access_key_id=new\naws_secret_access_key=s\n");

        Assert.Equal("old", (await source.GetAsync(false, default)).AccessKeyId);
        Assert.Equal("new", (await source.GetAsync(true, default)).AccessKeyId);
    }
}
