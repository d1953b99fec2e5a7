using Virga.Storage;
using Virga.Testing;

namespace Virga.Aws.S3.Tests.Client;

/// <summary>Between which stores the server copies by itself.</summary>
public sealed class AccountTests
{
    private static readonly Uri Endpoint = new("https://s3.example.test");

    public static TheoryData<bool, S3Options, S3Options> Pairs => new()
    {
        { true, Of(new StaticCredentials("AKIDONE", "s")), Of(new StaticCredentials("AKIDONE", "s")) },
        { false, Of(new StaticCredentials("AKIDONE", "s")), Of(new StaticCredentials("AKIDTWO", "s")) },
        { false, Of(new StaticCredentials("AKIDONE", "s")), Of(AnonymousCredentials.Instance) },
        { false, Of(new StaticCredentials("AKIDONE", "s")), Of(new StaticCredentials("AKIDONE", "s"), "https://other.example.test") },
        { true, Of(new EnvironmentCredentials(Variables("AKIDONE"))), Of(new EnvironmentCredentials(Variables("AKIDONE"))) },
        { false, Of(new EnvironmentCredentials(Variables("AKIDONE"))), Of(new EnvironmentCredentials(Variables("AKIDTWO"))) },
        { true, Of(AwsCredentialChain.Default(Variables("AKIDONE"))), Of(AwsCredentialChain.Default(Variables("AKIDONE"))) },
        { false, Of(AwsCredentialChain.Default(Variables("AKIDONE"), "a")), Of(AwsCredentialChain.Default(Variables("AKIDONE"), "b")) },
        { false, Of(new Unknown()), Of(new Unknown()) },
    };

    [Theory]
    [MemberData(nameof(Pairs), DisableDiscoveryEnumeration = true)]
    public async Task TheServerCopiesOnlyBetweenStoresOfTheSameCredentials(bool same, S3Options first, S3Options second)
    {
        var handler = new ScriptedHandler();
        await using var target = S3Stores.Open("target", first with { Configure = o => o.Handler = handler });
        await using var source = S3Stores.Open("source", second with { Configure = o => o.Handler = handler });

        Assert.Equal(same, target.CanCopyFrom(source));
        Assert.True(target.CanCopyFrom(target));
        if (same) return;
        var error = await Assert.ThrowsAsync<ObjectStoreException>(async () => await target.CopyAsync("k", "k", new ObjectCopyOptions { From = source }));
        Assert.Equal(ErrorKind.Unsupported, error.Kind);
        Assert.Empty(handler.Requests);
    }

    [Fact]
    public async Task OneSourceOfCredentialsIsOneAccount()
    {
        var options = Of(new Unknown());
        await using var target = S3Stores.Open("target", options);
        await using var source = S3Stores.Open("source", options);

        Assert.True(target.CanCopyFrom(source));
    }

    [Fact]
    public async Task MetadataBeyondAsciiIsRefusedByNameBeforeAnythingIsSent()
    {
        var handler = new ScriptedHandler();
        await using var store = Scripted.Store(handler);
        var metadata = new Dictionary<string, string> { ["plain"] = "x", ["city"] = "M\u00fcnchen" };

        var put = await Assert.ThrowsAsync<ObjectStoreException>(async () => await store.UploadAsync("k", new byte[3], new UploadOptions { Metadata = metadata }));
        var parts = await Assert.ThrowsAsync<ObjectStoreException>(async () => await store.UploadAsync("k", new byte[11_000_000], new UploadOptions { Metadata = metadata, Transfer = new TransferOptions { PartSize = 5 * 1024 * 1024 } }));
        var name = await Assert.ThrowsAsync<ObjectStoreException>(async () => await store.UploadAsync("k", new byte[3], new UploadOptions { ContentDisposition = "attachment; filename=M\u00fcnchen" }));

        Assert.All([put, parts, name], error => Assert.Equal((ErrorKind.InvalidArgument, "bucket", "k"), (error.Kind, error.Bucket, error.Key)));
        Assert.All([put, parts], error => Assert.Contains("x-amz-meta-city", error.Message, StringComparison.Ordinal));
        Assert.Contains("Content-Disposition", name.Message, StringComparison.Ordinal);
        Assert.Empty(handler.Requests);
    }

    [Theory]
    [InlineData(304, ErrorKind.NotModified)]
    [InlineData(400, ErrorKind.InvalidArgument)]
    [InlineData(403, ErrorKind.AccessDenied)]
    [InlineData(404, ErrorKind.NotFound)]
    [InlineData(412, ErrorKind.PreconditionFailed)]
    public async Task AnErrorWithoutABodyIsKnownByItsStatus(int status, ErrorKind kind)
    {
        var handler = new ScriptedHandler { RepeatsLast = true }.Answer(status, "", null, ("Content-Length", "300"));
        await using var store = Scripted.Store(handler);

        var stat = await Assert.ThrowsAsync<ObjectStoreException>(async () => await store.StatAsync("k"));

        Assert.Equal((kind, status, "bucket", "k"), (stat.Kind, stat.Status, stat.Bucket, stat.Key));
    }

    [Fact]
    public async Task AnUnchangedObjectIsNotModified()
    {
        var handler = new ScriptedHandler().Answer(304, "", null, ("ETag", "\"e1\""));
        await using var store = Scripted.Store(handler);

        var error = await Assert.ThrowsAsync<ObjectStoreException>(async () => await store.DownloadAsync("k", new DownloadOptions { IfNoneMatch = "e1" }));

        Assert.Equal((ErrorKind.NotModified, 304), (error.Kind, error.Status));
        Assert.Equal("\"e1\"", handler.Single.Header("If-None-Match"));
    }

    private static S3Options Of(IAwsCredentialSource credentials, string? endpoint = null) =>
        new() { Endpoint = endpoint is null ? Endpoint : new Uri(endpoint), Profile = S3Profiles.Compatible, Credentials = credentials };

    private static Func<string, string?> Variables(string id) => name => name switch
    {
        "AWS_ACCESS_KEY_ID" => id,
        "AWS_SECRET_ACCESS_KEY" => "s",
        "HOME" => "/nonexistent",
        _ => null,
    };

    private sealed class Unknown : IAwsCredentialSource
    {
        public ValueTask<AwsCredentials> GetAsync(bool forceRefresh, CancellationToken cancellationToken) => new(AwsCredentials.Anonymous);
    }
}
