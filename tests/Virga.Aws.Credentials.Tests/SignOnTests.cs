using System.Security.Cryptography;
using System.Text;

namespace Virga.Aws.Credentials.Tests;

/// <summary>Single sign-on with the token that the vendor's command keeps.</summary>
public sealed class SignOnTests
{
    private const string Config = """
        [profile corp]
        sso_session = corp
        sso_account_id = 123456789012
        sso_role_name = reader
        [sso-session corp]
        sso_start_url = https://corp.example.org/start
        sso_region = eu-central-1
        """;

    [Fact]
    public async Task TheKeptTokenIsTurnedIntoCredentialsOfTheRole()
    {
        var end = DateTimeOffset.UtcNow.AddHours(1);
        await using var portal = new HttpScript(asked => asked.Header("x-amz-sso_bearer_token") == "the-token-of-the-sign-on"
            ? new(200, $$$"""{"roleCredentials":{"accessKeyId":"ASIASIGNON","secretAccessKey":"s","sessionToken":"t","expiration":{{{end.ToUnixTimeMilliseconds()}}}}}""")
            : new(401, """{"message":"Session token not found or invalid"}"""));
        using var process = new ProcessVariables(("AWS_ENDPOINT_URL_SSO", portal.Address.AbsoluteUri));
        process.Write("config", Config);
        process.Write(CacheFile(), $$"""{"startUrl":"https://corp.example.org/start","region":"eu-central-1","accessToken":"the-token-of-the-sign-on","expiresAt":"{{end:yyyy-MM-dd'T'HH:mm:ss'Z'}}"}""");

        var got = await AwsSdkCredentials.Profile("corp").GetAsync(false, default);

        Assert.Equal(("ASIASIGNON", "t", end.ToUnixTimeSeconds()), (got.AccessKeyId, got.SessionToken, got.ExpiresAt!.Value.ToUnixTimeSeconds()));
        var asked = Assert.Single(portal.Requests);
        Assert.Contains("role_name=reader", asked.Target, StringComparison.Ordinal);
        Assert.Contains("account_id=123456789012", asked.Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutATokenTheMessageSaysHowToSignIn()
    {
        using var process = new ProcessVariables();
        process.Write("config", Config);

        var error = await Assert.ThrowsAsync<VirgaException>(async () => await AwsSdkCredentials.Profile("corp").GetAsync(false, default));

        Assert.Equal(ErrorKind.Unauthenticated, error.Kind);
        Assert.Contains("aws sso login --profile corp", error.Message, StringComparison.Ordinal);
    }

#pragma warning disable CA5350 // The name of the file is made so.
    private static string CacheFile() => $".aws/sso/cache/{Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes("corp")))}.json";
#pragma warning restore CA5350
}
