using Virga.Specs.Adapters;
using Virga.Specs.Planning;

namespace Virga.Adapters.Tests.Planning;

/// <summary>Words of the language that the adapted services of this project do not need, and their corners.</summary>
public sealed class WordTests
{
    private const string Spec = """
        openapi: 3.1.0
        info: { title: Api, version: "1" }
        servers: [{ url: https://api.example.com }]
        paths:
          /make:
            post:
              operationId: make
              parameters: [{ name: dry, in: query, schema: { type: boolean } }]
              requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/Made" } } } }
              responses: { "200": { description: Made., headers: { Range: { schema: { type: string } } }, content: { application/json: { schema: { $ref: "#/components/schemas/Made" } } } } }
          /many:
            put:
              operationId: many
              requestBody: { required: true, content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Made" } } } } }
              responses: { "200": { description: Made. } }
          /load:
            put:
              operationId: load
              requestBody: { required: true, content: { application/octet-stream: { schema: { type: string, format: binary } } } }
              responses: { "200": { description: Loaded. } }
        components:
          schemas:
            Made: { type: object, required: [name], properties: { name: { type: string }, note: { type: string }, tags: { type: array, items: { type: string } }, owner: { type: object, title: Owner, properties: { id: { type: string }, mail: { type: string } } } } }
        """;

    private static readonly ParameterShape Name = new("name", TypeRef.Text);
    private static readonly ParameterShape Note = new("note", TypeRef.Text with { IsNullable = true });
    private static readonly ParameterShape Names = new("names", new TypeRef(TypeKind.List, "global::System.Collections.Generic.IReadOnlyList<string>", false, Element: TypeRef.Text));

    [Theory]
    [InlineData("{ name: \"{name}\", note: \"{note}\" }")]
    [InlineData("{ $body: { name: \"{name}\", note: \"{note}\" } }")]
    [InlineData("{ Made: { name: \"{name}\", note: \"{note}\" } }")]
    public void ABodyIsNamedByItsMembersAsAWholeOrByItsName(string with) =>
        Assert.Equal("made: new global::Sample.Api.Made { Name = name, Note = note }, cancellationToken: cancellationToken", Call($"call: make, with: {with}", null, Name, Note));

    [Fact]
    public void ABodyCanBeAListOfRows() =>
        Assert.EndsWith(": Each<string, global::Sample.Api.Made>(names, row => new global::Sample.Api.Made { Name = row }), cancellationToken: cancellationToken", Call("call: many, with: { $body: { $each: \"{names}\", name: \"{.}\" } }", null, Names), StringComparison.Ordinal);

    [Fact]
    public void AnOptionalObjectIsLeftOutWhenNothingInItHasAValue()
    {
        var call = Call("call: make, with: { name: \"{name}\", owner: { id: \"{note}\" } }", null, Name, Note);
        Assert.Contains("Owner = (note is null ? null : new global::Sample.Api.Owner { Id = note })", call, StringComparison.Ordinal);
        call = Call("call: make, with: { name: \"{name}\", owner: { id: \"{note}\", mail: none } }", null, Name, Note);
        Assert.Contains("Owner = new global::Sample.Api.Owner { Id = note, Mail = \"none\" }", call, StringComparison.Ordinal);
    }

    [Fact]
    public void ANullAnywhereMakesATextNull() =>
        Assert.Contains("Note = (note is { } v1 ? string.Concat(name, \"/\", v1) : null)", Call("call: make, with: { name: \"{name}\", note: \"{name}/{note}\" }", null, Name, Note), StringComparison.Ordinal);

    [Fact]
    public void ASingleValueIsAListOfNoneOrOne()
    {
        var result = Result("call: make, with: { name: \"{name}\" }, returns: { $each: \"{header.Range}\", $value: \"{.}\" }", Names.Type, Name);
        Assert.Equal("Each<string, string>(answer.Range is { } v1 ? new[] { v1 } : [], row => row)", result);
    }

    [Fact]
    public void TheFirstItemOfAListCanBeNamed() =>
        Assert.Equal("(answer.Body.Tags is { Count: > 0 } v1 ? v1[0] : default(string?))", Result("call: make, with: { name: \"{name}\" }, returns: \"{body.tags[0]}\"", Note.Type, Name));

    [Theory]
    [InlineData("\"{note!}\"", "(note ?? throw MissingInput(\"note\"))")]
    [InlineData("{ $first: [ \"{note}\", none ] }", "(note ?? \"none\")")]
    public void ANullInputForARequiredTargetNeedsAWord(string value, string code) =>
        Assert.Contains($"Name = {code}", Call($"call: make, with: {{ name: {value} }}", null, Note), StringComparison.Ordinal);

    [Fact]
    public void ALengthWithoutABodyIsAnEmptyBody() =>
        Assert.Equal("body: global::Virga.Http.RequestBody.Empty, cancellationToken: cancellationToken", Call("call: load, with: { Content-Length: 0 }", null));

    [Fact]
    public void AChoiceOnPresenceTakesOneOfTwoBodies()
    {
        var result = Run("$choose: \"{note}\", present: { call: make, with: { name: \"{note!}\" } }, absent: { call: make, with: { name: none } }", Planned.Method(null, Note));
        Assert.Equal([], result.Diagnostics.Select(d => d.ToString()));
        var choice = Assert.IsType<ChoosePlan>(Assert.Single(result.Plan!.Members[0].Body!.Steps));
        Assert.Equal(["not null", "null"], choice.Cases.Select(c => c.Pattern));
    }

    [Fact]
    public void OverloadsAreNamedByTheirParameters()
    {
        var one = Planned.Method(null, Name);
        var two = Planned.Method(null, new ParameterShape("name", TypeRef.Integer));
        var contract = new ContractShape { Interfaces = new([new InterfaceShape("Sample.IOne", "global::Sample.IOne", true, new([one, two]), default)]), Types = default };
        var document = Head + "members: { \"GoAsync(string)\": { call: make, with: { name: \"{name}\" } }, \"GoAsync(int)\": { call: make, with: { name: \"{name}\" } } }";
        var result = Planned.Of(contract, Spec, document);
        Assert.Equal([], result.Diagnostics.Select(d => d.ToString()));
        Assert.Equal(2, result.Plan!.Declared);
    }

    [Fact]
    public void AShapeThatUsesItselfIsAFault()
    {
        var document = Head + "shapes: { Loop: { $shape: Loop } }\nmembers: { GoAsync: { call: make, with: { name: \"{name}\", $shape: Loop } } }";
        var result = Planned.Of(Planned.Contract(Planned.Method(null, Name)), Spec, document);
        Assert.Contains("uses itself", Assert.Single(result.Diagnostics).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("call: make, with: { name: \"{name\" }", "A brace is not closed")]
    [InlineData("call: make, with: { name: \"{}\" }", "The braces are empty")]
    [InlineData("call: make, with: { name: \"{name}\", $body: \"{name}\" }", "does not convert")]
    [InlineData("$choose: \"{name}\", a: { $choose: \"{name}\", b: unsupported, else: unsupported }, else: unsupported", "A choice in a choice")]
    [InlineData("$choose: \"{name}\", a: { call: make, with: { name: x }, unused: [ name ] }, else: unsupported", "The word 'unused'")]
    [InlineData("presign: make, expires: 1h", "cannot be signed ahead")]
    [InlineData("steps: [ { returns: done } ]", "A step is a call, a presign or a $choose")]
    [InlineData("call: make, with: { name: \"{name}\", name2: x }", "Did you mean 'name'?")]
    [InlineData("call: make, with: { name: { $switch: x } }", "The word '$switch'")]
    [InlineData("call: make, with: { name: \"{name}\" }, returns: \"{body.name}\"", "returns nothing")]
    public void WhatMeansNothingIsToldInWords(string member, string message) =>
        Assert.Contains(Run(member, Planned.Method(null, Name)).Diagnostics, d => d.Message.Contains(message, StringComparison.Ordinal));

    private const string Head = "virga-adapter: 1\nadapts: Sample.IOne\nspec: spec.yaml\nclass: Sample.One\n";

    private static string Call(string member, TypeRef? value, params ParameterShape[] parameters) => Planned.Body(Run(member, Planned.Method(value, parameters))).Call;

    private static string? Result(string member, TypeRef? value, params ParameterShape[] parameters) => Planned.Body(Run(member, Planned.Method(value, parameters))).Result;

    private static AdapterResult Run(string member, MethodShape method) => Planned.Of(Planned.Contract(method), Spec, Head + $"members: {{ GoAsync: {{ {member} }} }}");
}
