using Virga.Aws.S3;
using Virga.Storage;

namespace Virga.Aws.Credentials.Tests;

/// <summary>The whole chain, its order, and how stores take it.</summary>
public sealed class ChainTests
{
    [Fact]
    public async Task TheOrderIsThatOfTheVendorsChain()
    {
        await using var container = new HttpScript(_ => new(200, ContainerTests.Answer("ASIACONTAINER", DateTimeOffset.UtcNow.AddHours(1))));
        await using var sts = new StsScript("ASIAWEB");
        using var process = new ProcessVariables(
            ("AWS_ACCESS_KEY_ID", "AKIAENVIRONMENT"), ("AWS_SECRET_ACCESS_KEY", "s"), ("AWS_ENDPOINT_URL_STS", sts.Address.AbsoluteUri),
            ("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/web"), ("AWS_CONTAINER_CREDENTIALS_FULL_URI", container.Address.AbsoluteUri));
        process.Set("AWS_WEB_IDENTITY_TOKEN_FILE", process.Write("token", "a.b.c"));
        process.Write("credentials", "[default]\naws_access_key_id = AKIAPROFILE\naws_secret_access_key = s\n");

        Assert.Equal("AKIAENVIRONMENT", await IdAsync());
        process.Set("AWS_ACCESS_KEY_ID", null);
        process.Set("AWS_SECRET_ACCESS_KEY", null);
        Assert.Equal("ASIAWEB", await IdAsync());
        process.Set("AWS_WEB_IDENTITY_TOKEN_FILE", null);
        Assert.Equal("AKIAPROFILE", await IdAsync());
        File.Delete(Path.Combine(process.Home, "credentials"));
        Assert.Equal("ASIACONTAINER", await IdAsync());
    }

    [Fact]
    public async Task AStoreTakesTheChainWhereNoKeysAreGiven()
    {
        using var process = new ProcessVariables();
        process.Write("credentials", "[default]\naws_access_key_id = AKIADEFAULT\naws_secret_access_key = s\n[work]\naws_access_key_id = AKIAWORK\naws_secret_access_key = s\n");
        var chain = AwsSdkCredentials.Chain();

        Assert.Equal("AKIADEFAULT", await OfSettingsAsync(chain));
        Assert.Equal("AKIAWORK", await OfSettingsAsync(chain, ("aws-profile", "work")));
        Assert.Equal("AKIAGIVEN", await OfSettingsAsync(chain, ("access-key-id", "AKIAGIVEN"), ("secret-access-key", "s")));
        Assert.IsType<AnonymousCredentials>(AwsSettings.Resolve(new Given(("anonymous", "true")), null, chain).Credentials);
        Assert.Same(chain(null), chain(null));
        Assert.Same(chain("work"), chain("work"));
        Assert.NotSame(chain(null), chain("work"));
        Assert.Contains("nosuch", (await Assert.ThrowsAsync<VirgaException>(() => OfSettingsAsync(chain, ("aws-profile", "nosuch")))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StoresOfOneChainCanCopyBetweenEachOther()
    {
        using var process = new ProcessVariables();
        process.Write("credentials", "[default]\naws_access_key_id = AKIADEFAULT\naws_secret_access_key = s\n");
        var registry = new StoreRegistry().AddAws(new S3Options { Chain = AwsSdkCredentials.Chain() });
        await using var one = await registry.OpenAsync("s3://bucket-one");
        await using var two = await registry.OpenAsync("s3://bucket-two");

        Assert.True(two.CanCopyFrom(one));
    }

    private static async Task<string> IdAsync() => (await AwsSdkCredentials.Default().GetAsync(false, default)).AccessKeyId;

    private static async Task<string> OfSettingsAsync(AwsChain chain, params (string Name, string Value)[] settings) =>
        (await AwsSettings.Resolve(new Given(settings), null, chain).Credentials.GetAsync(false, default)).AccessKeyId;

    private sealed class Given(params (string Name, string Value)[] values) : ISettingsSource
    {
        public string? Get(string name) => values.FirstOrDefault(v => v.Name == name).Value;

        public string? Origin(string name) => Get(name) is null ? null : "the arguments";

        public bool IsTrusted(string name) => true;
    }
}
