using System.Text;
using Documents.Files;
using Virga.Http;
using Virga.Testing;

namespace Virga.Generated.Tests;

public sealed class FilesTests
{
    private const string Page = """
        <?xml version="1.0" encoding="UTF-8"?>
        <ListResult xmlns="http://files.example.com/doc/2026/"><Name>box</Name><IsTruncated>false</IsTruncated>
          <File><Name>a%20b &amp; c</Name><Size>12</Size><ETag>"e1"</ETag><LastModified>2026-11-20T12:00:00.000Z</LastModified><Class>HOT</Class><Owner Id="o1"><DisplayName>Ada</DisplayName></Owner></File>
          <File><Name>d</Name><Size>0</Size><Class>FROZEN</Class></File><Unknown><File/></Unknown>
          <CommonPrefixes><Prefix>p/</Prefix></CommonPrefixes></ListResult>
        """;

    private static FilesClient Client(ScriptedHandler handler, Action<ClientOptions>? configure = null)
    {
        var options = Clients.Over(handler);
        options.Auth = AuthScheme.Anonymous;
        options.Addressing = AddressingStyle.Path;
        configure?.Invoke(options);
        return new FilesClient(options);
    }

    [Fact]
    public async Task AnXmlPageIsRead()
    {
        var handler = new ScriptedHandler().Answer(200, Page, "application/xml");
        using var client = Client(handler);

        var page = await client.ListFilesPageAsync("box", prefix: "p/", withOwner: true);

        Assert.Equal("/box?list=2&prefix=p%2F&with-owner", handler.Single.Target);
        Assert.Equal(("box", false), (page.Name, page.IsTruncated));
        Assert.Equal(["a b & c", "d"], page.File.Select(file => file.Name));
        Assert.Equal((12L, "e1", "o1", "Ada"), (page.File[0].Size, page.File[0].ETag, page.File[0].Owner!.Id, page.File[0].Owner!.DisplayName));
        Assert.Equal([StorageClass.Hot, new StorageClass("FROZEN")], page.File.Select(file => file.Class!.Value));
        Assert.Equal("p/", Assert.Single(page.CommonPrefixes).Prefix);
    }

    [Fact]
    public async Task AnXmlBodyIsWrittenInItsNamespace()
    {
        var handler = new ScriptedHandler().Answer(200, "<DeleteResult><Error><Code>Busy</Code><Name>b</Name></Error></DeleteResult>", "application/xml");
        using var client = Client(handler);

        var result = await client.DeleteFilesAsync("box", new DeleteList { Quiet = true, File = [new DeleteEntry { Name = "a<b", Version = "v1" }, new DeleteEntry { Name = "b" }] });

        Assert.EndsWith("""<Delete xmlns="http://files.example.com/doc/2026/"><Quiet>true</Quiet><File version="v1"><Name>a&lt;b</Name></File><File><Name>b</Name></File></Delete>""", handler.Single.Text, StringComparison.Ordinal);
        Assert.NotNull(handler.Single.Header("x-file-checksum-crc32c"));
        Assert.Equal(("Busy", "b"), (result.Error[0].Code, result.Error[0].Name));
    }

    [Fact]
    public async Task AWrappedListIsRead()
    {
        using var client = Client(new ScriptedHandler().Answer(200, "<DriveList><Drives><Drive><Name>a</Name></Drive><Drive><Name>b</Name></Drive></Drives></DriveList>"));

        var list = await client.ListDrivesAsync();

        Assert.Equal(["a", "b"], list.Drives.Select(drive => drive.Name));
    }

    [Fact]
    public async Task BytesGoUpWithHeadersAndMetadata()
    {
        var handler = new ScriptedHandler().Answer(200, "", null, ("ETag", "\"e2\""), ("x-file-checksum-crc32c", "AQIDBA=="));
        using var client = Client(handler, options => options.Checksums = ChecksumPolicy.WhenRequired);

        var result = await client.PutFileAsync("box", "a/ü b", Encoding.UTF8.GetBytes("hello"), contentType: "text/plain", ifMatch: "e1", metadata: new Dictionary<string, string> { ["owner"] = "ada" }, xFileClass: StorageClass.Deep);

        var request = handler.Single;
        Assert.Equal("/box/a/%C3%BC%20b", request.Target);
        Assert.Equal("hello", request.Text);
        Assert.Equal(("text/plain", "\"e1\"", "ada", "DEEP_COLD", "2026-01-01"), (request.Header("Content-Type"), request.Header("If-Match"), request.Header("x-file-meta-owner"), request.Header("x-file-class"), request.Header("x-file-version")));
        Assert.Equal("e2", result.ETag);
        Assert.Equal([1, 2, 3, 4], result.XFileChecksumCrc32c!.Value.ToArray());
    }

    [Fact]
    public async Task BytesComeDownAsAStreamThatOwnsTheAnswer()
    {
        using var client = Client(new ScriptedHandler().Answer(206, Encoding.UTF8.GetBytes("ello"), "text/plain", ("Content-Range", "bytes 1-4/5"), ("x-file-meta-Owner", "ada"), ("Last-Modified", "Fri, 20 Nov 2026 12:00:00 GMT")));

        await using var result = await client.GetFileAsync("box", "a", range: "bytes=1-");
        using var reader = new StreamReader(result.Content);

        Assert.Equal("ello", await reader.ReadToEndAsync());
        Assert.Equal((206, 1L, 5L), (result.Status, result.ContentRange!.Value.First!.Value, result.ContentRange.Value.Total!.Value));
        Assert.Equal("ada", result.Metadata["owner"]);
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero), result.LastModified);
    }

    [Fact]
    public async Task ASuccessThatCarriesAnErrorIsAnError()
    {
        using var client = Client(new ScriptedHandler().Answer(200, "<Error><Code>SlowDown</Code><Message>wait</Message></Error>", "application/xml"));

        var error = await Assert.ThrowsAsync<ServiceException>(() => client.CopyFileAsync("box", "a", "/other/b").AsTask());

        Assert.Equal(("SlowDown", ErrorKind.Throttled), (error.Code, error.Kind));
    }

    [Fact]
    public async Task AnErrorOfXmlIsReadIntoItsType()
    {
        using var client = Client(new ScriptedHandler().Answer(409, "<Error><Code>DriveTaken</Code><Message>taken</Message><Name>box</Name></Error>", "application/xml"));

        var error = await Assert.ThrowsAsync<ServiceException>(() => client.CreateDriveAsync("box").AsTask());

        Assert.Equal("box", Assert.IsType<Fault>(error.Body).Name);
    }

    [Theory]
    [InlineData("<Other/>")]
    [InlineData("<ListResult><Name>box</Name></ListResult>")]
    [InlineData("<ListResult><IsTruncated>maybe</IsTruncated></ListResult>")]
    [InlineData("<!DOCTYPE x [<!ENTITY a 'b'>]><ListResult><IsTruncated>true</IsTruncated></ListResult>")]
    [InlineData("<ListResult><IsTruncated>true</IsTruncated>")]
    [InlineData("<html><body>Sign in</body></html>")]
    public async Task AnAnswerThatIsNotWhatTheSpecSaysIsMalformed(string body)
    {
        using var client = Client(new ScriptedHandler().Answer(200, body, "application/xml"));

        var error = await Assert.ThrowsAnyAsync<VirgaException>(() => client.ListFilesPageAsync("box").AsTask());

        Assert.Equal(ErrorKind.MalformedResponse, error.Kind);
    }

    [Fact]
    public async Task TheBucketGoesIntoTheHostWhereTheSpecSaysSo()
    {
        var handler = new ScriptedHandler().Answer(204);
        using var client = Client(handler, options => options.Addressing = null);

        await client.DeleteFileAsync("box", "a/b");

        Assert.Equal("https://box.north.files.example.com/a/b", handler.Single.Uri.AbsoluteUri);
    }

    [Fact]
    public void ProfilesAreFoundByName()
    {
        Assert.Equal(["plain", "hosted"], FilesProfiles.All.Select(profile => profile.Name));
        var plain = FilesProfiles.Find("PLAIN");
        Assert.Same(FilesProfiles.Plain, plain);
        Assert.Equal(("http://localhost:8080", "local", AddressingStyle.Path, ChecksumPolicy.WhenRequired, PayloadPolicy.Signed), (plain!.Server, plain.Region, plain.Addressing, plain.Checksums, plain.Payload));
        Assert.Equal(["Put.IfMatch", "Tags"], plain.Without);
        Assert.Null(FilesProfiles.Find("none"));
    }

    [Fact]
    public async Task ACodeThatTheSpecNamesIsSentAgain()
    {
        var handler = new ScriptedHandler().Answer(409, "<Error><Code>Busy</Code></Error>", "application/xml").Answer(200, "<DriveList/>", "application/xml");
        using var client = Client(handler, Twice);

        await client.ListDrivesAsync();

        Assert.Equal(2, handler.Requests.Count);
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData("e1", 2)]
    public async Task AConditionMakesAWriteRepeatableWhereTheSpecSaysSo(string? ifMatch, int requests)
    {
        var handler = new ScriptedHandler { RepeatsLast = true }.Answer(503, "<Error><Code>Down</Code></Error>", "application/xml");
        using var client = Client(handler, Twice);

        await Assert.ThrowsAsync<ServiceException>(() => client.PutFileAsync("box", "a", Encoding.UTF8.GetBytes("hello"), ifMatch: ifMatch).AsTask());

        Assert.Equal(requests, handler.Requests.Count);
    }

    private static void Twice(ClientOptions options) => options.Retry = new RetryOptions { MaxAttempts = 2, BaseDelay = TimeSpan.Zero };
}
