using Virga.Specs.Model;

namespace Virga.Specs.Tests;

public class SchemaReadingTests
{
    [Theory]
    [InlineData("{ type: string }", SchemaKind.String, null)]
    [InlineData("{ type: string, format: date-time }", SchemaKind.String, "date-time")]
    [InlineData("{ type: string, format: email }", SchemaKind.String, null)]
    [InlineData("{ type: string, format: binary }", SchemaKind.Binary, "binary")]
    [InlineData("{ contentMediaType: image/png }", SchemaKind.Binary, "binary")]
    [InlineData("{ type: string, contentMediaType: application/json }", SchemaKind.String, null)]
    [InlineData("{ type: string, contentEncoding: base64, contentMediaType: image/png }", SchemaKind.String, "byte")]
    [InlineData("{ type: string, contentEncoding: base16 }", SchemaKind.String, "base16")]
    [InlineData("{ type: string, contentEncoding: percent }", SchemaKind.String, "percent")]
    [InlineData("{ type: string, contentEncoding: form-url }", SchemaKind.String, "form-url")]
    [InlineData("{ type: string, format: int64 }", SchemaKind.String, "int64")]
    [InlineData("{ type: integer, format: uint32 }", SchemaKind.Integer, "int64")]
    [InlineData("{ type: number, format: decimal }", SchemaKind.Number, "decimal")]
    [InlineData("{ type: boolean }", SchemaKind.Boolean, null)]
    [InlineData("{ type: object }", SchemaKind.Map, null)]
    [InlineData("{ type: object, additionalProperties: false }", SchemaKind.Object, null)]
    [InlineData("{ type: object, additionalProperties: { type: integer } }", SchemaKind.Map, null)]
    [InlineData("{ properties: { a: { type: string } } }", SchemaKind.Object, null)]
    [InlineData("{ items: { type: string } }", SchemaKind.Array, null)]
    [InlineData("{ const: 3 }", SchemaKind.Integer, null)]
    [InlineData("{ enum: [a, b] }", SchemaKind.String, null)]
    [InlineData("{ format: uuid }", SchemaKind.String, "uuid")]
    [InlineData("{ description: anything }", SchemaKind.Any, null)]
    [InlineData("true", SchemaKind.Any, null)]
    public void KindAndFormatFollowFromWhatIsSaid(string schema, SchemaKind kind, string? format)
    {
        var member = Member(schema).Schema;
        Assert.Equal((kind, format), (member.Kind, member.Format));
    }

    [Fact]
    public void BytesKeepTheirMediaType() => Assert.Equal("image/png", Member("{ contentMediaType: image/png }").Schema.MediaType);

    [Theory]
    [InlineData("{ type: [string, \"null\"] }")]
    [InlineData("{ anyOf: [{ type: string }, { type: \"null\" }] }")]
    [InlineData("{ oneOf: [{ type: \"null\" }, { type: string }] }")]
    [InlineData("{ anyOf: [{ $ref: \"#/components/schemas/Text\" }, { type: \"null\" }], description: A text. }")]
    [InlineData("{ x-nullable: true, type: string }")]
    public void NullIsSeenHoweverItIsWritten(string schema)
    {
        var member = Member(schema, "\nText: { type: string }");
        Assert.True(member.Nullable);
        Assert.Equal(SchemaKind.String, member.Schema.Kind);
    }

    [Fact]
    public void ANullableItemIsATwinOfItsSchema()
    {
        var items = Member("{ type: array, items: { anyOf: [{ $ref: \"#/components/schemas/Thing\" }, { type: \"null\" }] } }").Schema.Items!;
        Assert.True(items.Nullable);
        Assert.Equal("Thing", items.TypeName);
        Assert.False(items.Original!.Nullable);
        Assert.Same(items.Original.Properties, items.Properties);
    }

    [Fact]
    public void WhatStandsBesideAReferenceOverridesTheMember()
    {
        var member = Member("{ $ref: \"#/components/schemas/Text\", description: Mine., deprecated: true, default: x, x-virga-name: Other, xml: { name: t, attribute: true } }", "\nText: { type: string, description: Theirs. }");
        Assert.Equal(("Other", "Mine.", true, "x", "t"), (member.Name, member.Description, member.Deprecated, member.Default!.Text, member.Xml!.Name));
        Assert.Equal("Theirs.", member.Schema.Description);
    }

    [Fact]
    public void AShapeBesideAReferenceIsMergedWithIt()
    {
        var merged = Member("{ $ref: \"#/components/schemas/Text\", properties: { b: { type: string } } }", "\nText: { type: object, properties: { a: { type: string } } }").Schema;
        Assert.Equal(["a", "b"], merged.Properties.Select(property => property.WireName));
        Assert.Equal("ThingIt", merged.TypeName);
    }

    [Fact]
    public void TheRootNameOfAComponentIsNotTheNameOfAMember()
    {
        const string Text = "\nText: { type: object, xml: { name: Root }, properties: { a: { type: string } } }";
        Assert.Null(Member("{ $ref: \"#/components/schemas/Text\" }", Text).Xml);
        Assert.Equal("It", Member("{ $ref: \"#/components/schemas/Text\", xml: { name: It } }", Text).Xml!.Name);
        var list = Member("{ type: array, xml: { wrapped: true }, items: { $ref: \"#/components/schemas/Text\", xml: { name: One } } }", Text);
        Assert.Equal((true, "One", "Root"), (list.Xml!.Wrapped, list.Schema.ItemsXml!.Name, list.Schema.Items!.Xml!.Name));
    }

    [Fact]
    public void AMemberMayTakeAValueOfASessionThatExists()
    {
        var result = Documents.Read(Documents.Schemas("Thing: { type: object, properties: { it: { type: string, x-virga-from: session.account.Id } } }"));
        Assert.Contains("no session 'account'", Assert.Single(result.Diagnostics).Message);
    }

    [Fact]
    public void ConstantsInOneOfAreAnEnumWithDescriptions()
    {
        var member = Member("{ oneOf: [{ const: a, title: First, description: The first. }, { const: b }] }").Schema;
        Assert.Equal([new EnumValueModel("a", "First", "The first."), new EnumValueModel("b", "B", null)], member.Enum);
    }

    [Fact]
    public void NullInAnEnumMakesItNullable()
    {
        var member = Member("{ type: [string, \"null\"], enum: [a, null] }");
        Assert.True(member.Nullable);
        Assert.Equal(["a"], member.Schema.Enum.Select(value => value.Value));
    }

    [Fact]
    public void MutuallyRecursiveSchemasAreReadOnce()
    {
        var model = Documents.Clean(Documents.Schemas("Thing: { type: object, properties: { other: { $ref: \"#/components/schemas/Other\" } } }\nOther: { type: object, properties: { thing: { $ref: \"#/components/schemas/Thing\" } } }"));
        var thing = model.Operations[0].Responses[0].Schema!;
        Assert.Same(thing, thing.Properties[0].Schema.Properties[0].Schema);
        Assert.Equal(["Thing", "Other"], model.Schemas.Select(schema => schema.TypeName));
    }

    [Fact]
    public void InlineTypesNeverTakeAComponentsName()
    {
        var model = Documents.Clean(Documents.Schemas("Thing: { type: object, properties: { it: { type: object, properties: { a: { type: string } } } } }\nThingIt: { type: object, properties: { b: { type: string } } }\nthing-it: { type: object, properties: { c: { type: string } } }"));
        Assert.Equal(["Thing", "ThingIt", "ThingIt2"], model.Schemas.Select(schema => schema.TypeName));
        Assert.Equal("ThingIt3", model.Schemas[0].Properties[0].Schema.TypeName);
    }

    [Fact]
    public void MembersThatDifferInCaseOnlyAreToldApart()
    {
        var model = Documents.Clean(Documents.Schemas("Thing: { type: object, properties: { name: { type: string }, Name: { type: string }, na-me: { type: string }, NAME2: { type: string } } }"));
        Assert.Equal(["Name", "Name2", "NaMe3", "Name2_2"], model.Schemas[0].Properties.Select(property => property.Name));
    }

    [Fact]
    public void AReferenceToAnotherFileOfTheServiceIsFollowed()
    {
        var main = new Reading.SpecText("specs/main.yaml", Documents.Spec("responses: { \"200\": { description: ok, content: { application/json: { schema: { $ref: \"parts/common.yaml#/components/schemas/Common\" } } } } }"));
        var other = new Reading.SpecText("specs/parts/common.yaml", """
            openapi: 3.1.0
            x-virga-part-of: ../main.yaml
            info: { title: Ignored, version: "2" }
            paths:
              /others:
                get: { operationId: listOthers, responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/Common" } } } } } }
            components:
              schemas:
                Common: { type: object, properties: { a: { $ref: "../main.yaml#/info/x-schema" } } }
            """);
        var result = Reading.SpecReader.Read(main with { Text = main.Text.Replace("version: \"1\" }", "version: \"1\", x-schema: { type: integer } }", StringComparison.Ordinal) }, CancellationToken.None, [other]);
        Assert.Empty(result.Diagnostics);
        Assert.Equal("Sample", result.Model!.Name);
        Assert.Equal(["getThing", "listOthers"], result.Model.Operations.Select(operation => operation.Id));
        Assert.Same(result.Model.Operations[0].Responses[0].Schema, result.Model.Operations[1].Responses[0].Schema);
        Assert.Equal(SchemaKind.Integer, result.Model.Schemas[0].Properties[0].Schema.Kind);
    }

    [Fact]
    public void AFaultInAnotherFileIsToldInThatFile()
    {
        var other = new Reading.SpecText("b.yaml", "openapi: 3.1.0\nx-virga-part-of: a.yaml\npaths:\n  /a/{b}:\n    get: { operationId: a, responses: { \"204\": {} } }\n");
        var result = Reading.SpecReader.Read(new Reading.SpecText("a.yaml", Documents.Spec("responses: { \"204\": { description: ok } }")), CancellationToken.None, [other]);
        Assert.Equal("b.yaml(4,6)", Assert.Single(result.Diagnostics).Position.ToString());
    }

    private static PropertyModel Member(string schema, string more = "")
    {
        var model = Documents.Clean(Documents.Schemas($"Thing: {{ type: object, properties: {{ it: {schema} }} }}{more}"));
        return model.Operations[0].Responses[0].Schema!.Properties[0];
    }
}
