using Virga.Generated.Tests.ShelfQuery;
using Virga.Http;
using Virga.Testing;

namespace Virga.Generated.Tests;

/// <summary>The protocol aws-query as its published description and tests have it: forms of nested fields, wrapped results, errors.</summary>
public sealed class AwsQueryTests
{
    private const string Put = "Action=PutBook&Version=2014-01-01";
    private const string Metadata = "<ResponseMetadata><RequestId>r1</RequestId></ResponseMetadata>";
    private const string Done = $"""<PutBookResponse xmlns="https://shelf.example.com/doc/"><PutBookResult><Id>1</Id></PutBookResult>{Metadata}</PutBookResponse>""";

    public static TheoryData<PutBookInput, string> Inputs => new()
    {
        { new() { Text = "val1" }, "Text=val1" },
        { new() { Text = "a b&c=ü/~" }, "Text=a%20b%26c%3D%C3%BC%2F~" },
        { new() { Inner = new() { Scalar = "foo" } }, "Inner.Scalar=foo" },
        { new() { Inner = new() { Again = new() { Again = new() { Scalar = "foo" } } } }, "Inner.Again.Again.Scalar=foo" },
        { new() { Inner = new() { More = [new() { Scalar = "foo" }, new() { Again = new() { Scalar = "bar" } }] } }, "Inner.More.member.1.Scalar=foo&Inner.More.member.2.Again.Scalar=bar" },
        { new() { ListArg = ["foo", "bar", "baz"] }, "ListArg.member.1=foo&ListArg.member.2=bar&ListArg.member.3=baz" },
        { new() { ListArg = [] }, "ListArg=" },
        { new() { FlatList = ["a", "b"] }, "FlatList.1=a&FlatList.2=b" },
        { new() { NamedList = ["a", "b"] }, "NamedList.item.1=a&NamedList.item.2=b" },
        { new() { Structs = [new() { Scalar = "a" }, new() { Scalar = "b" }] }, "Structs.member.1.Scalar=a&Structs.member.2.Scalar=b" },
        { new() { MapArg = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["key1"] = "val1", ["key2"] = "val2" } }, "MapArg.entry.1.key=key1&MapArg.entry.1.value=val1&MapArg.entry.2.key=key2&MapArg.entry.2.value=val2" },
        { new() { FlatMap = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["key1"] = "val1" } }, "FlatMap.1.key=key1&FlatMap.1.value=val1" },
        { new() { NamedMap = new Dictionary<string, Inner> { ["foo"] = new() { Scalar = "bar" } } }, "NamedMap.entry.1.K=foo&NamedMap.entry.1.V.Scalar=bar" },
        { new() { Lists = [[1, 2], [3]] }, "Lists.member.1.member.1=1&Lists.member.1.member.2=2&Lists.member.2.member.1=3" },
        { new() { Blob = "foo"u8.ToArray() }, "Blob=Zm9v" },
        { new() { Time = DateTimeOffset.FromUnixTimeSeconds(1422172800) }, "Time=2015-01-25T08%3A00%3A00Z" },
        { new() { Flag = true, Number = -1.5 }, "Flag=true&Number=-1.5" },
        { new() { Renamed = "x", Kind = BookKind.Audio }, "Other=x&Kind=audio" },
        { new(), "" },
    };

    [Theory]
    [MemberData(nameof(Inputs))]
    public async Task AnInputBecomesTheFieldsOfAForm(PutBookInput input, string fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var handler = new ScriptedHandler().Answer(200, Done, "text/xml");
        using var client = new ShelfQueryClient(Clients.Over(handler));

        var book = await client.PutBookAsync(input);

        Assert.Equal("1", book.Id);
        Assert.Equal(fields.Length == 0 ? Put : Put + "&" + fields, handler.Single.Text);
        Assert.Equal(("/", "application/x-www-form-urlencoded"), (handler.Single.Target, handler.Single.Header("Content-Type")));
    }

    [Fact]
    public async Task TheResultIsReadFromWithinTheAnswer()
    {
        const string Text = $"""
            <?xml version="1.0"?>
            <PutBookResponse xmlns="https://shelf.example.com/doc/">
              {Metadata}
              <PutBookResult>
                <Id>7</Id><Unknown><deep/></Unknown><Time>2015-01-25T08:00:00.5Z</Time><Blob>Zm9v</Blob>
                <List><member>a</member><member>b</member></List><NamedList><item>c</item></NamedList><FlatList>d</FlatList><FlatList>e</FlatList>
                <Map><entry><key>one</key><value>1</value></entry><entry><value>2</value><key>two</key></entry></Map>
                <FlatMap><K>k1</K><V>v1</V></FlatMap><FlatMap><K>k2</K><V>v2</V></FlatMap>
                <Structs><member><Scalar>s</Scalar><More/></member></Structs>
              </PutBookResult>
            </PutBookResponse>
            """;
        using var client = new ShelfQueryClient(Clients.Over(new ScriptedHandler().Answer(200, Text, "text/xml")));

        var book = await client.PutBookAsync(new());

        Assert.Equal(("7", DateTimeOffset.FromUnixTimeMilliseconds(1422172800500)), (book.Id, book.Time));
        Assert.Equal("foo"u8.ToArray(), book.Blob!.Value.ToArray());
        Assert.Equal(["a", "b", "c", "d", "e"], book.List.Concat(book.NamedList).Concat(book.FlatList));
        Assert.Equal([("one", 1), ("two", 2)], book.Map.Select(entry => (entry.Key, entry.Value)));
        Assert.Equal([("k1", "v1"), ("k2", "v2")], book.FlatMap.Select(entry => (entry.Key, entry.Value)));
        Assert.Equal("s", Assert.Single(book.Structs).Scalar);
    }

    [Fact]
    public async Task AnOperationWithoutInputOrResultSendsActionAndVersion()
    {
        var handler = new ScriptedHandler().Answer(200, $"<TidyResponse>{Metadata}</TidyResponse>", "text/xml");
        using var client = new ShelfQueryClient(Clients.Over(handler));

        await client.TidyAsync();

        Assert.Equal("Action=Tidy&Version=2014-01-01", handler.Single.Text);
    }

    [Fact]
    public async Task PagesFollowTheMarker()
    {
        static string Page(string book, string rest) => $"<ListBooksResponse><ListBooksResult><Books><member>{book}</member></Books>{rest}</ListBooksResult></ListBooksResponse>";
        var handler = new ScriptedHandler()
            .Answer(200, Page("A", "<IsTruncated>true</IsTruncated><Marker>m/1</Marker>"), "text/xml")
            .Answer(200, Page("B", "<IsTruncated>false</IsTruncated><Marker>m2</Marker>"), "text/xml");
        using var client = new ShelfQueryClient(Clients.Over(handler));

        Assert.Equal(["A", "B"], await client.ListBooksAsync(new() { MaxItems = 1 }).ToListAsync());
        Assert.Equal(["Action=ListBooks&Version=2014-01-01&MaxItems=1", "Action=ListBooks&Version=2014-01-01&Marker=m%2F1&MaxItems=1"], handler.Requests.Select(sent => sent.Text));
    }

    [Fact]
    public async Task AMarkerThatComesAgainEndsTheList()
    {
        const string Page = "<ListBooksResponse><ListBooksResult><IsTruncated>true</IsTruncated><Marker>m</Marker></ListBooksResult></ListBooksResponse>";
        using var client = new ShelfQueryClient(Clients.Over(new ScriptedHandler().Answer(200, Page, "text/xml").Answer(200, Page, "text/xml")));

        var error = await Assert.ThrowsAsync<VirgaException>(() => client.ListBooksAsync().ToListAsync());

        Assert.Equal(ErrorKind.MalformedResponse, error.Kind);
    }

    [Fact]
    public async Task ErrorsStandInTheirOwnEnvelope()
    {
        const string Error = """<ErrorResponse xmlns="https://shelf.example.com/doc/"><Error><Type>Sender</Type><Code>BookLost</Code><Message>gone</Message></Error><RequestId>r1</RequestId></ErrorResponse>""";
        using var client = new ShelfQueryClient(Clients.Over(new ScriptedHandler().Answer(404, Error, "text/xml")));

        var error = await Assert.ThrowsAsync<ServiceException>(() => client.TidyAsync().AsTask());

        Assert.Equal((ErrorKind.NotFound, "BookLost", "r1"), (error.Kind, error.Code, error.RequestId));
        Assert.Contains("gone", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<PutBookResponse/>", "PutBookResult")]
    [InlineData("<OtherResponse><PutBookResult><Id>1</Id></PutBookResult></OtherResponse>", "PutBookResponse")]
    [InlineData("<PutBookResponse><PutBookResult/></PutBookResponse>", "Id")]
    public async Task AnAnswerOfAnotherShapeIsMalformed(string text, string missing)
    {
        using var client = new ShelfQueryClient(Clients.Over(new ScriptedHandler().Answer(200, text, "text/xml")));

        var error = await Assert.ThrowsAsync<VirgaException>(() => client.PutBookAsync(new()).AsTask());

        Assert.Equal(ErrorKind.MalformedResponse, error.Kind);
        Assert.Contains(missing, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HalfASurrogatePairIsRefusedBeforeAnythingIsSent()
    {
        var handler = new ScriptedHandler();
        using var client = new ShelfQueryClient(Clients.Over(handler));

        var error = await Assert.ThrowsAsync<ArgumentException>(() => client.PutBookAsync(new() { Text = "a\uD800" }).AsTask());

        Assert.Contains("Text", error.Message, StringComparison.Ordinal);
        Assert.Empty(handler.Requests);
    }
}
