using Virga.Aws.Sts;
using Virga.Servers;
using Virga.Testing;

namespace Virga.Aws.Tests.Sts;

/// <summary>Temporary credentials: round trips against moto, and on the wire what it does not do.</summary>
public sealed class StsTests
{
    private const string Role = "arn:aws:iam::123456789012:role/reader";

    [SkippableFact]
    public async Task CredentialsAreGivenAndTheCallerIsTold()
    {
        using var client = AwsClients.On(TestServers.Moto).CreateStsClient();

        var caller = await client.GetCallerIdentityAsync();
        Assert.Equal("123456789012", caller.Account);
        Assert.StartsWith("arn:aws:sts::123456789012:", caller.Arn, StringComparison.Ordinal);

        var assumed = await client.AssumeRoleAsync(new() { RoleArn = Role, RoleSessionName = "tests", DurationSeconds = 900, ExternalId = "theirs" });
        Assert.EndsWith("assumed-role/reader/tests", assumed.AssumedRoleUser!.Arn, StringComparison.Ordinal);
        Assert.InRange(assumed.Credentials!.Expiration - DateTimeOffset.UtcNow, TimeSpan.FromMinutes(5), TimeSpan.FromHours(2));

        var session = (await client.GetSessionTokenAsync(new() { DurationSeconds = 900 })).Credentials!;
        Assert.NotEmpty(session.SessionToken);
        var federated = await client.GetFederationTokenAsync(new() { Name = "bo" });
        Assert.EndsWith("bo", federated.FederatedUser!.Arn, StringComparison.Ordinal);
        var web = await client.AssumeRoleWithWebIdentityAsync(new() { RoleArn = Role, RoleSessionName = "web", WebIdentityToken = "eyJhbGciOiJub25lIn0.e30." });
        Assert.NotEmpty(web.Credentials!.AccessKeyId);
    }

    [SkippableFact]
    public async Task AKeyTellsItsAccount()
    {
        using var client = AwsClients.On(TestServers.Moto).CreateStsClient();

        Assert.Equal("123456789012", (await client.GetAccessKeyInfoAsync(new() { AccessKeyId = "AKIAIOSFODNN7EXAMPLE" })).Account);
    }

    [Fact]
    public async Task AMessageIsDecodedForItsCaller()
    {
        var handler = new ScriptedHandler().Answer(200, """<DecodeAuthorizationMessageResponse><DecodeAuthorizationMessageResult><DecodedMessage>{"allowed":false}</DecodedMessage></DecodeAuthorizationMessageResult></DecodeAuthorizationMessageResponse>""", "text/xml");
        using var client = AwsClients.Over(handler).CreateStsClient();

        Assert.Equal("""{"allowed":false}""", (await client.DecodeAuthorizationMessageAsync(new() { EncodedMessage = "a+b" })).DecodedMessage);
        Assert.Equal("Action=DecodeAuthorizationMessage&Version=2011-06-15&EncodedMessage=a%2Bb", handler.Single.Text);
        Assert.Equal("https://sts.eu-central-1.amazonaws.com/", handler.Single.Uri.AbsoluteUri);
        Assert.Contains("/eu-central-1/sts/aws4_request", handler.Single.Header("Authorization"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWebIdentityIsSentWithoutASignatureAndSecretsAreNotShown()
    {
        const string Credentials = "<Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>sssh</SecretAccessKey><SessionToken>tttt</SessionToken><Expiration>2030-01-01T00:00:00Z</Expiration></Credentials>";
        var handler = new ScriptedHandler().Answer(200, $"<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult>{Credentials}</AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>", "text/xml");
        using var client = AwsClients.Over(handler).CreateStsClient();
        var request = new AssumeRoleWithWebIdentityRequest { RoleArn = Role, RoleSessionName = "w", WebIdentityToken = "jjjj" };

        var given = await client.AssumeRoleWithWebIdentityAsync(request);

        Assert.Null(handler.Single.Header("Authorization"));
        Assert.Equal(("sssh", new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero)), (given.Credentials!.SecretAccessKey, given.Credentials.Expiration));
        Assert.DoesNotContain("sssh", given.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("jjjj", request.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, "ExpiredToken", ErrorKind.Unauthenticated)]
    [InlineData(403, "AccessDenied", ErrorKind.AccessDenied)]
    [InlineData(400, "PackedPolicyTooLarge", ErrorKind.TooLarge)]
    [InlineData(400, "Throttling", ErrorKind.Throttled)]
    public async Task ErrorsHaveTheirKinds(int status, string code, ErrorKind kind)
    {
        var handler = new ScriptedHandler { RepeatsLast = true }.Answer(status, $"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>no</Message></Error><RequestId>r</RequestId></ErrorResponse>", "text/xml");
        using var client = AwsClients.Over(handler).CreateStsClient();

        var error = await AwsClients.FailsAsync(client.GetCallerIdentityAsync());

        Assert.Equal((kind, code, "r"), (error.Kind, error.Code, error.RequestId));
    }
}
