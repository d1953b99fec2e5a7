using Documents.Depot;
using Virga.Http;
using Virga.Testing;

namespace Virga.Generated.Tests;

public sealed class DepotTests
{
    private const string Account = """{ "accountId": "acc", "authorizationToken": "t1", "apiUrl": "https://api7.depot.example.net", "expiresIn": 600 }""";

    private static DepotClient Client(ScriptedHandler handler, FakeTimeProvider time)
    {
        var options = Clients.Over(handler, time);
        options.Auth = AuthScheme.Anonymous;
        options.AllowedHosts.Add("*.depot.example.net");
        options.Variables["KeyId"] = "k";
        options.Variables["Key"] = "s";
        options.Variables["BoxId"] = "b1";
        return new DepotClient(options);
    }

    [Fact]
    public async Task ASessionIsOpenedOnceAndGivesTheAddressTheTokenAndThePath()
    {
        var handler = new ScriptedHandler().Answer(200, Account).Answer(200, """{ "boxes": [ { "id": "1", "name": "a" } ] }""").Answer(200, """{ "boxes": [] }""");
        using var client = Client(handler, new FakeTimeProvider());

        var boxes = await client.ListBoxesAsync();
        await client.ListBoxesAsync();

        Assert.Equal("a", Assert.Single(boxes.Boxes).Name);
        Assert.Equal(3, handler.Requests.Count);
        Assert.Equal("https://sign-in.depot.example.net/sign-in?keyId=k&scope=depot", handler.Requests[0].Uri.AbsoluteUri);
        Assert.Equal("s", handler.Requests[0].Header("Key"));
        Assert.Equal("https://api7.depot.example.net/depot/v3/accounts/acc/boxes", handler.Requests[1].Uri.AbsoluteUri);
        Assert.Equal("t1", handler.Requests[1].Header("X-Depot-Token"));
    }

    [Fact]
    public async Task ASessionIsRenewedWhenItsTokenIsRefused()
    {
        var handler = new ScriptedHandler().Answer(200, Account).Answer(401).Answer(200, Account.Replace("t1", "t2")).Answer(200, """{ "boxes": [] }""");
        using var client = Client(handler, new FakeTimeProvider());

        await client.ListBoxesAsync();

        Assert.Equal(["t1", "t2"], handler.Requests.Select(request => request.Header("X-Depot-Token")).OfType<string>());
    }

    [Fact]
    public async Task ASessionIsRenewedBeforeItExpires()
    {
        var time = new FakeTimeProvider();
        var handler = new ScriptedHandler().Answer(200, Account).Answer(200, """{ "boxes": [] }""").Answer(200, Account.Replace("t1", "t2")).Answer(200, """{ "boxes": [] }""");
        using var client = Client(handler, time);

        await client.ListBoxesAsync();
        time.Advance(TimeSpan.FromSeconds(599));
        await client.ListBoxesAsync();

        Assert.Equal("t2", handler.Requests[3].Header("X-Depot-Token"));
    }

    [Fact]
    public async Task ASessionMayGiveTheWholeAddressOfAnUpload()
    {
        var handler = new ScriptedHandler()
            .Answer(200, Account)
            .Answer(200, """{ "uploadUrl": "https://up3.depot.example.net/put/xyz", "uploadToken": "u1", "validUntil": "2026-11-21T00:00:00Z" }""")
            .Answer(200, """{ "id": "f", "sha1": "0aff", "stored": 1793880000000 }""");
        using var client = Client(handler, new FakeTimeProvider());

        var file = await client.UploadFileAsync("a b.txt", new byte[] { 1, 2 }, xContentSha1: new byte[] { 0x0a, 0xff });

        var upload = handler.Requests[^1];
        Assert.Equal(("up3.depot.example.net", "u1", "a%20b.txt", "0aff"), (upload.Uri.Host, upload.Header("Authorization"), upload.Header("X-File-Name"), upload.Header("X-Content-Sha1")));
        Assert.Equal("/put/xyz", upload.Target);
        Assert.Equal([0x0a, 0xff], file.Sha1!.Value.ToArray());
    }

    [Fact]
    public async Task AnAddressGivenByTheCallerIsUsed()
    {
        var handler = new ScriptedHandler().Answer(200, Account).Answer(202);
        using var client = Client(handler, new FakeTimeProvider());

        var job = await client.GetJobAsync("https://jobs.depot.example.net/j/1?x=2");

        Assert.Null(job);
        Assert.Equal("https://jobs.depot.example.net/j/1?x=2", handler.Requests[^1].Uri.AbsoluteUri);
    }

    [Fact]
    public void SecretsAreNotInTexts()
    {
        var account = new Account { AccountId = "a", AuthorizationToken = "hush", ApiUrl = new Uri("https://x.example") };

        Assert.DoesNotContain("hush", account.ToString(), StringComparison.Ordinal);
    }
}
