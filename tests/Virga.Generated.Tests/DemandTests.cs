using Documents.Notes;
using System.Reflection;
using Virga.Http;
using Virga.Testing;

namespace Virga.Generated.Tests;

/// <summary>Rows of the demands that generated clients answer.</summary>
public sealed partial class DemandTests
{
    [Fact]
    public async Task D49AClientOverAHttpClientLeavesItToItsOwner()
    {
        using var handler = new ScriptedHandler { RepeatsLast = true }.Answer(200, "some bytes", "text/plain");
        using var http = new HttpClient(handler) { BaseAddress = new Uri("https://eu.notes.example.com/v1") };

        for (var i = 0; i < 2; i++)
        {
            using var client = new NotesClient(http, new BearerAuth("t"));
            Assert.Equal("some bytes", await client.GetNoteTextAsync(7));
        }

        Assert.False(handler.IsDisposed);
        Assert.Equal(["/v1/notes/7/text", "/v1/notes/7/text"], handler.Requests.Select(request => request.Target));
    }

    [Fact]
    public void D49CredentialsThatARedirectWouldCarryAwayRefuseAHttpClient()
    {
        using var http = new HttpClient(new ScriptedHandler());

        var error = Assert.Throws<ArgumentException>(() => new NotesClient(http, new ApiKeyAuth("X-Auth-Token", "header", "very-secret")));

        Assert.Contains("ClientOptions.Handler", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void D53EveryOperationIsOneMethodOfTheClientItself()
    {
        var client = typeof(NotesClient);
        var methods = client.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(method => !method.IsSpecialName && method.Name is not ("Dispose" or "SendRawAsync")).ToArray();

        // No property leads to a builder: what a client has beside its methods is what carries them.
        Assert.Equal(["Transport"], client.GetProperties().Select(property => property.Name));
        Assert.All(
            new[] { "GetNoteAsync", "CreateNoteAsync", "ReplaceNoteAsync", "DeleteNoteAsync", "ListNotesAsync", "ListNotesPagesAsync", "ListNotesPageAsync" },
            name => Assert.Single(methods, method => method.Name == name));
        Assert.All(methods, method =>
        {
            Assert.EndsWith("Async", method.Name, StringComparison.Ordinal);
            Assert.Equal(typeof(CancellationToken), method.GetParameters()[^1].ParameterType);
        });
    }
}
