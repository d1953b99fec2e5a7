using Virga.Specs.Model;
using Virga.Specs.Reading;

namespace Virga.Specs.Tests;

/// <summary>Documents of Swagger 2.0, which are read as if they had been written in 3.0.</summary>
public class SwaggerTests
{
    private static readonly ServiceModel Garage = Documents.Model("garage-2.0.yaml");

    [Fact]
    public void HostBasePathAndSchemesAreServersTheEncryptedOneFirst() =>
        Assert.Equal(["https://garage.example.com/v2", "http://garage.example.com/v2"], Garage.Servers.Select(server => server.Url));

    [Theory]
    [InlineData("host: \"{region}.example.com\"", "https://{region}.example.com")]
    [InlineData("host: a.example.com:8443\nschemes: [http]\nbasePath: v1", "http://a.example.com:8443/v1")]
    [InlineData("host: a.example.com\nschemes: [wss]\nbasePath: /", "https://a.example.com")]
    [InlineData("basePath: /v1", "/v1")]
    [InlineData("basePath: /", null)]
    [InlineData("x-ms-parameterized-host: { hostTemplate: \"{url}\", parameters: [] }", null)]
    public void AServerIsMadeOfWhatThereIs(string root, string? url) =>
        Assert.Equal(url, Documents.Read("swagger: '2.0'\ninfo: { title: Sample, version: '1' }\npaths: { /a: { get: { operationId: a, responses: { '204': { description: ok } } } } }\n" + root).Model!.Servers.Select(server => server.Url).FirstOrDefault());

    [Fact]
    public void AnOperationThatIsCalledInAnotherWayHasServersOfItsOwn()
    {
        var model = Read("host: a.example.com\nschemes: [https, http]\npaths: { /a: { get: { schemes: [http], operationId: a, responses: { \"204\": { description: ok } } }, put: { schemes: [https], operationId: b, responses: { \"204\": { description: ok } } } } }");

        Assert.Equal("http://a.example.com", Assert.Single(model.Operations[0].Servers).Url);
        Assert.Empty(model.Operations[1].Servers);
    }

    [Fact]
    public void TypesOnParametersAndHeadersAreTheirSchemas()
    {
        var find = Garage.Operations.Single(operation => operation.Id == "findCars");

        Assert.Equal(["X-Trace", "makes", "years", "colours", "limit"], find.Parameters.Select(parameter => parameter.WireName));
        Assert.Equal([("simple", false), ("form", true), ("form", false), ("pipeDelimited", false)], find.Parameters.Take(4).Select(parameter => (parameter.Style, parameter.Explode)));
        Assert.All(find.Parameters.Take(4), parameter => Assert.Equal(SchemaKind.Array, parameter.Schema.Kind));
        Assert.Equal(["Volvo", "Saab"], find.Parameters[1].Schema.Items!.Enum.Select(value => value.Name));
        Assert.Equal((SchemaKind.Integer, "int32", "20"), (find.Parameters[4].Schema.Kind, find.Parameters[4].Schema.Format, find.Parameters[4].Schema.Default!.Text));
        var total = Assert.Single(find.Responses[0].Headers);
        Assert.Equal((SchemaKind.Integer, "int64", "How many there are."), (total.Schema.Kind, total.Schema.Format, total.Description));
    }

    [Theory]
    [InlineData("ssv", "spaceDelimited")]
    [InlineData("tsv", "tabDelimited")]
    [InlineData("pipes", "pipeDelimited")]
    public void ListsMayBeSeparatedByOtherSigns(string format, string style) =>
        Assert.Equal(style, Read($$"""
            paths: { /a: { get: { operationId: a, parameters: [{ name: b, in: query, type: array, items: { type: string }, collectionFormat: {{format}} }], responses: { "204": { description: ok } } } } }
            """).Operations[0].Parameters[0].Style);

    [Fact]
    public void AParameterInTheBodyIsTheRequestBody()
    {
        var body = Garage.Operations.Single(operation => operation.Id == "addCar").Body!;

        Assert.Equal(("application/json", true, "The car as it should be.", "Car"), (body.MediaType, body.Required, body.Description, body.Schema!.TypeName));
    }

    [Fact]
    public void PartsOfAFormAreMembersOfTheBody()
    {
        var paint = Garage.Operations.Single(operation => operation.Id == "paintCar").Body!;
        var photo = Garage.Operations.Single(operation => operation.Id == "putPhoto").Body!;

        Assert.Equal(["colour", "coats"], paint.Schema!.Properties.Select(part => part.WireName));
        Assert.Equal("multipart/form-data", photo.MediaType);
        Assert.Equal([(SchemaKind.Binary, true), (SchemaKind.String, false)], photo.Schema!.Properties.Select(part => (part.Schema.Kind, part.Required)));
    }

    [Fact]
    public void AFileIsBytesOfTheMediaTypeThatIsProduced()
    {
        var photo = Garage.Operations.Single(operation => operation.Id == "getPhoto").Responses[0];

        Assert.Equal(("image/png", true), (photo.MediaType, photo.IsBinary));
    }

    [Fact]
    public void ResponsesAndDefinitionsThatAreSharedAreFound()
    {
        var find = Garage.Operations.Single(operation => operation.Id == "findCars");
        var car = find.Responses[0].Schema!.Items!;

        Assert.Equal("Fault", find.Responses[1].Schema!.TypeName);
        Assert.Same(Garage.Schemas.Single(schema => schema.Key == "Car"), car);
        Assert.Equal(["kind", "id", "note", "built", "owner"], car.Properties.Select(property => property.WireName));
        Assert.True(car.Properties[2].Nullable);
    }

    [Fact]
    public void SecurityDefinitionsAreSchemes()
    {
        Assert.Equal(
            [("plain", "http", "basic"), ("key", "apiKey", null), ("code", "oauth2", null), ("machine", "oauth2", null)],
            Garage.Schemes.Select(scheme => (scheme.Key, scheme.Type, scheme.HttpScheme)));
        Assert.Equal(["key", "key", "plain", null, "machine"], Garage.Operations.Select(operation => operation.Security));
    }

    [Fact]
    public void PathsOfMicrosoftStandBesideTheOthers()
    {
        var model = Read("""
            paths: { /a: { get: { operationId: a, responses: { "204": { description: ok } } } } }
            x-ms-paths: { "/a?comp=b": { get: { operationId: b, parameters: [{ $ref: "#/parameters/C" }], responses: { "204": { description: ok } } } } }
            parameters: { C: { name: c, in: query, type: boolean } }
            """);

        Assert.Equal(["", "comp=b"], model.Operations.Select(operation => operation.ConstantQuery));
        Assert.Equal(SchemaKind.Boolean, Assert.Single(model.Operations[1].Parameters).Schema.Kind);
    }

    [Theory]
    [InlineData("consumes: [application/xml]\n", "", "application/xml")]
    [InlineData("consumes: [application/xml]\n", "consumes: [text/plain], ", "text/plain")]
    [InlineData("consumes: [application/xml]\n", "consumes: [], ", "application/json")]
    [InlineData("", "consumes: [multipart/form-data, application/json], ", "application/json")]
    [InlineData("", "", "application/json")]
    public void WhatAnOperationConsumesIsItsOwnOrTheDocuments(string root, string operation, string mediaType) =>
        Assert.Equal(mediaType, Read($$"""
            {{root}}paths: { /a: { post: { {{operation}}operationId: a, parameters: [{ name: b, in: body, schema: { type: string } }], responses: { "204": { description: ok } } } } }
            """).Operations[0].Body!.MediaType);

    [Fact]
    public void AnOperationsOwnBodyReplacesTheSharedOne()
    {
        var model = Read("""
            paths:
              /a:
                parameters: [{ name: b, in: body, schema: { type: string } }]
                post: { operationId: a, responses: { "204": { description: ok } } }
                put: { operationId: b, parameters: [{ name: c, in: formData, type: string }], consumes: [multipart/form-data], responses: { "204": { description: ok } } }
            """);

        Assert.Equal(["application/json", "multipart/form-data"], model.Operations.Select(operation => operation.Body!.MediaType));
        Assert.All(model.Operations, operation => Assert.Empty(operation.Parameters));
    }

    [Theory]
    [InlineData("{ type: object, format: file }")]
    [InlineData("{ type: file }")]
    [InlineData("{ type: string, format: binary }")]
    public void BytesAreBytesHoweverTheyAreWritten(string schema)
    {
        var operation = Read($$"""
            paths: { /a: { post: { operationId: a, consumes: [application/octet-stream], parameters: [{ name: b, in: body, schema: {{schema}} }], responses: { "200": { description: ok, schema: {{schema}} } } } } }
            """).Operations[0];

        Assert.True(operation.Body!.IsBinary);
        Assert.True(operation.Responses[0].IsBinary);
    }

    [Fact]
    public void APrefixOfHeadersIsAMapOfTexts()
    {
        var operation = Read("""
            paths: { /a: { put: { operationId: a, parameters: [{ name: x-meta, in: header, type: string, x-ms-header-collection-prefix: x-meta- }], responses: { "200": { description: ok, headers: { x-meta: { type: string, x-ms-header-collection-prefix: x-meta- } } } } } } }
            """).Operations[0];

        Assert.Equal((SchemaKind.Map, "x-meta-"), (operation.Parameters[0].Schema.Kind, operation.Parameters[0].HeaderPrefix));
        Assert.Equal(SchemaKind.Map, operation.Responses[0].Headers[0].Schema.Kind);
    }

    [Fact]
    public void FilesOfOneServiceMayHoldParametersResponsesAndSchemas()
    {
        var result = SpecReader.Read(
            new SpecText("a/main.yaml", """
                swagger: "2.0"
                info: { title: Sample, version: "1" }
                paths:
                  /a/{id}:
                    parameters: [{ $ref: "shared/types.json#/parameters/Id" }]
                    get: { operationId: a, parameters: [{ $ref: "shared/types.json#/parameters/Filter" }], responses: { "200": { $ref: "shared/plain.yaml#/Answer" }, "404": { description: none, schema: { $ref: "#/paths/~1a~1%7Bid%7D/get/responses/409/schema" } }, "409": { description: taken, schema: { type: object, properties: { by: { type: string } } } } } }
                  /b: { $ref: "shared/plain.yaml#/Item" }
                """),
            CancellationToken.None,
            [
                new SpecText("a/shared/types.json", """{ "swagger": "2.0", "info": {}, "paths": {}, "parameters": { "Id": { "name": "id", "in": "path", "required": true, "type": "string" }, "Filter": { "name": "filter", "in": "body", "schema": { "$ref": "#/definitions/Filter" } } }, "definitions": { "Filter": { "type": "object", "properties": { "word": { "type": "string" } } } } }"""),
                new SpecText("a/shared/plain.yaml", """
                    Answer: { description: ok, schema: { $ref: "types.json#/definitions/Filter" } }
                    Item: { delete: { operationId: b, parameters: [{ name: c, in: query, type: boolean }], responses: { "204": { description: ok } } } }
                    """),
            ]);

        Assert.Empty(result.Diagnostics);
        var (first, second) = (result.Model!.Operations[0], result.Model.Operations[1]);
        Assert.Equal("id", Assert.Single(first.Parameters).WireName);
        Assert.Same(first.Body!.Schema, first.Responses[0].Schema);
        Assert.Equal("Filter", first.Body.Schema!.TypeName);
        Assert.Same(first.Responses[1].Schema, first.Responses[2].Schema);
        Assert.Equal(SchemaKind.Boolean, second.Parameters[0].Schema.Kind);
    }

    [Fact]
    public void ADocumentOf31MayUseTheDefinitionsOfAnOldOne()
    {
        var text = Documents.Spec("responses: { \"200\": { description: ok, content: { application/json: { schema: { $ref: \"old.yaml#/definitions/Box\" } } } } }");
        var result = SpecReader.Read(new SpecText("spec.yaml", text), CancellationToken.None, [new SpecText("old.yaml", "swagger: '2.0'\ninfo: {}\npaths: {}\ndefinitions: { Box: { type: object, properties: { size: { type: integer } } } }")]);

        Assert.Empty(result.Diagnostics);
        Assert.Equal("Box", result.Model!.Operations[0].Responses[0].Schema!.TypeName);
    }

    [Theory]
    [InlineData("{ name: b, in: query, type: array, items: { type: string }, collectionFormat: words }", "VS006", "words")]
    [InlineData("{ name: b, in: header, type: array, items: { type: string }, collectionFormat: multi }", "VS006", "multi")]
    [InlineData("{ $ref: \"#/parameters/Bok\" }", "VS002", "\"#/parameters/Bok")]
    [InlineData("{ in: body, name: b, schema: {} }, { name: c, schema: {}, in: body }", "VS006", "body }]")]
    [InlineData("{ name: b, in: query, type: strin }", "VS006", "strin }")]
    public void FaultsStandAtTheirPlaceInTheDocument(string parameters, string id, string place)
    {
        var line = $"  /a: {{ get: {{ operationId: a, parameters: [{parameters}], responses: {{ '204': {{ description: ok }} }} }} }}";
        var found = Assert.Single(Documents.Read($"swagger: '2.0'\ninfo: {{ title: Sample, version: '1' }}\nparameters: {{ Book: {{ name: b, in: query, type: string }} }}\npaths:\n{line}\n").Diagnostics);

        Assert.Equal((id, 5, line.IndexOf(place, StringComparison.Ordinal)), (found.Id, found.Position.Line + 1, found.Position.Column));
    }

    private static ServiceModel Read(string rest) => Documents.Clean("swagger: \"2.0\"\ninfo: { title: Sample, version: \"1\" }\n" + rest);
}
