using Virga.Specs.Adapters;
using Virga.Specs.Planning;

namespace Virga.Adapters.Tests.Planning;

/// <summary>What converts to what on the way out (an input into a parameter) and on the way back (a body into the result).</summary>
public sealed class ConversionTests
{
    private const string Document = """
        virga-adapter: 1
        adapts: Sample.IOne
        spec: spec.yaml
        class: Sample.One
        members: { GoAsync: { call: go, with: { p: "{given}" }, returns: "{body.p}" } }
        """;

    private static readonly Dictionary<string, TypeRef> Types = new()
    {
        ["string"] = TypeRef.Text,
        ["string?"] = TypeRef.Text with { IsNullable = true },
        ["int"] = TypeRef.Integer,
        ["int?"] = TypeRef.Integer with { IsNullable = true },
        ["long"] = TypeRef.Number,
        ["long?"] = TypeRef.Number with { IsNullable = true },
        ["double"] = new(TypeKind.Double, "double", true),
        ["bool"] = TypeRef.Flag,
        ["Guid"] = new(TypeKind.Guid, "global::System.Guid", true),
        ["DateTimeOffset"] = new(TypeKind.DateTime, "global::System.DateTimeOffset", true),
        ["DateOnly"] = new(TypeKind.Date, "global::System.DateOnly", true),
        ["TimeSpan"] = TypeRef.Time,
        ["TimeSpan?"] = TypeRef.Time with { IsNullable = true },
        ["byte[]"] = new(TypeKind.Bytes, "byte[]", false),
        ["Memory"] = new(TypeKind.Bytes, "global::System.ReadOnlyMemory<byte>", true),
        ["Hue"] = new(TypeKind.Enum, "global::Sample.Hue", true),
        ["Hue?"] = new(TypeKind.Enum, "global::Sample.Hue", true, true),
        ["List<string>"] = new(TypeKind.List, "global::System.Collections.Generic.List<string>", false, Element: TypeRef.Text),
        ["IReadOnlyList<long>"] = new(TypeKind.List, "global::System.Collections.Generic.IReadOnlyList<long>", false, Element: TypeRef.Number),
    };

    private static readonly TypeShape Hue = new("global::Sample.Hue", true) { IsEnum = true, EnumMembers = new(["Red", "DarkBlue"]) };

    [Theory]
    [InlineData("string", "{ type: string }", "given")]
    [InlineData("int", "{ type: integer, format: int64 }", "given")]
    [InlineData("int?", "{ type: integer, format: int64 }", "given")]
    [InlineData("long", "{ type: number }", "given")]
    [InlineData("int", "{ type: string }", "global::Virga.Serialization.Wire.Text(given)!")]
    [InlineData("Guid", "{ type: string }", "global::Virga.Serialization.Wire.Text(given)!")]
    [InlineData("string", "{ type: integer, format: int32 }", "ParseInt32(given, \"given\")")]
    [InlineData("string?", "{ type: integer, format: int64 }", "(given is { } v1 ? ParseInt64(v1, \"given\") : default(long?))")]
    [InlineData("Guid", "{ type: string, format: uuid }", "given")]
    [InlineData("DateTimeOffset", "{ type: string, format: http-date }", "given")]
    [InlineData("DateOnly", "{ type: string, format: date }", "given")]
    [InlineData("TimeSpan?", "{ type: integer, format: seconds }", "given")]
    [InlineData("byte[]", "{ type: string, format: byte }", "given")]
    [InlineData("List<string>", "{ type: array, items: { type: string } }", "given")]
    [InlineData("Hue", "{ type: string, enum: [RED, DARK_BLUE] }", "given switch { global::Sample.Hue.Red => global::Sample.Api.GoP.RED, global::Sample.Hue.DarkBlue => global::Sample.Api.GoP.DARKBLUE, var other => throw NoInput(other) }")]
    public void AnInputBecomesAParameter(string type, string schema, string code)
    {
        var result = Run(Types[type], schema, "{ type: string }", "string?");
        Assert.Equal($"p: {code}, cancellationToken: cancellationToken", Planned.Body(result).Call, ignoreCase: code.Contains("switch", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{ type: integer, format: int64 }", "long", "answer.P")]
    [InlineData("{ type: integer, format: int32 }", "long?", "answer.P")]
    [InlineData("{ type: integer, format: int32 }", "string", "global::Virga.Serialization.Wire.Text(answer.P)!")]
    [InlineData("{ type: string }", "long", "global::Virga.Serialization.Wire.ParseInt64(answer.P, \"a value of the answer\")")]
    [InlineData("{ type: string, format: byte }", "byte[]", "answer.P.ToArray()")]
    [InlineData("{ type: string, format: byte }", "Memory", "answer.P")]
    [InlineData("{ type: array, items: { type: integer, format: int32 } }", "IReadOnlyList<long>", "Each<int, long>(answer.P, v1 => v1)")]
    [InlineData("{ type: array, items: { type: string } }", "List<string>", "new global::System.Collections.Generic.List<string>(Each<string, string>(answer.P, v1 => v1))")]
    public void ABodyBecomesTheResult(string schema, string type, string code)
    {
        var result = Run(TypeRef.Text, "{ type: string }", schema, type);
        Assert.Equal(code, Planned.Body(result).Result);
    }

    [Theory]
    [InlineData("Guid", "{ type: integer }", "uuid")]
    [InlineData("DateTimeOffset", "{ type: string }", "date-time")]
    [InlineData("TimeSpan", "{ type: string }", "seconds")]
    [InlineData("Memory", "{ type: string }", "byte")]
    [InlineData("long", "{ type: integer, format: int32 }", "int64")]
    [InlineData("Hue", "{ type: string }", "$map")]
    [InlineData("Hue", "{ type: string, enum: [RED] }", "same name on the other side")]
    public void WhatDoesNotConvertIsToldWithWhatWould(string type, string schema, string advice)
    {
        var fault = Assert.Single(Run(Types[type], schema, "{ type: string }", "string?").Diagnostics);
        Assert.Equal("VA05", fault.Id);
        Assert.Contains(advice, fault.Message, StringComparison.Ordinal);
        Assert.Equal("one.yaml(5,44)", fault.Position.ToString());
    }

    [Fact]
    public void TheShareOfDeclaredMembersCanBeRead()
    {
        var plan = Run(TypeRef.Text, "{ type: string }", "{ type: string }", "string?").Plan!;
        Assert.Equal(1, plan.SpecShare);
        Assert.Equal((1, 0, 0), (plan.Declared, plan.ByHand, plan.Unsupported));
        var byHand = Planned.Of(Planned.Contract(Planned.Method(null)), Spec("{ type: string }", "{ type: string }"), Document[..Document.IndexOf("members", StringComparison.Ordinal)] + "hand-written: { GoAsync: a loop }").Plan!;
        Assert.Equal(0, byHand.SpecShare);
    }

    [Fact]
    public void EqualInputsGiveEqualPlans()
    {
        var one = Run(Types["Hue"], "{ type: string, enum: [RED, DARK_BLUE] }", "{ type: string }", "string?");
        var two = Run(Types["Hue"], "{ type: string, enum: [RED, DARK_BLUE] }", "{ type: string }", "string?");
        Assert.Equal(one, two);
        Assert.NotSame(one, two);
    }

    [Theory]
    [InlineData("{given|Evil(); }")]
    [InlineData("{given|Two words}")]
    public void AConverterIsANameAndNothingElse(string reference)
    {
        var document = Document.Replace("{given}", reference, StringComparison.Ordinal);
        var result = Planned.Of(Planned.Contract(Planned.Method(TypeRef.Text.OrNull(), new ParameterShape("given", TypeRef.Text))), Spec("{ type: string }", "{ type: string }"), document);
        Assert.Equal("VA10", Assert.Single(result.Diagnostics).Id);
    }

    [Fact]
    public void TheKindsOfTheClientAreThoseOfTheEnum() => Assert.Equal(Enum.GetNames<ErrorKind>().Order(), ClientErrorKinds.All.Order());

    private static AdapterResult Run(TypeRef input, string parameter, string body, string output) =>
        Planned.Of(Planned.Contract(Planned.Method(Types[output], new ParameterShape("given", input)), Hue), Spec(parameter, body), Document);

    private static string Spec(string parameter, string body) => $$"""
        openapi: 3.1.0
        info: { title: Api, version: "1" }
        servers: [{ url: https://api.example.com }]
        paths:
          /go:
            post:
              operationId: go
              parameters: [{ name: p, in: query, schema: {{parameter}} }]
              responses: { "200": { description: Gone., content: { application/json: { schema: { title: Gone, type: object, required: [p], properties: { p: {{body}} } } } } } }
        """;
}
