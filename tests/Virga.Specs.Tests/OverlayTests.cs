using Virga.Specs.Model;
using Virga.Specs.Reading;
using Virga.Specs.Reading.Files;
using Virga.Specs.Reading.Overlays;

namespace Virga.Specs.Tests;

/// <summary>Overlays put keys onto a document that is somebody else's.</summary>
public class OverlayTests
{
    private const string Shelf = """
        openapi: 3.1.0
        info: { title: Shelf, version: "1" }
        paths:
          /books:
            get: { operationId: listBooks, tags: [read], deprecated: true, parameters: [{ name: after, in: query, schema: { type: string } }], responses: { "200": { description: Listed., content: { application/json: { schema: { $ref: "#/components/schemas/Page" } } } } } }
            post: { operationId: addBook, tags: [write], responses: { "204": { description: Added. } } }
          /books/{id}:
            delete: { operationId: removeBook, tags: [write], parameters: [{ name: id, in: path, required: true, schema: { type: string } }], responses: { "204": { description: Gone. } } }
        components:
          schemas:
            Page: { type: object, properties: { items: { type: array, items: { type: string } }, next: { type: string } } }
        """;

    [Fact]
    public void WhatIsAddedIsReadAsIfItStoodInTheDocument()
    {
        var model = Clean("""
            overlay: 1.0.0
            info: { title: Names, version: "1" }
            extends: shelf.yaml
            actions:
              - target: $
                update: { x-virga-name: Books, security: [] }
              - target: $.paths['/books'].get
                update: { x-virga-pageable: { items: body.items, next: body.next, into: after }, parameters: [{ name: limit, in: query, schema: { $ref: "#/components/schemas/Limit" } }] }
              - target: $.components.schemas
                update: { Limit: { type: integer, format: int32 } }
              - target: $.paths.*[?@.tags[0] == 'write' && @.operationId != 'addBook']
                remove: true
              - target: $..[?(@.deprecated == true)].deprecated
                remove: true
            """);

        Assert.Equal("Books", model.Name);
        Assert.Equal(["listBooks", "addBook"], model.Operations.Select(operation => operation.Id));
        Assert.Equal("body.items", model.Operations[0].Pageable!.Items);
        Assert.Equal(["after", "limit"], model.Operations[0].Parameters.Select(parameter => parameter.WireName));
        Assert.Equal("int32", model.Operations[0].Parameters[1].Schema.Format);
        Assert.False(model.Operations[0].Deprecated);
    }

    [Theory]
    [InlineData("$.paths['/books'].get.x-virga-pagable", "VS007", "$.paths['/books'].get", "x-virga-pagable: {}", "x-virga-pagable")]
    [InlineData("nothing", "VS008", "$.paths['/bocks'].get", "deprecated: true", "$.paths['/bocks']")]
    [InlineData("syntax", "VS008", "$.paths['/books'", "deprecated: true", "$.paths['/books'")]
    [InlineData("no root", "VS008", "paths.a", "deprecated: true", "paths.a")]
    [InlineData("reference", "VS002", "$.components.schemas.Page.properties", "more: { $ref: \"#/components/schemas/Pag\" }", "\"#/components/schemas/Pag\"")]
    public void FaultsStandInTheOverlay(string what, string id, string target, string update, string place)
    {
        var line = $"- {{ target: \"{target}\", update: {{ {update} }} }}";
        if (place.Contains('[', StringComparison.Ordinal) || what == "no root") place = "\"" + place;
        var found = Assert.Single(Read($"overlay: 1.0.0\nactions:\n{line}\n").Diagnostics);

        Assert.Equal((id, "names.yaml", 3, line.IndexOf(place, StringComparison.Ordinal)), (found.Id, found.Position.Path, found.Position.Line + 1, found.Position.Column));
    }

    [Fact]
    public void OverlaysAreLaidInTheOrderInWhichTheyAreGiven()
    {
        static SpecText Name(string name) => new(name + ".yaml", $"overlay: 1.0.0\nactions: [{{ target: $, update: {{ x-virga-name: {name} }} }}]");

        Assert.Equal("Second", SpecReader.Read(new SpecText("shelf.yaml", Shelf), CancellationToken.None, [Name("First"), Name("Second")]).Model!.Name);
        Assert.Equal("First", SpecReader.Read(new SpecText("shelf.yaml", Shelf), CancellationToken.None, [Name("Second"), Name("First")]).Model!.Name);
    }

    [Fact]
    public void AnOverlayWorksOnTheWordsOfAnOldDocument()
    {
        var result = SpecReader.Read(
            new SpecText("old.yaml", "swagger: '2.0'\ninfo: { title: Old, version: '1' }\nparameters: { Id: { name: id, in: query, type: integer } }\npaths: { /a: { get: { operationId: a, responses: { '200': { description: ok, schema: { $ref: '#/definitions/A' } } } } } }\ndefinitions: { A: { type: object } }"),
            CancellationToken.None,
            [new SpecText("over.yaml", "overlay: 1.0.0\nextends: old.yaml\nactions:\n- { target: '$.definitions.A', update: { properties: { b: { type: string } } } }\n- { target: '$.paths.*.get', update: { parameters: [{ $ref: '#/parameters/Id' }] } }")]);

        Assert.Empty(result.Diagnostics);
        Assert.Equal("b", Assert.Single(result.Model!.Operations[0].Responses[0].Schema!.Properties).WireName);
        Assert.Equal(SchemaKind.Integer, Assert.Single(result.Model.Operations[0].Parameters).Schema.Kind);
    }

    [Theory]
    [InlineData("overlay: 2.0.0\nactions: []", "VS014")]
    [InlineData("overlay: 1.0.0", "VS008")]
    [InlineData("overlay: 1.0.0\nactions: [{ update: {} }]", "VS008")]
    [InlineData("overlay: 1.0.0\nactions: [{ target: $ }]", "VS008")]
    [InlineData("overlay: 1.0.0\nactions: [{ target: $, remove: true }]", "VS008")]
    [InlineData("overlay: 1.0.0\nactions: [{ target: $.info, update: text }]", "VS008")]
    public void AnOverlayThatIsNoneIsTold(string overlay, string id) => Assert.Equal(id, Assert.Single(Read(overlay).Diagnostics).Id);

    [Fact]
    public void WhatAnOverlayAddsIsBounded()
    {
        var deep = "overlay: 1.0.0\nactions:\n" + string.Concat(Enumerable.Repeat("- { target: '$..[?length(@) == 0]', update: { x: { x: {} } } }\n", 60));
        var wide = "overlay: 1.0.0\nx: &x [" + string.Join(",", Enumerable.Repeat("a", 100_000)) + "]\nactions:\n" + string.Concat(Enumerable.Repeat("- { target: '$.info', update: { x: *x } }\n", 60));

        Assert.Equal("VS004", Assert.Single(Read(deep, Shelf + "\nx-seed: {}\n").Diagnostics).Id);
        Assert.Equal("VS004", Assert.Single(Read(wide).Diagnostics).Id);
        Assert.Contains("too many steps", Assert.Single(Read("overlay: 1.0.0\nactions: [{ target: '$..[?$..[?$..[?$..[?@.zz]]]]', update: {} }]").Diagnostics).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$.store.book[*].author", "A,B,C,D")]
    [InlineData("$..author", "A,B,C,D")]
    [InlineData("$.store.book[2].title", "t3")]
    [InlineData("$['store'][\"book\"][-1]['title']", "t4")]
    [InlineData("$..book[0,1].title", "t1,t2")]
    [InlineData("$..book[:2].title", "t1,t2")]
    [InlineData("$..book[1:4:2].title", "t2,t4")]
    [InlineData("$..book[::-1].title", "t4,t3,t2,t1")]
    [InlineData("$..book[-2:].title", "t3,t4")]
    [InlineData("$..book[?@.isbn].title", "t3,t4")]
    [InlineData("$..book[?(@.isbn)].title", "t3,t4")]
    [InlineData("$..book[?!@.isbn].title", "t1,t2")]
    [InlineData("$..book[?@.price < 10].title", "t1,t3")]
    [InlineData("$..book[?@.price >= 12.99 || @.author == 'A'].title", "t1,t2,t4")]
    [InlineData("$..book[?(@.price<10 && (@['author']=='C' || @.author=='Z'))].title", "t3")]
    [InlineData("$..book[?match(@.author, '[AB]')].title", "t1,t2")]
    [InlineData("$..book[?search(@.title, '[34]$')].title", "t3,t4")]
    [InlineData("$..book[?length(@.title) == 2].price", "8.95,12.99,8.99,22.99")]
    [InlineData("$.store[?count(@.*) == 4][0].title", "t1")]
    [InlineData("$..book[?value(@..price) == $.limit].title", "t1")]
    [InlineData("$..book[?@.tags[?@ == 'x']].title", "t2")]
    [InlineData("$.store['book','bicycle'][?@.price==8.95].title", "t1")]
    [InlineData("$.odd-name", "o")]
    [InlineData("$['it\\u0027s']", "q")]
    [InlineData("$.store.bicycle.*", "red,19.95")]
    [InlineData("$.nothing[?@.a]", "")]
    public void PathsChooseWhatRfc9535Says(string path, string expected)
    {
        var root = DocumentReader.Read(new SpecText("store.yaml", """
            store:
              book:
                - { author: A, title: t1, price: 8.95 }
                - { author: B, title: t2, price: 12.99, tags: [x, y] }
                - { author: C, title: t3, price: 8.99, isbn: 0-1 }
                - { author: D, title: t4, price: 22.99, isbn: 0-2 }
              bicycle: { color: red, price: 19.95 }
            limit: 8.95
            odd-name: o
            it's: q
            """), new List<SpecDiagnostic>(), CancellationToken.None)!;

        Assert.Equal(expected, string.Join(',', JsonPaths.Select(root, path).Select(node => node.Scalar)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("$.")]
    [InlineData("$[")]
    [InlineData("$['a]")]
    [InlineData("$[?]")]
    [InlineData("$[?@.a ==]")]
    [InlineData("$[?(@.a]")]
    [InlineData("$[1:2:3:4]")]
    [InlineData("$[99999999999]")]
    [InlineData("$[?match(@.a)]")]
    [InlineData("$ x")]
    public void WhatIsNoPathSaysWhere(string path) => Assert.NotNull(JsonPaths.Fault(path));

    [Fact]
    public void APathThatIsNestedWithoutEndIsRefused() => Assert.NotNull(JsonPaths.Fault("$" + string.Concat(Enumerable.Repeat("[?@", 10_000))));

    [Fact]
    public void FilesSayWhichOverlaysAreWhose()
    {
        var groups = Group(
            ("api/shelf.yaml", Shelf, []),
            ("api/desk.yaml", Shelf, ["over/b.yaml", "a.yaml"]),
            ("api/x.yaml", "overlay: 1.0.0\nextends: shelf.yaml\nactions: []", []),
            ("over/a.yaml", "overlay: 1.0.0\nextends: https://example.com/desk.yaml\nactions: []", []),
            ("over/b.yaml", "overlay: 1.0.0\nactions: [{ target: $, update: { x: { $ref: more.yaml } } }]", []),
            ("over/more.yaml", "type: object", []));

        Assert.Empty(groups.Diagnostics);
        Assert.Equal(["api/shelf.yaml: api/x.yaml", "api/desk.yaml: over/more.yaml over/b.yaml over/a.yaml"], groups.Services.Select(service => $"{service.Main}: {string.Join(' ', service.Others)}"));
    }

    [Theory]
    [InlineData("overlay: 1.0.0\nextends: shelv.yaml\nactions: []", "VS002", 2)]
    [InlineData("overlay: 1.0.0\nextends: https://example.com/a.yaml\nactions: []", "VS003", 2)]
    [InlineData("overlay: 1.0.0\nactions: []", "VS013", 1)]
    public void AnOverlayOfNothingIsTold(string overlay, string id, int line)
    {
        var groups = Group(("shelf.yaml", Shelf, []), ("over.yaml", overlay, []));

        var found = Assert.Single(groups.Diagnostics);
        Assert.Equal((id, "over.yaml", line), (found.Id, found.Position.Path, found.Position.Line + 1));
        Assert.Equal("shelf.yaml", Assert.Single(groups.Services).Main);
    }

    [Fact]
    public void AnOverlayThatAnItemNamesMustBeThere()
    {
        var found = Assert.Single(Group(("shelf.yaml", Shelf, ["ovr.yaml"]), ("over.yaml", "overlay: 1.0.0\nextends: shelf.yaml\nactions: []", [])).Diagnostics);
        Assert.Equal(("VS002", "shelf.yaml"), (found.Id, found.Position.Path));
        Assert.Contains("Did you mean 'over.yaml'?", found.Message, StringComparison.Ordinal);
    }

    private static ServiceGrouping Group(params (string Path, string Text, string[] Overlays)[] files) =>
        ServiceGrouping.Of(files.Select(file => DocumentLinks.Read(new SpecText(file.Path, file.Text), CancellationToken.None) with { Overlays = new(file.Overlays) }));

    private static ReadingResult Read(string overlay, string document = Shelf) => SpecReader.Read(new SpecText("shelf.yaml", document), CancellationToken.None, [new SpecText("names.yaml", overlay)]);

    private static ServiceModel Clean(string overlay)
    {
        var result = Read(overlay);
        Assert.Empty(result.Diagnostics);
        return result.Model!;
    }
}
