namespace Virga.Aws.Credentials.Tests;

/// <summary>Profiles with all that they may name.</summary>
public sealed class ProfileTests
{
    [Fact]
    public async Task ARoleIsTakenWithTheSourceOfItsProfile()
    {
        await using var sts = new StsScript("ASIAROLE");
        using var process = new ProcessVariables(("AWS_PROFILE", "reader"), ("AWS_ENDPOINT_URL_STS", sts.Address.AbsoluteUri));
        process.Write("credentials", "[base]\naws_access_key_id = AKIABASE\naws_secret_access_key = s\n");
        process.Write("config", "[profile reader]\nrole_arn = arn:aws:iam::123456789012:role/reader\nsource_profile = base\nexternal_id = theirs\nrole_session_name = nightly\nduration_seconds = 1800\nregion = eu-north-1\n");
        var source = AwsSdkCredentials.Default();

        var got = await source.GetAsync(false, default);

        Assert.Equal(("ASIAROLE", "token-of-the-role"), (got.AccessKeyId, got.SessionToken));
        var (form, authorization) = Assert.Single(sts.Calls);
        Assert.Equal(("AssumeRole", "arn:aws:iam::123456789012:role/reader", "nightly", "theirs", "1800"), (form["Action"], form["RoleArn"], form["RoleSessionName"], form["ExternalId"], form["DurationSeconds"]));
        Assert.Contains("Credential=AKIABASE/", authorization, StringComparison.Ordinal);
        Assert.Contains("/eu-north-1/sts/", authorization, StringComparison.Ordinal);
        Assert.Equal("ASIAROLE2", (await source.GetAsync(true, default)).AccessKeyId);
    }

    [Fact]
    public async Task ARoleMayBeTakenWithARole()
    {
        await using var sts = new StsScript("ASIAROLE");
        using var process = new ProcessVariables(("AWS_ENDPOINT_URL_STS", sts.Address.AbsoluteUri));
        process.Write("config", """
            [profile base]
            aws_access_key_id = AKIABASE
            aws_secret_access_key = s
            [profile middle]
            role_arn = arn:aws:iam::123456789012:role/middle
            source_profile = base
            [profile top]
            role_arn = arn:aws:iam::123456789012:role/top
            source_profile = middle
            """);

        Assert.Equal("ASIAROLE2", (await AwsSdkCredentials.Profile("top").GetAsync(false, default)).AccessKeyId);
        Assert.Equal(["arn:aws:iam::123456789012:role/middle", "arn:aws:iam::123456789012:role/top"], sts.Calls.Select(call => call.Form["RoleArn"]));
        Assert.Contains("Credential=ASIAROLE/", sts.Calls[1].Authorization, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARoleMayBeTakenWithTheKeysOfTheEnvironmentOrOfAContainer()
    {
        await using var container = new HttpScript(_ => new(200, ContainerTests.Answer("ASIACONTAINER", DateTimeOffset.UtcNow.AddHours(1))));
        await using var sts = new StsScript("ASIAROLE");
        using var process = new ProcessVariables(
            ("AWS_ENDPOINT_URL_STS", sts.Address.AbsoluteUri), ("AWS_ACCESS_KEY_ID", "AKIAENVIRONMENT"), ("AWS_SECRET_ACCESS_KEY", "s"), ("AWS_CONTAINER_CREDENTIALS_FULL_URI", container.Address.AbsoluteUri));
        process.Write("config", """
            [profile a]
            role_arn = arn:aws:iam::123456789012:role/a
            credential_source = Environment
            [profile b]
            role_arn = arn:aws:iam::123456789012:role/b
            credential_source = EcsContainer
            """);

        await AwsSdkCredentials.Profile("a").GetAsync(false, default);
        await AwsSdkCredentials.Profile("b").GetAsync(false, default);

        Assert.Contains("Credential=AKIAENVIRONMENT/", sts.Calls[0].Authorization, StringComparison.Ordinal);
        Assert.Contains("Credential=ASIACONTAINER/", sts.Calls[1].Authorization, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AProcessPrintsThem()
    {
        using var process = new ProcessVariables();
        var end = DateTimeOffset.UtcNow.AddHours(1);
        var printed = process.Write("printed.json", $$"""{"Version":1,"AccessKeyId":"ASIAPROCESS","SecretAccessKey":"s","SessionToken":"t","Expiration":"{{end:yyyy-MM-dd'T'HH:mm:ss'Z'}}"}""");
        process.Write("config", $"[profile tool]\ncredential_process = cat {printed}\n[profile keys]\ncredential_process = echo '{{\"Version\":1,\"AccessKeyId\":\"AKIALONG\",\"SecretAccessKey\":\"s\"}}'\n[profile broken]\ncredential_process = echo hush-hush >&2; exit 3\n");

        var got = await AwsSdkCredentials.Profile("tool").GetAsync(false, default);
        Assert.Equal(("ASIAPROCESS", "t", end.ToUnixTimeSeconds()), (got.AccessKeyId, got.SessionToken, got.ExpiresAt!.Value.ToUnixTimeSeconds()));
        Assert.Null((await AwsSdkCredentials.Profile("keys").GetAsync(false, default)).ExpiresAt);

        var error = await Assert.ThrowsAsync<VirgaException>(async () => await AwsSdkCredentials.Profile("broken").GetAsync(false, default));
        Assert.Contains("credential_process of the AWS profile broken", error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("hush-hush", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("role_arn = arn:aws:iam::1:role/reader", "neither source_profile nor credential_source")]
    [InlineData("role_arn = arn:aws:iam::1:role/reader\nsource_profile = x\ncredential_source = Environment", "both source_profile and credential_source")]
    [InlineData("role_arn = arn:aws:iam::1:role/reader\nsource_profile = nosuch", "names the source_profile nosuch")]
    [InlineData("role_arn = arn:aws:iam::1:role/reader\nsource_profile = y", "without end")]
    [InlineData("role_arn = arn:aws:iam::1:role/reader\ncredential_source = Somewhere", "Ec2InstanceMetadata")]
    [InlineData("role_arn = arn:aws:iam::1:role/reader\nsource_profile = base\nmfa_serial = arn:aws:iam::1:mfa/me", "mfa_serial")]
    [InlineData("role_arn = reader\nsource_profile = base", "ARN of a role")]
    [InlineData("role_arn = arn:aws:iam::1:role/reader\nsource_profile = base\nduration_seconds = long", "duration_seconds")]
    [InlineData("web_identity_token_file = /nosuch", "no role_arn")]
    [InlineData("role_arn = arn:aws:iam::1:role/reader\nweb_identity_token_file = /nosuch/token", "/nosuch/token cannot be read")]
    [InlineData("aws_access_key_id = a", "aws_secret_access_key")]
    [InlineData("sso_session = corp", "[sso-session corp]")]
    [InlineData("sso_start_url = https://corp.example.org\nsso_region = eu-central-1", "sso_account_id")]
    [InlineData("login_session = arn:aws:iam::1:user/me", "login_session")]
    public async Task AProfileThatCannotBeUsedSaysWhatIsWrongWithIt(string settings, string says)
    {
        using var process = new ProcessVariables();
        process.Write("config", $"[profile x]\n{settings}\n[profile y]\nrole_arn = arn:aws:iam::1:role/reader\nsource_profile = x\n[profile base]\naws_access_key_id = a\naws_secret_access_key = s\n");

        var error = await Assert.ThrowsAsync<VirgaException>(async () => await AwsSdkCredentials.Profile("x").GetAsync(false, default));

        Assert.Equal(ErrorKind.Unauthenticated, error.Kind);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://sts.example.org", ErrorKind.Untrusted, "VIRGA_ALLOW_HOSTS")]
    [InlineData("https://user:hush-hush@sts.example.org", ErrorKind.InvalidArgument, "AWS_ENDPOINT_URL_STS")]
    [InlineData("https://sts.example.org/?hush-hush", ErrorKind.InvalidArgument, "AWS_ENDPOINT_URL_STS")]
    [InlineData("sts.example.org", ErrorKind.InvalidArgument, "AWS_ENDPOINT_URL_STS")]
    public async Task CredentialsAreNotAskedForOverPlainHttpNorAtAnAddressThatIsNone(string endpoint, ErrorKind kind, string says)
    {
        using var process = new ProcessVariables(("AWS_ENDPOINT_URL_STS", endpoint));
        var source = AwsSdkCredentials.Role(new AssumeRole { RoleArn = "arn:aws:iam::123456789012:role/reader" }, new StaticCredentials("AKIABASE", "s"));

        var error = await Assert.ThrowsAsync<VirgaException>(async () => await source.GetAsync(false, default));

        Assert.Equal(kind, error.Kind);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush-hush", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARefusalOfTheServiceIsToldWithItsCodeAndWithoutSecrets()
    {
        await using var sts = new StsScript("none", refuse: "AccessDenied");
        using var process = new ProcessVariables();
        var options = new AwsSdkOptions { StsEndpoint = sts.Address };
        var source = AwsSdkCredentials.Role(new AssumeRole { RoleArn = "arn:aws:iam::123456789012:role/reader", ExternalId = "hush-external" }, new StaticCredentials("AKIABASE", "hush-secret"), options);

        var error = await Assert.ThrowsAsync<VirgaException>(async () => await source.GetAsync(false, default));

        Assert.Equal((ErrorKind.Unauthenticated, "AccessDenied", 403), (error.Kind, error.Code, error.Status));
        Assert.Contains("role/reader", error.Message, StringComparison.Ordinal);
        Assert.Contains("AKIABASE", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", error.ToString(), StringComparison.Ordinal);
    }
}
