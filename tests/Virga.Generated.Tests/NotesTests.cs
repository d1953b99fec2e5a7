using Documents.Notes;
using Virga.Http;
using Virga.Testing;

namespace Virga.Generated.Tests;

public sealed class NotesTests
{
    private const string Note = """
        { "id": 7, "created": "2026-11-20T12:00:00Z", "title": "Milk", "state": "in-progress", "priority": 3, "due": "2026-12-24", "tags": ["home", "shop"],
          "thumbnail": "AQID", "labels": { "colour": "red" }, "author": { "name": "Ada", "e_mail": "ada@example.com", "team": { "size": 2 } },
          "replies": [ { "id": 8, "created": "2026-11-20T13:00:00+01:00", "title": "Bread", "state": "someday" } ], "reminder": { "at": "2026-12-24T08:00:00Z", "before": "PT15M", "channel": "mail" }, "unheardOf": [1, {}] }
        """;

    [Fact]
    public async Task ANoteIsReadWithAllItsMembers()
    {
        var handler = new ScriptedHandler().Answer(200, Note, "application/json");
        using var client = new NotesClient(Clients.Over(handler));

        var note = await client.GetNoteAsync(7, tag: "a b&c");

        Assert.Equal("https://eu.notes.example.com/v1/notes/7?tag=a%20b%26c", handler.Single.Uri.AbsoluteUri);
        Assert.Equal("Bearer secret", handler.Single.Header("Authorization"));
        Assert.Equal((7, "Milk", NoteState.Started), (note.Id, note.Title, note.State));
        Assert.Equal(Priority.High, note.Priority);
        Assert.Equal(new DateOnly(2026, 12, 24), note.Due);
        Assert.Equal(["home", "shop"], note.Tags);
        Assert.Equal([1, 2, 3], note.Thumbnail!.Value.ToArray());
        Assert.Equal("red", note.Labels["colour"]);
        Assert.Equal("ada@example.com", note.Author!.Mail);
        Assert.Equal(2, note.Author.AdditionalProperties!["team"].GetProperty("size").GetInt32());
        Assert.Equal("someday", note.Replies[0].State.Value);
        Assert.Equal(Priority.Normal, note.Replies[0].Priority);
        Assert.Equal(TimeSpan.FromMinutes(15), note.Reminder!.Before);
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero), note.Replies[0].Created.ToUniversalTime());
    }

    [Fact]
    public async Task ANewNoteIsWrittenAndTheAnswersHeadersAreRead()
    {
        var handler = new ScriptedHandler().Answer(201, Note, "application/json", ("Location", "https://eu.notes.example.com/v1/notes/7"), ("ETag", "\"v1\""));
        using var client = new NotesClient(Clients.Over(handler));

        var created = await client.CreateNoteAsync(new NewNote { Title = "Milk", State = NoteState.Open, Tags = ["home"], Due = new DateOnly(2026, 12, 24), Thumbnail = new byte[] { 1, 2, 3 } });

        Assert.Equal("""{"title":"Milk","state":"open","priority":2,"due":"2026-12-24","tags":["home"],"thumbnail":"AQID"}""", handler.Single.Text);
        Assert.Equal("application/json", handler.Single.Header("Content-Type"));
        Assert.True(Guid.TryParse(handler.Single.Header("Idempotency-Key"), out _));
        Assert.Equal((201, "v1", 7), (created.Status, created.ETag, created.Body.Id));
        Assert.Equal("/v1/notes/7", created.Location.AbsolutePath);
    }

    [Fact]
    public async Task AMissingRequiredHeaderIsAMalformedAnswer()
    {
        using var client = new NotesClient(Clients.Over(new ScriptedHandler().Answer(201, Note, "application/json")));

        var error = await Assert.ThrowsAnyAsync<VirgaException>(() => client.CreateNoteAsync(new NewNote { Title = "Milk", State = "open" }).AsTask());

        Assert.Equal(ErrorKind.MalformedResponse, error.Kind);
        Assert.Contains("Location", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PagesAreFollowedByTheirToken()
    {
        var handler = new ScriptedHandler().Answer(200, """{ "items": [ """ + Note + """ ], "nextCursor": "two" }""").Answer(200, """{ "items": [] , "nextCursor": "three" }""").Answer(200, """{ "items": [ """ + Note + """ ] }""");
        using var client = new NotesClient(Clients.Over(handler));

        var notes = await client.ListNotesAsync(tag: "todo", state: [NoteState.Open, NoteState.Done]).ToListAsync();

        Assert.Equal(2, notes.Count);
        Assert.Equal(["/v1/notes?tag=todo&state=open,done&limit=50", "/v1/notes?tag=todo&state=open,done&cursor=two&limit=50", "/v1/notes?tag=todo&state=open,done&cursor=three&limit=50"], handler.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task AListThatGivesTheSameTokenAgainEndsWithAnError()
    {
        var handler = new ScriptedHandler { RepeatsLast = true }.Answer(200, """{ "items": [], "nextCursor": "again" }""");
        using var client = new NotesClient(Clients.Over(handler));

        var error = await Assert.ThrowsAnyAsync<VirgaException>(() => client.ListNotesAsync().ToListAsync());

        Assert.Equal(ErrorKind.MalformedResponse, error.Kind);
        Assert.Equal(2, handler.Requests.Count);
    }

    [Fact]
    public async Task OnePageTakesATokenAndGivesTheNext()
    {
        var handler = new ScriptedHandler().Answer(200, """{ "items": [], "nextCursor": "next" }""");
        using var client = new NotesClient(Clients.Over(handler));

        var page = await client.ListNotesPageAsync(cursor: "here", limit: null);

        Assert.Equal("/v1/notes?cursor=here", handler.Single.Target);
        Assert.Equal("next", page.NextCursor);
    }

    [Fact]
    public async Task ListingStopsWhenTheTokenIsCancelled()
    {
        var handler = new ScriptedHandler { RepeatsLast = true }.Answer(200, """{ "items": [ """ + Note + """ ], "nextCursor": "more" }""");
        using var client = new NotesClient(Clients.Over(handler));
        using var source = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var note in client.ListNotesAsync(cancellationToken: source.Token)) await source.CancelAsync();
        });
        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task AnErrorWithACodeIsReadIntoTheTypeOfThatCode()
    {
        using var client = new NotesClient(Clients.Over(new ScriptedHandler().Answer(409, """{ "code": "title_taken", "existing": 3 }""", "application/json", ("X-Request-Id", "r1"))));

        var error = await Assert.ThrowsAsync<ServiceException>(() => client.CreateNoteAsync(new NewNote { Title = "Milk", State = "open" }).AsTask());

        Assert.Equal(3, Assert.IsType<TitleTaken>(error.Body).Existing);
        Assert.Equal(("title_taken", "r1", 409, ErrorKind.Conflict), (error.Code, error.RequestId, error.Status, error.Kind));
    }

    [Fact]
    public async Task AnErrorWithAnotherCodeIsReadIntoTheTypeOfItsStatus()
    {
        using var client = new NotesClient(Clients.Over(new ScriptedHandler().Answer(404, """{ "code": "note_missing", "detail": "no note 7" }""", "application/problem+json")));

        var error = await Assert.ThrowsAsync<ServiceException>(() => client.GetNoteAsync(7).AsTask());

        Assert.Equal("no note 7", Assert.IsType<Problem>(error.Body).Detail);
        Assert.Equal(ErrorKind.NotFound, error.Kind);
        Assert.Contains("no note 7", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "title": "Milk" }""")]
    [InlineData("""{ "id": "seven", "created": "2026-11-20T12:00:00Z", "title": "Milk", "state": "open" }""")]
    [InlineData("""{ "id": 7, "created": "yesterday", "title": "Milk", "state": "open" }""")]
    [InlineData("""{ "id": 7, "created": "2026-11-20T12:00:00Z", "title": "Milk", "state": "open", "priority": 9 }""")]
    [InlineData("<html><body>Welcome</body></html>")]
    [InlineData("""{ "id": 7, """)]
    [InlineData("")]
    public async Task AnAnswerThatIsNotWhatTheSpecSaysIsMalformed(string body)
    {
        using var client = new NotesClient(Clients.Over(new ScriptedHandler().Answer(200, body, "application/json")));

        var error = await Assert.ThrowsAnyAsync<VirgaException>(() => client.GetNoteAsync(7).AsTask());

        Assert.Equal(ErrorKind.MalformedResponse, error.Kind);
    }

    [Fact]
    public async Task OptionsOfOneCallAddHeadersAndQueryAndGiveTheRawAnswer()
    {
        var handler = new ScriptedHandler().Answer(200, Note, "application/json", ("X-Request-Id", "r9"), ("X-Extra", "yes"));
        using var client = new NotesClient(Clients.Over(handler));
        var response = new ResponseInfo();

        await client.GetNoteAsync(7, options: new CallOptions { Headers = [new("X-Trace", "t1")], Query = [new("debug", "1 2")], Response = response });

        Assert.Equal("/v1/notes/7?debug=1%202", handler.Single.Target);
        Assert.Equal("t1", handler.Single.Header("X-Trace"));
        Assert.Equal((200, "yes", "r9"), (response.Status, response.Header("x-extra"), response.RequestId));
    }

    [Fact]
    public async Task AnOperationWithoutSecuritySendsNoCredentials()
    {
        var handler = new ScriptedHandler().Answer(204);
        using var client = new NotesClient(Clients.Over(handler));

#pragma warning disable CS0618 // The spec marks it as deprecated, which is what emission must pass on.
        await client.CheckHealthAsync();
#pragma warning restore CS0618

        Assert.Null(handler.Single.Header("Authorization"));
    }

    [Fact]
    public async Task ATextIsReadAsItIs()
    {
        using var client = new NotesClient(Clients.Over(new ScriptedHandler().Answer(200, "Milk, größer", "text/plain; charset=utf-8")));

        Assert.Equal("Milk, größer", await client.GetNoteTextAsync(7));
    }

    [Fact]
    public async Task AServerVariableComesFromTheOptions()
    {
        var handler = new ScriptedHandler().Answer(204);
        var options = Clients.Over(handler);
        options.Variables["region"] = "us";
        using var client = new NotesClient(options);

        await client.DeleteNoteAsync(7);

        Assert.Equal("us.notes.example.com", handler.Single.Uri.Host);
    }

    [Fact]
    public async Task AHeaderWithALineBreakIsRefusedByName()
    {
        using var client = new NotesClient(Clients.Over(new ScriptedHandler()));

        var error = await Assert.ThrowsAsync<ArgumentException>(() => client.ReplaceNoteAsync(7, new NewNote { Title = "Milk", State = "open" }, ifMatch: "a\r\nX-Evil: 1").AsTask());

        Assert.Contains("If-Match", error.Message, StringComparison.Ordinal);
    }
}
