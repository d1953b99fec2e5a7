namespace Virga.Aws.Credentials.Tests;

/// <summary>The endpoint of a container, as ECS and EKS give one.</summary>
public sealed class ContainerTests
{
    private const string Token = "Bearer the-token-of-the-pod";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TheEndpointIsAskedWithItsToken(bool fromFile)
    {
        var end = DateTimeOffset.UtcNow.AddHours(1);
        await using var server = new HttpScript(asked => asked.Header("Authorization") == Token && asked.Target == "/v1/credentials" ? new(200, Answer("ASIACONTAINER", end)) : new(401, "{}"));
        using var process = new ProcessVariables(("AWS_CONTAINER_CREDENTIALS_FULL_URI", new Uri(server.Address, "/v1/credentials").AbsoluteUri));
        if (fromFile) process.Set("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", process.Write("token", Token));
        else process.Set("AWS_CONTAINER_AUTHORIZATION_TOKEN", Token);

        var got = await AwsSdkCredentials.Container().GetAsync(false, default);

        Assert.Equal(("ASIACONTAINER", "secret-of-the-container", "token-of-the-container"), (got.AccessKeyId, got.SecretAccessKey, got.SessionToken));
        Assert.Equal(end.ToUnixTimeSeconds(), got.ExpiresAt!.Value.ToUnixTimeSeconds());
    }

    [Fact]
    public async Task AForcedRefreshAsksAgain()
    {
        var count = 0;
        await using var server = new HttpScript(_ => new(200, Answer($"ASIA{Interlocked.Increment(ref count)}", DateTimeOffset.UtcNow.AddHours(1))));
        using var process = new ProcessVariables(("AWS_CONTAINER_CREDENTIALS_FULL_URI", server.Address.AbsoluteUri));
        var source = AwsSdkCredentials.Container();

        Assert.Equal("ASIA1", (await source.GetAsync(false, default)).AccessKeyId);
        Assert.Equal("ASIA1", (await source.GetAsync(false, default)).AccessKeyId);
        Assert.Equal("ASIA2", (await source.GetAsync(true, default)).AccessKeyId);
    }

    [Fact]
    public async Task AnEndpointThatIsNeitherLocalNorOverTlsIsRefused()
    {
        using var process = new ProcessVariables(("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://credentials.example.org/"), ("AWS_CONTAINER_AUTHORIZATION_TOKEN", Token));

        var error = await Assert.ThrowsAsync<VirgaException>(async () => await AwsSdkCredentials.Container().GetAsync(false, default));

        Assert.Equal(ErrorKind.Unauthenticated, error.Kind);
        Assert.Contains("credentials.example.org", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("the-token-of-the-pod", error.ToString(), StringComparison.Ordinal);
    }

    internal static string Answer(string id, DateTimeOffset end) =>
        $$"""{"RoleArn":"arn:aws:iam::123456789012:role/x","AccessKeyId":"{{id}}","SecretAccessKey":"secret-of-the-container","Token":"token-of-the-container","Expiration":"{{end:yyyy-MM-dd'T'HH:mm:ss'Z'}}"}""";
}
