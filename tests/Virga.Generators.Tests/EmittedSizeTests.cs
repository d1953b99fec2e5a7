using System.Text;

namespace Virga.Generators.Tests;

/// <summary>What is emitted is kept short: it is read by people, parsed by compilers and shipped to everybody who calls a service.</summary>
public sealed class EmittedSizeTests
{
    private const int Resources = 60;
    private const int OperationsEach = 4;

    // 1,7xx at the time of writing. More is a decision: raise it together with the reason.
    private const int MaxCharactersAnOperation = 1_800;

    [Fact]
    public void ServicesOfManyResourcesStayShort()
    {
        var spec = new StringBuilder("openapi: 3.1.0\ninfo: { title: Estate, version: \"1\" }\nservers: [{ url: https://estate.example.com }]\npaths:\n");
        for (var i = 0; i < Resources; i++) spec.Append(Paths($"house{i}", $"House{i}"));
        spec.Append("components:\n  schemas:\n");
        for (var i = 0; i < Resources; i++) spec.Append(Schema(i));

        var run = GeneratorRun.Of(new SpecFile("estate.yaml", spec.ToString()));

        Assert.Empty(run.Diagnostics);
        var characters = run.AllText().Split('\n').Where(line => !line.TrimStart().StartsWith("///", StringComparison.Ordinal)).Sum(line => line.Length + 1);
        Assert.InRange(characters / (Resources * OperationsEach), 1, MaxCharactersAnOperation);
    }

    private static string Paths(string path, string type) => $$"""
          /{{path}}:
            get:
              operationId: list{{type}}
              parameters: [{ name: page, in: query, schema: { type: integer } }, { name: per_page, in: query, schema: { type: integer } }]
              responses: { "200": { description: Some., content: { application/json: { schema: { type: object, properties: { items: { type: array, items: { $ref: "#/components/schemas/{{type}}" } }, meta: { type: object, required: [total], properties: { total: { type: integer } } }, links: { type: object, properties: { next: { type: string }, last: { type: string } } } } } } } } }
            post:
              operationId: create{{type}}
              requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/{{type}}" } } } }
              responses: { "201": { description: Made., content: { application/json: { schema: { $ref: "#/components/schemas/{{type}}" } } } } }
          /{{path}}/{id}:
            get:
              operationId: get{{type}}
              parameters: [{ name: id, in: path, required: true, schema: { type: string, format: uuid } }]
              responses: { "200": { description: One., content: { application/json: { schema: { $ref: "#/components/schemas/{{type}}" } } } } }
            delete:
              operationId: delete{{type}}
              parameters: [{ name: id, in: path, required: true, schema: { type: string, format: uuid } }]
              responses: { "204": { description: Gone. } }

        """;

    private static string Schema(int i) => $$"""
            House{{i}}:
              type: object
              required: [name, size{{i}}]
              properties:
                id: { type: string, format: uuid, readOnly: true }
                name: { type: string }
                size{{i}}: { type: integer }
                made: { type: string, format: date-time, readOnly: true }
                tags: { type: array, items: { type: string } }
                state: { type: string, enum: [new, active, off, archive] }
                owner: { type: object, required: [email], properties: { email: { type: string }, name: { type: string }, role: { type: string, enum: [owner, member] } } }
                rooms: { type: array, items: { type: object, properties: { label{{i}}: { type: string }, width: { type: number }, lit: { type: boolean } } } }

        """;
}
