namespace Virga.Aws.Credentials.Tests;

/// <summary>The metadata service of an instance, by its second version.</summary>
public sealed class InstanceTests
{
    private const string Session = "metadata-session-token";

    [Fact]
    public async Task TheRoleOfTheInstanceIsAskedForWithASessionOfTheService()
    {
        var end = DateTimeOffset.UtcNow.AddHours(6);
        await using var server = new HttpScript(asked => Service(asked, end));
        using var process = new ProcessVariables(("AWS_EC2_METADATA_DISABLED", null), ("AWS_EC2_METADATA_SERVICE_ENDPOINT", server.Address.AbsoluteUri.TrimEnd('/')));

        var got = await AwsSdkCredentials.InstanceMetadata().GetAsync(false, default);

        Assert.Equal(("ASIAINSTANCE", "secret-of-the-instance", "token-of-the-instance"), (got.AccessKeyId, got.SecretAccessKey, got.SessionToken));
        Assert.Equal(end.ToUnixTimeSeconds(), got.ExpiresAt!.Value.ToUnixTimeSeconds());
        Assert.Contains(server.Requests, asked => asked.Method == "PUT" && asked.Target == "/latest/api/token");
        Assert.DoesNotContain(server.Requests, asked => asked.Method == "GET" && asked.Header("X-aws-ec2-metadata-token") is null);
    }

    [Fact]
    public async Task WhereNobodyListensThisIsNoInstanceAndNobodyWaits()
    {
        Uri closed;
        await using (var server = new HttpScript(_ => new(200, ""))) closed = server.Address;
        using var process = new ProcessVariables(("AWS_EC2_METADATA_DISABLED", null), ("AWS_EC2_METADATA_SERVICE_ENDPOINT", closed.AbsoluteUri.TrimEnd('/')));

        var error = await Assert.ThrowsAsync<VirgaException>(async () => await AwsSdkCredentials.Default().GetAsync(false, default));

        Assert.Equal(ErrorKind.Unauthenticated, error.Kind);
        foreach (var tried in (string[])["AWS_ACCESS_KEY_ID", "AWS_WEB_IDENTITY_TOKEN_FILE", "the profile default", "AWS_CONTAINER_CREDENTIALS_FULL_URI", $"instance metadata ({closed.Authority} does not answer"])
        {
            Assert.Contains(tried, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task ItIsNotAskedWhereItIsDisabled()
    {
        using var process = new ProcessVariables(("AWS_EC2_METADATA_DISABLED", "true"));

        var error = await Assert.ThrowsAsync<VirgaException>(async () => await AwsSdkCredentials.InstanceMetadata().GetAsync(false, default));

        Assert.Contains("AWS_EC2_METADATA_DISABLED", error.Message, StringComparison.Ordinal);
    }

    private static HttpScript.Answered Service(HttpScript.Asked asked, DateTimeOffset end)
    {
        if (asked is { Method: "PUT", Target: "/latest/api/token" }) return new(200, Session, "text/plain");
        if (asked.Header("X-aws-ec2-metadata-token") != Session) return new(401, "");
        return asked.Target switch
        {
            "/latest/meta-data/iam/info" => new(200, """{"Code":"Success","LastUpdated":"2026-01-01T00:00:00Z","InstanceProfileArn":"arn:aws:iam::123456789012:instance-profile/x","InstanceProfileId":"X"}"""),
            "/latest/meta-data/iam/security-credentials" or "/latest/meta-data/iam/security-credentials/" => new(200, "reader", "text/plain"),
            "/latest/meta-data/iam/security-credentials/reader" => new(200, $$"""{"Code":"Success","LastUpdated":"2026-01-01T00:00:00Z","Type":"AWS-HMAC","AccessKeyId":"ASIAINSTANCE","SecretAccessKey":"secret-of-the-instance","Token":"token-of-the-instance","Expiration":"{{end:yyyy-MM-dd'T'HH:mm:ss'Z'}}"}"""),
            _ => new(404, ""),
        };
    }
}
