using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Virga.Generators.Tests;

/// <summary>A spec in which every text tries to leave the place it is meant for.</summary>
public sealed class HostileDocumentTests
{
    // Ends a line comment, a doc comment, a literal, a verbatim literal, a block comment, a CDATA section, a block, an expression.
    private const string Escape = "x\u2028\u2029\u0085\n\r\n\"\"\" */ ]]> </summary></param> \"; } } } public static class Injected { static Injected() { throw null; } } /* \\\" \\u0022 {0} {{ }} $\" @\" #error \t\v\f\0 \uD83D\uDE00 \uFFFE \u202E // ";

    [Fact]
    public void NoTextOfTheDocumentBecomesCode()
    {
        var run = GeneratorRun.Of(new SpecFile("hostile.json", Document()));
        var trees = run.Result.GeneratedSources.Select(source => source.SyntaxTree).ToArray();

        Assert.True(trees.Length > 0, string.Join("\n", run.Diagnostics));
        Assert.DoesNotContain(run.Diagnostics, diagnostic => diagnostic.Id == "VS020");
        var faults = run.CompilerFaults();
        Assert.True(faults.Count == 0, string.Join("\n", faults));
        foreach (var root in trees.Select(tree => tree.GetRoot()))
        {
            Assert.DoesNotContain(root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>(), type => type.Identifier.ValueText.StartsWith("Injected", StringComparison.Ordinal));
            Assert.DoesNotContain(root.DescendantNodes().OfType<ConstructorDeclarationSyntax>(), constructor => constructor.Modifiers.Any(SyntaxKind.StaticKeyword));
            Assert.DoesNotContain(root.DescendantNodesAndTokens(descendIntoTrivia: true), node => node.IsKind(SyntaxKind.ErrorDirectiveTrivia));
        }
    }

    [Fact]
    public void EveryLineOfTheOutputIsALineForTheCompilerToo()
    {
        var text = GeneratorRun.Of(new SpecFile("hostile.json", Document())).AllText();

        Assert.DoesNotContain(text, c => c is '\u2028' or '\u2029' or '\u0085' or '\r' or '\u202E' or '\0' || char.IsSurrogate(c));
    }

    // The names are words with the escape behind, so that they stay apart once they are identifiers.
    private static string Document()
    {
        var number = 0;
        string Hostile() => System.Text.Json.JsonSerializer.Serialize($"t{number++}" + Escape);
        string Unsafe() => "\"t" + number++ + string.Concat(Escape.Select(c => $"\\u{(int)c:x4}")) + "\"";
        return $$"""
            { "openapi": "3.1.0",
              "info": { "title": {{Hostile()}}, "version": {{Hostile()}}, "description": {{Unsafe()}} },
              "servers": [ { "url": "https://{place}.example.com/\"; } class Injected1 { } //", "description": {{Hostile()}}, "variables": { "place": { "default": {{Unsafe()}}, "description": {{Hostile()}} } } } ],
              "x-virga-error": { "code": "body.code", "message": "header.X-\"+Injected()+\"", "kinds": [ { "code": {{Unsafe()}}, "kind": "NotFound" } ] },
              "x-virga-endpoint": { "addressing": ["path"], "profiles": { {{Hostile()}}: { "server": {{Unsafe()}}, "region": {{Unsafe()}}, "without": [ {{Unsafe()}} ], "description": {{Unsafe()}} } } },
              "security": [ { "k\"; class Injected2 { }": [] } ],
              "paths": {
                "/a\"; class Injected3 { } /{p}": {
                  "post": {
                    "operationId": {{Hostile()}}, "summary": {{Unsafe()}}, "description": {{Unsafe()}},
                    "parameters": [
                      { "name": "p", "in": "path", "required": true, "description": {{Unsafe()}}, "schema": { "type": "string" } },
                      { "name": {{Hostile()}}, "in": "query", "description": {{Unsafe()}}, "schema": { "type": "string", "default": {{Unsafe()}} } },
                      { "name": {{Hostile()}}, "in": "query", "schema": { "const": {{Unsafe()}} } },
                      { "name": {{Hostile()}}, "in": "header", "schema": { "type": "string", "enum": [ {{Hostile()}}, {{Unsafe()}} ], "description": {{Unsafe()}} } },
                      { "name": {{Hostile()}}, "in": "header", "schema": { "type": "string", "enum": [ {{Hostile()}}, {{Hostile()}} ], "x-virga-enum": { "open": false } } }
                    ],
                    "requestBody": { "required": true, "description": {{Unsafe()}}, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } },
                    "responses": {
                      "200": { "description": {{Unsafe()}}, "headers": { {{Hostile()}}: { "description": {{Unsafe()}}, "schema": { "type": "string" } } }, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } },
                      "404": { "description": {{Unsafe()}}, "x-virga-error-code": {{Unsafe()}}, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } }
                    }
                  }
                }
              },
              "components": {
                "securitySchemes": { "k\"; class Injected2 { }": { "type": "http", "scheme": {{Hostile()}}, "x-virga-scheme": { "name": {{Unsafe()}}, {{Hostile()}}: {{Unsafe()}} } } },
                "schemas": { "Thing": { "type": "object", "title": {{Hostile()}}, "description": {{Unsafe()}}, "required": [ "id" ], "properties": {
                  "id": { "type": "string", "description": {{Unsafe()}} },
                  "either": { "title": {{Hostile()}}, "description": {{Unsafe()}}, "discriminator": { "propertyName": {{Unsafe()}}, "mapping": { {{Unsafe()}}: "#/components/schemas/Thing", {{Hostile()}}: "#/components/schemas/Thing" } },
                    "oneOf": [ { "$ref": "#/components/schemas/Thing" }, { "type": "object", "required": [ {{Unsafe()}} ], "properties": { {{Unsafe()}}: { "const": {{Unsafe()}} }, {{Hostile()}}: { "type": "integer" } } }, { "type": "string", "enum": [ {{Unsafe()}}, {{Hostile()}} ] }, { "type": "string" } ] },
                  {{Hostile()}}: { "type": "string", "default": {{Unsafe()}}, "x-virga-aliases": [ {{Unsafe()}} ] },
                  {{Unsafe()}}: { "type": "object", "description": {{Unsafe()}}, "properties": { {{Hostile()}}: { "type": "integer" } } } } } }
              }
            }
            """;
    }
}
