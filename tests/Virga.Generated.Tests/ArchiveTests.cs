using Documents.Archive;
using Documents.Library;
using Virga.Http;
using Virga.Testing;

namespace Virga.Generated.Tests;

public sealed class ArchiveTests
{
    [Fact]
    public async Task AFormHoldsADocumentAndAFile()
    {
        var handler = new ScriptedHandler().Answer(400, """{ "error": { "code": "bad", "message": "no" } }""", "application/json");
        var options = Clients.Over(handler);
        options.Auth = AuthScheme.Anonymous;
        using var client = new ArchiveClient(options);

        var error = await Assert.ThrowsAsync<ServiceException>(() => client.CreateDocumentAsync(new DocumentMeta { Title = "T" }, "bytes"u8.ToArray()).AsTask());

        Assert.Equal("bad", error.Code);
        Assert.StartsWith("multipart/form-data; boundary=", handler.Single.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Contains("name=\"meta\"", handler.Single.Text, StringComparison.Ordinal);
        Assert.Contains("\"title\":\"T\"", handler.Single.Text, StringComparison.Ordinal);
        Assert.Contains("bytes", handler.Single.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADocumentOfOpenApi30BecomesAClientAsWell()
    {
        var handler = new ScriptedHandler().Answer(200, """{ "books": [], "more": false }""", "application/json", ("X-Total", "7"));
        var options = Clients.Over(handler);
        options.Auth = AuthScheme.Anonymous;
        using var client = new LibraryClient(options);

        var page = await client.FindBooksPageAsync(author: ["a", "b"], subject: ["c", "d"], available: true);

        Assert.Equal("/api/books?author=a&author=b&subject=c,d&available&offset=0", handler.Single.Target);
        Assert.Equal(7, page.XTotal);
    }
}
