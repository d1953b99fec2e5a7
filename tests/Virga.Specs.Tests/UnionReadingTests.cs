using Virga.Specs.Model;
using Virga.Specs.Planning;

namespace Virga.Specs.Tests;

/// <summary>What counts as a union, what its variants are and which keys they have.</summary>
public sealed class UnionReadingTests
{
    private const string Animals = "\nCat: { type: object, properties: { kind: { type: string } } }\nDog: { type: object, properties: { kind: { type: string } } }";

    [Theory]
    [InlineData("{ oneOf: [{ type: string }, { type: integer }] }", "String Integer")]
    [InlineData("{ anyOf: [{ type: string }, { type: array, items: { type: string } }, { type: \"null\" }] }", "String Array")]
    [InlineData("{ type: [string, integer, boolean] }", "String Integer Boolean")]
    [InlineData("{ type: [string, \"null\", object], properties: { a: { type: string } } }", "String Object")]
    [InlineData("{ type: [integer, string], enum: [1, a, b] }", "Integer String")]
    [InlineData("{ oneOf: [{ $ref: \"#/components/schemas/Cat\" }, { type: object, additionalProperties: true }] }", "Object Map")]
    [InlineData("{ oneOf: [{ oneOf: [{ type: string }, { type: integer }] }, { type: boolean }] }", "Union Boolean")]
    [InlineData("{ allOf: [{ oneOf: [{ $ref: \"#/components/schemas/Cat\" }, { $ref: \"#/components/schemas/Dog\" }] }, { description: One of them. }] }", "Object Object")]
    public void SeveralTypesAreAUnion(string schema, string kinds)
    {
        var union = Member(schema, Animals).Schema;

        Assert.Equal(SchemaKind.Union, union.Kind);
        Assert.Equal(kinds, string.Join(' ', union.Variants.Select(variant => variant.Schema.Kind)));
    }

    [Theory]
    [InlineData("{ oneOf: [{ $ref: \"#/components/schemas/Cat\" }] }", "Cat")]
    [InlineData("{ type: object, anyOf: [{ $ref: \"#/components/schemas/Cat\" }] }", "ThingIt")]
    [InlineData("{ type: object, properties: { a: { type: string }, b: { type: string } }, oneOf: [{ required: [a] }, { type: object, required: [b] }] }", "ThingIt")]
    public void OneBranchAndMereChecksAreNone(string schema, string name)
    {
        var model = Member(schema, Animals).Schema;
        Assert.Equal((SchemaKind.Object, name), (model.Kind, model.TypeName));
    }

    [Theory]
    [InlineData("{ oneOf: [{ type: string }, { type: string, maxLength: 3 }] }", "string")]
    [InlineData("{ anyOf: [{ type: array, items: { type: string } }, { type: array, items: { type: string, minLength: 1 } }] }", "global::System.Collections.Generic.IReadOnlyList<string>")]
    [InlineData("{ anyOf: [{ $ref: \"#/components/schemas/Cat\" }, { $ref: \"#/components/schemas/Cat\" }] }", "global::Sample.Cat")]
    [InlineData("{ anyOf: [{ type: string }, {}] }", "string")]
    [InlineData("{ anyOf: [{}, true] }", "global::System.Text.Json.JsonElement")]
    public void VariantsOfOneTypeAreThatType(string schema, string type) => Assert.Equal(type, Planned(schema).Type.CSharp);

    [Fact]
    public void NullBesideSeveralMakesThePlaceNullable()
    {
        var thing = Documents.Clean(Documents.Schemas("Thing: { type: object, required: [a, b], properties: { a: { $ref: \"#/components/schemas/Either\" }, b: { oneOf: [{ $ref: \"#/components/schemas/Maybe\" }, { type: integer }] } } }\nEither: { oneOf: [{ type: string }, { type: integer }, { type: \"null\" }] }\nMaybe: { type: [string, \"null\"] }"));
        Assert.All(thing.Schemas[0].Properties, member => Assert.True(member.Nullable || member.Schema.Nullable, member.WireName));
    }

    [Theory]
    [InlineData("mapping: { cat: Cat, dog: \"#/components/schemas/Dog\" }", "cat", "dog")]
    [InlineData("mapping: { cat: \"#/components/schemas/Cat\", kitten: Cat }", "cat,kitten", "Dog")]
    [InlineData("x-none: 1", "Cat", "Dog")]
    public void D52KeysComeFromTheMappingElseFromNames(string mapping, string cat, string dog)
    {
        var union = Member($"{{ oneOf: [{{ $ref: \"#/components/schemas/Cat\" }}, {{ $ref: \"#/components/schemas/Dog\" }}], discriminator: {{ propertyName: kind, {mapping} }} }}", Animals).Schema;

        Assert.Equal("kind", union.Discriminator);
        Assert.Equal([cat, dog], union.Variants.Select(variant => string.Join(',', variant.Keys)));
    }

    [Fact]
    public void D52AConstantOfTheVariantIsItsKeyUnlessItsNameIs()
    {
        var union = Member("{ oneOf: [{ $ref: \"#/components/schemas/A\" }, { $ref: \"#/components/schemas/B\" }, { type: object, properties: { kind: { const: c } } }], discriminator: { propertyName: kind } }", "\nA: { type: object, properties: { kind: { const: first } } }\nB: { type: object, properties: { kind: { enum: [A, B] } } }").Schema;
        Assert.Equal(["first", "B", "c"], union.Variants.Select(variant => string.Join(',', variant.Keys)));
    }

    [Fact]
    public void D52AMappingToNothingIsARemarkThere()
    {
        var result = Documents.Read(Documents.Schemas("Thing: { oneOf: [{ $ref: \"#/components/schemas/Cat\" }, { $ref: \"#/components/schemas/Dog\" }], discriminator: { propertyName: kind, mapping: { cat: Katze } } }" + Animals));
        var fault = Assert.Single(result.Diagnostics);
        Assert.Equal(("VS002", SpecSeverity.Info), (fault.Id, fault.Severity));
        Assert.Contains("'Katze'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void D52BranchesThatExtendOneBaseFollowItsDiscriminator()
    {
        var union = Member("{ oneOf: [{ $ref: \"#/components/schemas/Left\" }, { $ref: \"#/components/schemas/Right\" }] }", "\nBase: { type: object, discriminator: { propertyName: kind, mapping: { l: Left, f: Far } }, properties: { kind: { type: string } } }\nLeft: { allOf: [{ $ref: \"#/components/schemas/Base\" }, { properties: { a: { type: string } } }] }\nRight: { allOf: [{ $ref: \"#/components/schemas/Base\" }, { properties: { b: { type: string } } }] }\nFar: { allOf: [{ $ref: \"#/components/schemas/Base\" }] }").Schema;

        Assert.Equal(("kind", "l Right"), (union.Discriminator, string.Join(' ', union.Variants.Select(variant => string.Join(',', variant.Keys)))));
    }

    [Fact]
    public void ALargeUnionWithoutADiscriminatorIsPlannedInTime()
    {
        var schemas = string.Concat(Enumerable.Range(0, 300).Select(i => $"\nV{i}: {{ type: object, properties: {{ {string.Join(", ", Enumerable.Range(0, 30).Select(j => $"m{i}x{j}: {{ type: string }}"))} }} }}"));
        var plan = Plan($"{{ anyOf: [{string.Join(", ", Enumerable.Range(0, 300).Select(i => $"{{ $ref: \"#/components/schemas/V{i}\" }}"))}] }}", schemas);
        Assert.Equal(300, Assert.Single(plan.Unions).Variants.Count);
    }

    [Fact]
    public void ABaseIsAUnionOfAllThatExtendIt()
    {
        var union = Member("{ $ref: \"#/components/schemas/Base\" }", "\nBase: { type: object, discriminator: { propertyName: kind, mapping: { l: Left } }, properties: { kind: { type: string } } }\nLeft: { allOf: [{ $ref: \"#/components/schemas/Base\" }, { properties: { a: { type: string } } }] }\nRight: { allOf: [{ $ref: \"#/components/schemas/Base\" }] , properties: { b: { type: string } } }\nFar: { allOf: [{ $ref: \"#/components/schemas/Right\" }, { properties: { c: { type: string } } }] }").Schema;

        Assert.Equal(["Left:l", "Right:Right", "Far:Far"], union.Variants.Select(variant => variant.Schema.TypeName + ":" + string.Join(',', variant.Keys)));
        Assert.Equal(["kind", "b", "c"], union.Variants[2].Schema.Properties.Select(member => member.WireName));
    }

    [Fact]
    public void ABaseThatListsItsOwnChildrenIsReadWithoutTurningInCircles()
    {
        var union = Member("{ $ref: \"#/components/schemas/Base\" }", "\nBase: { type: object, properties: { kind: { type: string } }, oneOf: [{ $ref: \"#/components/schemas/Left\" }, { $ref: \"#/components/schemas/Right\" }], discriminator: { propertyName: kind } }\nLeft: { allOf: [{ $ref: \"#/components/schemas/Base\" }, { properties: { a: { type: string } } }] }\nRight: { allOf: [{ $ref: \"#/components/schemas/Base\" }, { properties: { b: { type: string } } }] }").Schema;

        Assert.Equal(["Left", "Right"], union.Variants.Select(variant => variant.Schema.TypeName));
        Assert.Equal(["kind", "a"], union.Variants[0].Schema.Properties.Select(member => member.WireName));
    }

    [Fact]
    public void WhatStandsBesideBranchesBelongsToEach()
    {
        var union = Member("{ type: object, required: [id], properties: { id: { type: string } }, oneOf: [{ title: ByName, properties: { name: { type: string } } }, { $ref: \"#/components/schemas/Cat\" }] }", Animals).Schema;

        Assert.Equal(["id name", "id kind"], union.Variants.Select(variant => string.Join(' ', variant.Schema.Properties.Select(member => member.WireName))));
        Assert.Equal("ByName", union.Variants[0].Schema.TypeName);
        Assert.All(union.Variants, variant => Assert.True(variant.Schema.Properties[0].Required));
    }

    [Fact]
    public void UnionsThatLeadToEachOtherAreFlat()
    {
        var member = Planned("{ $ref: \"#/components/schemas/A\" }", "\nA: { oneOf: [{ $ref: \"#/components/schemas/B\" }, { type: string }] }\nB: { oneOf: [{ $ref: \"#/components/schemas/A\" }, { type: integer }, { $ref: \"#/components/schemas/B\" }] }");
        Assert.Equal(TypeKind.Union, member.Type.Kind);
    }

    [Fact]
    public void OnlyWhatTellsVariantsApartIsWritten()
    {
        var plan = Plan("{ oneOf: [{ type: object, required: [a, id], properties: { a: { type: string }, id: { type: string } } }, { type: object, required: [id], properties: { a: { type: integer }, id: { type: string } } }, { type: string }] }");
        Assert.Equal("o\t!a\vs\no\t?a\vi\ns", Assert.Single(plan.Unions).Shapes);
    }

    private static PropertyModel Member(string schema, string others = "") =>
        Documents.Clean(Documents.Schemas($"Thing: {{ type: object, properties: {{ it: {schema} }} }}{others}")).Schemas[0].Properties[0];

    private static MemberPlan Planned(string schema, string others = Animals) => Plan(schema, others).Objects.Single(item => item.Name == "Thing").Members[0];

    private static ClientPlan Plan(string schema, string others = "")
    {
        var model = Documents.Clean(Documents.Schemas($"Thing: {{ type: object, properties: {{ it: {schema} }} }}{others}"));
        var result = ClientPlanner.Plan(model, new PlanOptions(RootNamespace: "Root", Namespace: "Sample"), CancellationToken.None);
        Assert.Empty(result.Diagnostics);
        return result.Plan!;
    }
}
