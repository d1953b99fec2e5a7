using System.Reflection;
using Virga.Http;
using Virga.Testing;

namespace Virga.Adapters.Tests.Running;

/// <summary>A contract in the manner of drivers over a service that speaks XML: every word of the language runs once.</summary>
public sealed class ShelfTests
{
    private const string Space = "Contoso.Shelves.";

    private static readonly Lazy<Assembly> Emitted = new(() =>
    {
        var run = AdapterRun.OfDocuments(Contracts.Shelf, "shelf.yaml", "shelf-store.yaml");
        Assert.Equal([], run.Diagnostics.Select(d => d.ToString()));
        Assert.Equal([], run.CompilerFaults());
        Assert.Contains("declared 15, by hand 1, unsupported 1", run.Adapter("ShelfDriver"), StringComparison.Ordinal);
        return run.Load();
    });

    private readonly ScriptedHandler _handler = new();

    [Fact]
    public async Task APutSendsWhatIsGivenAndLeavesOutWhatIsNot()
    {
        _handler.Answer(200, "", null, ("ETag", "\"r1\""));
        var driver = Driver();
        var options = Options(driver, 3);
        driver.With(options, "OnlyNew", true);
        driver.With(options, "Kind", driver.Enum(Space + "ItemKind", "DeepCold"));
        driver.With(options, "Labels", new Dictionary<string, string> { ["a"] = "1" });
        var info = await driver.CallAsync("PutAsync", "x/y z", new MemoryStream("abc"u8.ToArray()), options);
        Assert.Equal("r1", Adapted.Get(info, "Revision"));
        Assert.Equal(3L, Adapted.Get(info, "Size"));
        var sent = _handler.Single;
        Assert.Equal("/box/x/y%20z", sent.Target);
        Assert.Equal("abc", sent.Text);
        Assert.Equal(3L, sent.ContentLength);
        Assert.Equal("*", sent.Header("If-None-Match"));
        Assert.Null(sent.Header("If-Match"));
        Assert.Null(sent.Header("x-sum-sha256"));
        Assert.Equal("DEEP_COLD", sent.Header("x-shelf-kind"));
        Assert.Equal("2", sent.Header("x-shelf-copies"));
        Assert.Equal("1", sent.Header("x-meta-a"));
    }

    [Theory]
    [InlineData(0L, 10L, "bytes=0-9")]
    [InlineData(5L, null, "bytes=5-")]
    [InlineData(-4L, null, "bytes=-4")]
    public async Task AGetTakesARangeAndHandsTheStreamOver(long offset, long? length, string range)
    {
        _handler.Answer(206, "abc"u8.ToArray(), null, ("Content-Range", "bytes 0-2/9"), ("x-meta-b", "2"), ("Last-Modified", "Fri, 02 Jan 2026 03:04:05 GMT"));
        var driver = Driver();
        var content = await driver.CallAsync("GetAsync", "k", driver.New(Space + "ByteRange", offset, length), driver.New(Space + "Condition", "r1", null));
        Assert.Equal(range, _handler.Single.Header("Range"));
        Assert.Equal("\"r1\"", _handler.Single.Header("If-Match"));
        Assert.Equal(9L, Adapted.Get(content, "Info.Size"));
        Assert.Equal("unknown", Adapted.Get(content, "Info.Type"));
        Assert.Equal("2", ((IReadOnlyDictionary<string, string>)Adapted.Get(content, "Info.Labels")!)["b"]);
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), Adapted.Get(content, "Info.Changed"));
        await using var stream = (Stream)Adapted.Get(content, "Content")!;
        Assert.Equal("abc", await new StreamReader(stream).ReadToEndAsync());
    }

    [Fact]
    public async Task AnAnswerThatCannotBeMappedReleasesItsStream()
    {
        var body = new ClosedStream();
        _handler.Answer(200, body, ("Last-Modified", "yesterday"));
        var driver = Driver();
        var error = await Assert.ThrowsAnyAsync<Exception>(() => driver.CallAsync("GetAsync", "k", null, driver.New(Space + "Condition", null, null)));
        Assert.Equal("ShelfException", error.GetType().Name);
        Assert.True(body.IsClosed);
    }

    [Fact]
    public async Task AStatOfNothingIsNull()
    {
        _handler.Answer(404);
        Assert.Null(await Driver().CallAsync("StatAsync", "k"));
    }

    [Theory]
    [InlineData("true", "/box/k?all")]
    [InlineData(null, "/box/k")]
    public async Task ADeleteChoosesByTheAnswerOfItsFirstStep(string? large, string target)
    {
        _handler.Answer(200, "", null, large is null ? [] : [("x-large", large)]);
        _handler.Answer(204);
        var driver = Driver();
        await driver.CallAsync("DeleteAsync", "k", driver.New(Space + "Condition", null, null));
        Assert.Equal(["HEAD", "DELETE"], _handler.Requests.Select(r => r.Method));
        Assert.Equal(target, _handler.Requests[1].Target);
    }

    [Theory]
    [InlineData(404, "")]
    [InlineData(410, "<Error><Code>already_gone</Code></Error>")]
    public async Task AKindOrACodeCanBeAResult(int status, string body)
    {
        _handler.Answer(200);
        _handler.Answer(status, body, "application/xml");
        var driver = Driver();
        Assert.Null(await driver.CallAsync("DeleteAsync", "k", driver.New(Space + "Condition", null, null)));
        Assert.Equal(2, _handler.Requests.Count);
    }

    [Fact]
    public async Task AListGoesOutAsElementsAndFailuresComeBackWithTheirKind()
    {
        _handler.Answer(200, "<RemoveResult><Error><Name>a</Name><Code>Taken</Code></Error><Error><Name>b</Name><Code>Locked</Code><Message>no</Message></Error></RemoveResult>", "application/xml");
        var failures = (System.Collections.IEnumerable)(await Driver().CallAsync("DeleteManyAsync", (object)new[] { "a", "b<" }))!;
        Assert.Contains("<Quiet>true</Quiet><Entry><Name>a</Name></Entry><Entry><Name>b&lt;</Name></Entry>", _handler.Single.Text, StringComparison.Ordinal);
        Assert.Equal(["a Exists ", "b AccessDenied no"], failures.Cast<object>().Select(f => $"{Adapted.Get(f, "Key")} {Adapted.Get(f, "Kind")} {Adapted.Get(f, "Message")}"));
    }

    [Theory]
    [InlineData("true", "7")]
    [InlineData("false", null)]
    public async Task AListFiltersRowsAndCarriesTheNextPage(string more, string? next)
    {
        _handler.Answer(200, $"<Items><More>{more}</More><NextAfter>7</NextAfter><Item><Name>a</Name><Size>1</Size><Type>file</Type><Kind>DEEP_COLD</Kind></Item><Item><Name>b</Name><Size>2</Size></Item><Group><Prefix>g/</Prefix></Group></Items>", "application/xml");
        var driver = Driver();
        var page = await driver.CallAsync("ListAsync", driver.New(Space + "ListQuery", null, "5", 10));
        Assert.Equal("/box?list&after=5&max=10", _handler.Single.Target);
        var item = Assert.Single(((System.Collections.IEnumerable)Adapted.Get(page, "Items")!).Cast<object>());
        Assert.Equal("DeepCold", Adapted.Get(item, "Kind")!.ToString());
        Assert.Equal(["a"], (List<string>)Adapted.Get(page, "Folders")!);
        Assert.Equal(["g"], (string[])Adapted.Get(page, "Groups")!);
        Assert.Equal(next, Adapted.Get(page, "Continuation"));
    }

    [Fact]
    public async Task AContinuationThatIsNoneIsTheCallersFault()
    {
        var driver = Driver();
        var error = await Assert.ThrowsAsync<ArgumentException>(() => driver.CallAsync("ListAsync", driver.New(Space + "ListQuery", null, "seven", 10)));
        Assert.Contains("query.Continuation", error.Message, StringComparison.Ordinal);
        Assert.Empty(_handler.Requests);
    }

    [Fact]
    public async Task RowsOfAllPagesComeOneByOneAndTheirFaultsAreMapped()
    {
        _handler.Answer(200, "<Items><More>true</More><NextAfter>1</NextAfter><Item><Name>a</Name><Size>1</Size></Item></Items>", "application/xml");
        _handler.Answer(200, "<Items><More>false</More><Item><Name>b</Name><Size>2</Size></Item></Items>", "application/xml");
        var rows = await Driver().RowsAsync("EnumerateAsync", (object?)null);
        Assert.Equal(["a", "b"], rows.Select(r => Adapted.Get(r, "Key")));
        _handler.Answer(404, "<Error><Code>NoSuchShelf</Code></Error>", "application/xml");
        var error = await Assert.ThrowsAnyAsync<Exception>(() => Driver().RowsAsync("EnumerateAsync", (object?)null));
        Assert.Equal("NoShelf", Adapted.Get(error, "Kind")!.ToString());
    }

    [Theory]
    [InlineData(true, "REPLACE", "text/plain")]
    [InlineData(false, "COPY", null)]
    public async Task AShapeOfNothingBindsNothing(bool replaces, string directive, string? type)
    {
        _handler.Answer(200, "<CopyResult><ETag>\"r2\"</ETag><Changed>2026-01-02T03:04:05Z</Changed></CopyResult>", "application/xml");
        var driver = Driver();
        var replace = replaces ? driver.With(Options(driver, 0), "ContentType", "text/plain") : null;
        var info = await driver.CallAsync("CopyAsync", driver.New(Space + "Address", "other", "a b/c"), "k", driver.New(Space + "CopyOptions", replace));
        Assert.Equal("/other/a%20b/c", _handler.Single.Header("x-source"));
        Assert.Equal(directive, _handler.Single.Header("x-directive"));
        Assert.Equal(type, _handler.Single.Header("Content-Type"));
        Assert.Equal("r2", Adapted.Get(info, "Revision"));
    }

    [Fact]
    public async Task WhatTheAnswerMustHaveIsMissedByName()
    {
        _handler.Answer(200, "<CopyResult><ETag>\"r2\"</ETag></CopyResult>", "application/xml");
        var driver = Driver();
        var error = await Assert.ThrowsAnyAsync<Exception>(() => driver.CallAsync("CopyAsync", driver.New(Space + "Address", "o", "k"), "k", driver.New(Space + "CopyOptions", (object?)null)));
        Assert.Contains("body.Changed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PartsAreRowsOfTheBody()
    {
        _handler.Answer(200, "<JoinResult><ETag>\"all\"</ETag></JoinResult>", "application/xml");
        var driver = Driver();
        var parts = driver.List(Space + "Part", driver.New(Space + "Part", 1, "p1"), driver.New(Space + "Part", 2, "p2"));
        Assert.Equal("all", Adapted.Get(await driver.CallAsync("JoinAsync", "k", parts), "Revision"));
        Assert.Contains("<Part><Number>1</Number><ETag>\"p1\"</ETag></Part><Part><Number>2</Number>", _handler.Single.Text.Replace("&quot;", "\"", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MembersWithoutACallSendNothing()
    {
        var driver = Driver();
        var upload = await driver.CallAsync("BeginAsync", "k", "ticket");
        Assert.Equal("ticket", Adapted.Get(upload, "Id"));
        await driver.CallAsync("AbortAsync", upload);
        Assert.Equal(7, await driver.CallAsync("CountAsync"));
        Assert.Empty(_handler.Requests);
    }

    [Theory]
    [InlineData("home", "")]
    [InlineData("hill", "<Place>hill</Place>")]
    public async Task AnObjectWithoutAValueIsNotSent(string place, string body)
    {
        _handler.Answer(200);
        await Driver(place).CallAsync("CreateAsync", "new");
        if (body.Length == 0) Assert.Empty(_handler.Single.Body);
        else Assert.Contains(body, _handler.Single.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(409, "<Error><Code>Taken</Code><Message>It is there.</Message></Error>", "Exists", "Taken")]
    [InlineData(409, "<Error><Code>Else</Code></Error>", "Changed", "Else")]
    [InlineData(404, "<Error><Code>Else</Code></Error>", "NoShelf", "Else")]
    [InlineData(403, "<Error><Code>ShelfGone</Code></Error>", "NoShelf", "ShelfGone")]
    [InlineData(403, "<Error><Code>Locked</Code></Error>", "AccessDenied", "Locked")]
    [InlineData(418, "<Error><Code>Teapot</Code></Error>", "Other", "Teapot")]
    public async Task TheFirstRowThatMatchesGivesTheKind(int status, string body, string kind, string code)
    {
        _handler.Answer(status, body, "application/xml", ("x-request-id", "q1"));
        var error = await Assert.ThrowsAnyAsync<Exception>(() => Driver().CallAsync("CreateAsync", "new"));
        Assert.Equal("ShelfException", error.GetType().Name);
        Assert.Equal(kind, Adapted.Get(error, "Kind")!.ToString());
        Assert.Equal(code, Adapted.Get(error, "Code"));
        Assert.Equal(status, Adapted.Get(error, "Status"));
        Assert.Equal("q1", Adapted.Get(error, "RequestId"));
        Assert.IsType<ServiceException>(error.InnerException);
        Assert.Equal(error.InnerException.Message, error.Message);
    }

    [Fact]
    public async Task AHeaderCanDecideTheKind()
    {
        _handler.Answer(400, "<Error><Code>Else</Code></Error>", "application/xml", ("x-reason", "quota"));
        var error = await Assert.ThrowsAnyAsync<Exception>(() => Driver().CallAsync("ExistsAsync", "box"));
        Assert.Equal("Denied", Adapted.Get(error, "Kind")!.ToString());
    }

    [Fact]
    public async Task AnUnsupportedMemberOrCaseNamesItself()
    {
        var driver = Driver();
        var error = await Assert.ThrowsAnyAsync<Exception>(() => driver.CallAsync("MoveAsync", "a", "b"));
        Assert.Equal("Unsupported", Adapted.Get(error, "Kind")!.ToString());
        Assert.Contains("MoveAsync is not supported by ShelfDriver", error.Message, StringComparison.Ordinal);
        error = await Assert.ThrowsAnyAsync<Exception>(() => driver.CallAsync("LinkAsync", driver.New(Space + "LinkQuery", driver.Enum(Space + "Right", "Delete"), "k", TimeSpan.FromHours(1), null)));
        Assert.Equal("Unsupported", Adapted.Get(error, "Kind")!.ToString());
        Assert.Empty(_handler.Requests);
    }

    [Fact]
    public void AProfileTurnsCapabilitiesOff()
    {
        var whole = Driver().Instance;
        Assert.Equal(5L << 30, Adapted.Get(whole, "Capabilities.MaxItem"));
        Assert.Equal(TimeSpan.FromDays(7), Adapted.Get(whole, "Capabilities.MaxAge"));
        Assert.Equal(true, Adapted.Get(whole, "Capabilities.Write.OnlyNew"));
        var small = Driver("home", new ServiceProfile("small") { Without = ["Write.OnlyNew", "Links", "MaxItem"] }).Instance;
        Assert.Equal(false, Adapted.Get(small, "Capabilities.Write.OnlyNew"));
        Assert.Equal(long.MaxValue, Adapted.Get(small, "Capabilities.MaxItem"));
        Assert.Empty((System.Collections.IEnumerable)Adapted.Get(small, "Capabilities.Links")!);
        var error = Assert.Throws<TargetInvocationException>(() => Driver("home", new ServiceProfile("odd") { Without = ["Wings"] }));
        Assert.Contains("'Wings'", Assert.IsType<ArgumentException>(error.InnerException).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CancellationPassesAsItIs()
    {
        _handler.Fail(new OperationCanceledException());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Driver().CallAsync("ExistsAsync", "box"));
    }

    [Fact]
    public async Task ABrokenConnectionIsTheContractsException()
    {
        _handler.Fail(new HttpRequestException("broken"));
        var error = await Assert.ThrowsAnyAsync<Exception>(() => Driver().CallAsync("ExistsAsync", "box"));
        Assert.Equal("ShelfException", error.GetType().Name);
        Assert.Equal("Other", Adapted.Get(error, "Kind")!.ToString());
    }

    private static object Options(Adapted driver, long length)
    {
        var options = driver.New(Space + "PutOptions");
        return driver.With(options, "Length", length);
    }

    private Adapted Driver(string? place = null, ServiceProfile? profile = null) =>
        new(Emitted.Value, "Sample.Shelf.ShelfClient", Space + "ShelfDriver", _handler, "box", place, 2L, profile);

    private sealed class ClosedStream() : MemoryStream("abc"u8.ToArray())
    {
        public bool IsClosed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            IsClosed = true;
            base.Dispose(disposing);
        }
    }
}
