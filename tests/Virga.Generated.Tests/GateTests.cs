using System.Text.Json;
using Virga.Generated.Tests.Gate;
using Virga.Http;
using Virga.Testing;

namespace Virga.Generated.Tests;

/// <summary>Bodies whose members the client fills, sessions that are opened with one, and security that is optional.</summary>
public sealed class GateTests
{
    private const string Entry = """{ "token": "t1", "desk": 7, "until": "2030-01-01T00:00:00Z" }""";

    private static GateClient Client(ScriptedHandler handler, AuthScheme? auth = null)
    {
        var options = Clients.Over(handler);
        options.Auth = auth;
        options.Variables["User"] = "ada";
        options.Variables["Password"] = "pa\"ss";
        options.Variables["SiteNumber"] = "12";
        options.Variables["Site"] = "north";
        return new GateClient(options);
    }

    [Fact]
    public async Task ASessionIsOpenedWithCredentialsInABodyThatComeFromTheSettings()
    {
        var handler = new ScriptedHandler().Answer(200, Entry).Answer(204);
        using var client = Client(handler);

        await client.AddVisitAsync(visit: new Visit { Guest = "Bo" });

        Assert.Equal("""{"kind":"password","auth":{"user":"ada","password":"pa\u0022ss","site":12}}""", handler.Requests[0].Text);
        Assert.Null(handler.Requests[0].Header("Authorization"));
        Assert.Equal("t1", handler.Requests[1].Header("X-Token"));
    }

    [Fact]
    public async Task AMemberIsFilledByASessionAndATokenUnlessItIsGiven()
    {
        var handler = new ScriptedHandler().Answer(200, Entry).Answer(204).Answer(204);
        using var client = Client(handler);

        await client.AddVisitAsync(visit: new Visit { Guest = "Bo", Host = new() { Name = "Cy" } });
        await client.AddVisitAsync(visit: new Visit { Guest = "Bo", Desk = 8, Key = "k" });

        using var filled = JsonDocument.Parse(handler.Requests[1].Text);
        Assert.Equal(7, filled.RootElement.GetProperty("desk").GetInt32());
        Assert.True(Guid.TryParse(filled.RootElement.GetProperty("key").GetString(), out _));
        Assert.Equal("north", filled.RootElement.GetProperty("host").GetProperty("site").GetString());
        Assert.Equal("""{"guest":"Bo","desk":8,"key":"k"}""", handler.Requests[2].Text);
    }

    [Fact]
    public async Task AGivenMemberCountsBeforeTheSetting()
    {
        var handler = new ScriptedHandler().Answer(200, Entry);
        using var client = Client(handler);

        await client.SignInAsync(new SignIn { Auth = new() { User = "eve", Code = "9" } });

        Assert.Equal("""{"kind":"password","auth":{"user":"eve","password":"pa\u0022ss","site":12,"code":"9"}}""", handler.Single.Text);
    }

    [Fact]
    public async Task ASettingThatIsMissingIsNamed()
    {
        var options = Clients.Over(new ScriptedHandler());
        options.Variables["User"] = "ada";
        using var client = new GateClient(options);

        var error = await Assert.ThrowsAsync<ArgumentException>(() => client.SignInAsync().AsTask());

        Assert.Contains("Password", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAnswerWithoutTheKeptValueIsMalformed()
    {
        var handler = new ScriptedHandler().Answer(200, """{ "desk": 7 }""");
        using var client = Client(handler);

        var error = await Assert.ThrowsAnyAsync<VirgaException>(() => client.AddVisitAsync(visit: new Visit { Guest = "Bo" }).AsTask());

        Assert.Equal(ErrorKind.MalformedResponse, error.Kind);
    }

    [Fact]
    public void ABodyWithASecretDoesNotShowIt() =>
        Assert.DoesNotContain("pass", new SignInAuth { Password = "pass" }.ToString(), StringComparison.Ordinal);

    [Fact]
    public async Task PartsOfAFormAreFilledAndNamed()
    {
        var handler = new ScriptedHandler().Answer(200, Entry).Answer(204);
        using var client = Client(handler);

        await client.AddPhotoAsync(new byte[] { 1 }, photoFileName: "me.png", card: new byte[] { 2 });

        var text = handler.Requests[1].Text.Replace("\"", "", StringComparison.Ordinal);
        Assert.Contains("filename=me.png", text, StringComparison.Ordinal);
        Assert.Contains("Content-Type: image/png", text, StringComparison.Ordinal);
        Assert.Contains("filename=card", text, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/pdf", text, StringComparison.Ordinal);
        Assert.Contains("north", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OptionalSecurityGoesWithoutCredentialsWhenThereAreNone()
    {
        var handler = new ScriptedHandler().Answer(200, "3", "text/plain");
        using var client = Client(handler);

        Assert.Equal(3, await client.CountVisitsAsync());
        Assert.Null(handler.Single.Header("Authorization"));
    }

    [Fact]
    public async Task OptionalSecurityUsesCredentialsThatThereAre()
    {
        var handler = new ScriptedHandler().Answer(200, "3", "text/plain");
        using var client = Client(handler, Clients.Over(handler).Auth);

        await client.CountVisitsAsync();

        Assert.Equal("Bearer secret", handler.Single.Header("Authorization"));
    }
}
