using System.Text;
using Virga.Specs.Emission;
using Virga.Specs.Model;
using Virga.Specs.Planning;

namespace Virga.Specs.Tests;

/// <summary>Merging, directions, names and recursion of schemas, down to the planned types.</summary>
public sealed class SchemaShapeTests
{
    [Fact]
    public void TheMoreDerivedMemberWinsAndWordsAloneKeepTheShape()
    {
        var thing = Plan("Thing: { allOf: [{ $ref: \"#/components/schemas/Base\" }, { type: object, required: [b], properties: { a: { type: integer }, b: { default: x }, c: { readOnly: true, description: Mine. } } }] }\nBase: { type: object, required: [a], properties: { a: { type: string }, b: { type: string, maxLength: 3 }, c: { type: array, items: { type: string } } } }").Objects[0];

        Assert.Equal(["a:long:True", "b:string:False", "c:global::System.Collections.Generic.IReadOnlyList<string>:False"], thing.Members.Select(member => $"{member.WireName}:{member.Type.CSharp}:{member.IsRequired}"));
        Assert.Equal(("\"x\"", "Mine.", true), (thing.Members[1].Default, thing.Members[2].Description, thing.Members[2].ReadOnly));
    }

    [Theory]
    [InlineData("{ type: string, enum: [a, null] }")]
    [InlineData("{ const: null }")]
    [InlineData("{ enum: [null] }")]
    [InlineData("{ oneOf: [{ enum: [null] }, { type: string }] }")]
    [InlineData("{ anyOf: [{ const: null }, { type: string }, { type: integer }] }")]
    [InlineData("{ oneOf: [{ const: a }, { const: b }, { type: \"null\" }] }")]
    [InlineData("{ allOf: [{ type: string }], x-nullable: true }")]
    public void NullIsSeenInEverySpelling(string schema) => Assert.True(Member(schema, isRequired: true).IsNullable, schema);

    [Theory]
    [InlineData("{ type: boolean, enum: [true] }", "bool", null)]
    [InlineData("{ type: number, enum: [0.5] }", "double", null)]
    [InlineData("{ type: integer, enum: [1.5, 2] }", "long", null)]
    [InlineData("{ type: string, enum: [] }", "string", null)]
    [InlineData("{ type: string, const: x }", "string", "\"x\"")]
    [InlineData("{ const: 3 }", "long", "3L")]
    [InlineData("{ const: true }", "bool", "true")]
    [InlineData("{ const: 0.5 }", "double", "0.5D")]
    [InlineData("{ type: number, format: int64 }", "long", null)]
    [InlineData("{ type: string, format: date, default: \"2020-02-29\" }", "global::System.DateOnly", "new global::System.DateOnly(2020, 2, 29)")]
    [InlineData("{ type: string, format: date, default: tomorrow }", "global::System.DateOnly", null)]
    [InlineData("{ type: string, format: uuid, default: 0f8fad5b-d9cb-469f-a165-70867728950e }", "global::System.Guid", "new global::System.Guid(\"0f8fad5b-d9cb-469f-a165-70867728950e\")")]
    [InlineData("{ type: string, default: 12 }", "string", "\"12\"")]
    [InlineData("{ type: integer, default: many }", "long", null)]
    [InlineData("{ type: array, items: { type: string }, default: [a] }", "global::System.Collections.Generic.IReadOnlyList<string>", null)]
    [InlineData("{ type: array, items: [{ type: string }, { type: string }] }", "global::System.Collections.Generic.IReadOnlyList<string>", null)]
    [InlineData("{ type: array, items: false }", "global::System.Collections.Generic.IReadOnlyList<global::System.Text.Json.JsonElement>", null)]
    [InlineData("{ unevaluatedProperties: { type: integer } }", "global::System.Collections.Generic.IReadOnlyDictionary<string, long>", null)]
    [InlineData("{ patternProperties: { a: { type: integer } } }", "global::System.Collections.Generic.IReadOnlyDictionary<string, long>", null)]
    [InlineData("false", "global::System.Text.Json.JsonElement", null)]
    public void TypesAndDefaultsFollow(string schema, string type, string? initial)
    {
        var member = Member(schema);
        Assert.Equal((type, initial), (member.Type.CSharp, member.Default));
    }

    [Theory]
    [InlineData("requestBody", false)]
    [InlineData("none", true)]
    public void AReadOnlyMemberIsAskedOfNobodyWhoWrites(string key, bool isRequired)
    {
        var yaml = Documents.Schemas("Thing: { type: object, required: [id], properties: { id: { type: string, readOnly: true } } }");
        var body = $"      {(key == "none" ? "x-none" : key)}: {{ content: {{ application/json: {{ schema: {{ $ref: \"#/components/schemas/Thing\" }} }} }} }}\n";
        var member = Planned(yaml.Replace("      operationId: getThing\n", "      operationId: getThing\n" + body, StringComparison.Ordinal)).Objects[0].Members[0];
        Assert.Equal((isRequired, !isRequired), (member.IsRequired, member.IsNullable));
    }

    [Theory]
    [InlineData("Nested: { type: array, items: { $ref: \"#/components/schemas/Nested\" } }")]
    [InlineData("Nested: { type: object, additionalProperties: { $ref: \"#/components/schemas/Nested\" } }")]
    [InlineData("Nested: { type: array, items: { type: object, additionalProperties: { $ref: \"#/components/schemas/Nested\" } } }")]
    [InlineData("Nested: { oneOf: [{ type: array, items: { $ref: \"#/components/schemas/Nested\" } }, { type: string }] }")]
    [InlineData("Nested: { allOf: [{ $ref: \"#/components/schemas/Nested\" }, { type: object, properties: { a: { $ref: \"#/components/schemas/Nested\" } } }] }")]
    public void WhatHoldsItselfEnds(string nested) => Assert.NotEmpty(Emitted("Thing: { type: object, properties: { it: { $ref: \"#/components/schemas/Nested\" } } }\n" + nested));

    [Fact]
    public void ALongChainOfTypesDoesNotOutgrowTheStack()
    {
        const int Links = 4000;
        var schemas = new StringBuilder("Thing: { type: object, properties: { it: { $ref: \"#/components/schemas/T0\" } } }");
        for (var i = 0; i < Links; i++) schemas.Append($"\nT{i}: {{ type: object, properties: {{ it: {{ $ref: \"#/components/schemas/T{i + 1}\" }} }} }}");
        schemas.Append($"\nT{Links}: {{ type: object, properties: {{ a: {{ type: string }} }} }}");
        Assert.Equal(Links + 2, Plan(schemas.ToString()).Objects.Count);
    }

    [Fact]
    public void D51WhatNothingReachesIsNotEmittedAndTellsNothing()
    {
        var plan = Plan("Thing: { type: object, properties: { a: { type: string } } }\nLost: { type: object, properties: { odd: { $dynamicRef: \"#x\" }, kind: { type: string, enum: [a, b] }, either: { oneOf: [{ type: string }, { type: integer }] } } }");
        Assert.Equal((1, 0, 0), (plan.Objects.Count, plan.Enums.Count, plan.Unions.Count));
    }

    [Fact]
    public void AnAnchorIsFoundByItsName()
    {
        var member = Member("{ $ref: \"#leaf\" }", more: "\nLeaf: { $anchor: leaf, type: integer }");
        Assert.Equal("long", member.Type.CSharp);
        Assert.Contains("'#twig'", Assert.Single(Documents.Read(Documents.Schemas("Thing: { type: object, properties: { it: { $ref: \"#twig\" } } }")).Diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NamesOfEveryKindComeToDifferentTypes()
    {
        string[] keys = ["class", "Class", "CLASS", "2d", "Union", "JsonCursor", "Wire", "Object", "String", "List", "Guid", "Task", "Ünïcode", "日本", "a.b", "a_b", "a-b", "-", "Value", "SampleClient", "SampleCodec", "Operations", "Answers"];
        var schemas = new StringBuilder("Thing: { type: object, properties: { it: { oneOf: [{ $ref: \"#/components/schemas/class\" }, { $ref: \"#/components/schemas/Union\" }] }, ");
        schemas.AppendJoin(", ", keys.Select(key => $"\"{key}\": {{ $ref: \"#/components/schemas/{Uri.EscapeDataString(key)}\" }}")).Append(" } }");
        foreach (var key in keys) schemas.Append($"\n\"{key}\": {{ type: object, properties: {{ \"{key}\": {{ type: string }}, \"\": {{ type: integer }}, value: {{ type: string, format: uuid }}, clone: {{ type: string }}, Equals: {{ type: string }}, GetType: {{ type: string }} }} }}");

        var plan = Plan(schemas.ToString());

        Assert.Equal(keys.Length + 1, plan.Objects.Count);
        Assert.Equal(plan.Objects.Count, plan.Objects.Select(item => item.Type.CSharp.ToUpperInvariant()).Distinct().Count());
        Assert.All(plan.Objects, item => Assert.Equal(item.Members.Count, item.Members.Select(member => member.Property).Append(item.Name).Distinct().Count() - 1));
        Assert.NotEmpty(ClientFiles.Emit(plan, CancellationToken.None));
    }

    private static MemberPlan Member(string schema, bool isRequired = false, string more = "") =>
        Plan($"Thing: {{ type: object, {(isRequired ? "required: [it], " : "")}properties: {{ it: {schema} }} }}{more}").Objects.Single(item => item.Name == "Thing").Members[0];

    private static EquatableArray<EmittedFile> Emitted(string schemas) => ClientFiles.Emit(Plan(schemas), CancellationToken.None);

    private static ClientPlan Plan(string schemas) => Planned(Documents.Schemas(schemas));

    private static ClientPlan Planned(string yaml)
    {
        var result = ClientPlanner.Plan(Documents.Clean(yaml), new PlanOptions(RootNamespace: "Root", Namespace: "Sample"), CancellationToken.None);
        Assert.Empty(result.Diagnostics);
        return result.Plan!;
    }
}
