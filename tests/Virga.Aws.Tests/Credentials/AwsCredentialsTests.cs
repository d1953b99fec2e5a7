namespace Virga.Aws.Tests.Credentials;

public sealed class AwsCredentialsTests
{
    [Fact]
    public void TheTextNeverHoldsTheSecretOrTheToken()
    {
        var text = new AwsCredentials("AKID", "s3cr3t-value", "t0ken-value", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)).ToString();

        Assert.DoesNotContain("s3cr3t", text, StringComparison.Ordinal);
        Assert.DoesNotContain("t0ken", text, StringComparison.Ordinal);
        Assert.Contains("AKID", text, StringComparison.Ordinal);
        Assert.Contains("2026-01-02T03:04:05Z", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "secret", "access key id is empty")]
    [InlineData("id", "", "secret access key is empty")]
    [InlineData("id", "sec-part\n", "line break")]
    [InlineData("id", " sec-part", "space")]
    [InlineData("id\u00e9", "sec-part", "character")]
    public void WhatNoHeaderCanCarryIsRefusedWithoutBeingShown(string id, string secret, string expected)
    {
        var error = Assert.Throws<ArgumentException>(() => new AwsCredentials(id, secret));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sec-part", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheEnvironmentGivesAllThreeValues()
    {
        var source = new EnvironmentCredentials(FakeSettings.Environment(("AWS_ACCESS_KEY_ID", "id"), ("AWS_SECRET_ACCESS_KEY", "secret"), ("AWS_SESSION_TOKEN", "token")));

        Assert.Equal(new AwsCredentials("id", "secret", "token"), await source.GetAsync(false, default));
    }

    [Fact]
    public async Task HalfAPairInTheEnvironmentIsAnErrorThatNamesTheOther()
    {
        var source = new EnvironmentCredentials(FakeSettings.Environment(("AWS_ACCESS_KEY_ID", "id")));

        var error = await Assert.ThrowsAsync<VirgaException>(async () => await source.TryGetAsync(false, default));

        Assert.Equal(ErrorKind.Unauthenticated, error.Kind);
        Assert.Contains("AWS_SECRET_ACCESS_KEY is not", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AForcedRefreshReadsTheEnvironmentAgain()
    {
        var secret = "first";
        var source = new EnvironmentCredentials(name => name switch { "AWS_ACCESS_KEY_ID" => "id", "AWS_SECRET_ACCESS_KEY" => secret, _ => null });
        await source.GetAsync(false, default);
        secret = "second";

        Assert.Equal("first", (await source.GetAsync(false, default)).SecretAccessKey);
        Assert.Equal("second", (await source.GetAsync(true, default)).SecretAccessKey);
    }

    [Fact]
    public async Task AChainThatFindsNothingSaysWhereItLooked()
    {
        using var folder = new ProfileFolder();
        var chain = AwsCredentialChain.Default(folder.Environment());

        var error = await Assert.ThrowsAsync<VirgaException>(async () => await chain.GetAsync(false, default));

        Assert.Equal(ErrorKind.Unauthenticated, error.Kind);
        Assert.Contains("AWS_ACCESS_KEY_ID", error.Message, StringComparison.Ordinal);
        Assert.Contains(folder.CredentialsPath, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AChainTakesTheFirstSourceThatHasSome()
    {
        using var folder = new ProfileFolder("[default]\naws_access_key_id = fromfile\naws_secret_access_key = s\n");
        var fromFile = await AwsCredentialChain.Default(folder.Environment()).GetAsync(false, default);
        var fromEnvironment = await AwsCredentialChain.Default(folder.Environment(("AWS_ACCESS_KEY_ID", "fromenv"), ("AWS_SECRET_ACCESS_KEY", "s"))).GetAsync(false, default);

        Assert.Equal("fromfile", fromFile.AccessKeyId);
        Assert.Equal("fromenv", fromEnvironment.AccessKeyId);
    }
}
