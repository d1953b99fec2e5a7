using System.Reflection;
using System.Text;
using Virga.Http;
using Virga.Testing;

namespace Virga.Adapters.Tests.Running;

/// <summary>A user's own interface over a service that speaks JSON.</summary>
public sealed class ArchiveTests
{
    private const string Id = "6f9619ff-8b86-4011-b42d-00c04fc964ff";
    private const string Document = $$"""{ "id": "{{Id}}", "title": "Plan", "file": { "length": 3 }, "stored_at": "2026-01-02T03:04:05Z" }""";

    private static readonly Lazy<Assembly> Emitted = new(() =>
    {
        var run = AdapterRun.OfDocuments(Contracts.Archive, "archive.yaml", "archive-adapter.yaml");
        Assert.Equal([], run.Diagnostics.Select(d => d.ToString()));
        Assert.Equal([], run.CompilerFaults());
        return run.Load();
    });

    private readonly ScriptedHandler _handler = new();

    [Fact]
    public async Task AFileGoesOutAsAFormAndComesBackAsTheUsersDocument()
    {
        _handler.Answer(201, Document, "application/json");
        var document = await Archive().CallAsync("StoreAsync", "Plan", new MemoryStream("abc"u8.ToArray()), new[] { "a", "b" });
        Assert.Equal(Guid.Parse(Id), Adapted.Get(document, "Id"));
        Assert.Equal(3L, Adapted.Get(document, "Size"));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), Adapted.Get(document, "Stored"));
        var sent = Encoding.UTF8.GetString(_handler.Single.Body);
        Assert.Contains("""{"title":"Plan","tags":["a","b"]}""", sent, StringComparison.Ordinal);
        Assert.Contains("abc", sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMissingDocumentIsNull()
    {
        _handler.Answer(404, """{ "error": { "code": "gone" } }""", "application/json");
        Assert.Null(await Archive().CallAsync("FindAsync", Guid.Parse(Id)));
        Assert.EndsWith("/documents/" + Id, _handler.Single.Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnyOtherErrorPassesThroughAsItIs()
    {
        _handler.Answer(403, """{ "error": { "code": "no" } }""", "application/json");
        var error = await Assert.ThrowsAnyAsync<ServiceException>(() => Archive().CallAsync("FindAsync", Guid.Parse(Id)));
        Assert.Equal("no", error.Code);
    }

    [Fact]
    public async Task SearchingFollowsThePages()
    {
        _handler.Answer(200, $$"""{ "documents": [{{Document}}], "next_page_token": "2" }""", "application/json");
        _handler.Answer(200, $$"""{ "documents": [{{Document}}, {{Document}}] }""", "application/json");
        var rows = await Archive().RowsAsync("SearchAsync", "plan", new DateOnly(2026, 1, 1));
        Assert.Equal(3, rows.Count);
        Assert.EndsWith("/documents?q=plan&since=2026-01-01", _handler.Requests[0].Target, StringComparison.Ordinal);
        Assert.Contains("page_token=2", _handler.Requests[1].Target, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(204, true)]
    [InlineData(404, false)]
    public async Task RemovingSaysWhetherThereWasOne(int status, bool removed)
    {
        _handler.Answer(status);
        Assert.Equal(removed, await Archive().CallAsync("RemoveAsync", Guid.Parse(Id)));
    }

    private Adapted Archive() => new(Emitted.Value, "Sample.Archive.ArchiveClient", "Contoso.Archive.HttpDocumentArchive", _handler);
}
