using Microsoft.CodeAnalysis;

namespace Virga.Generators.Tests;

/// <summary>What published documents get wrong, and no reader of theirs can mend: a client comes of it, and no build whose warnings are errors fails.</summary>
public sealed class SlipTests
{
    [Fact]
    public void SlipsOfSomebodyElseAreRemarksAndTheClientCompiles()
    {
        var text = """
            openapi: 3.0.3
            info: { title: Slips, version: "1" }
            servers: [{ url: "https://{region}.slips.example.com" }]
            paths:
              /reports/{id}?size={size}:
                get:
                  operationId: get-report
                  security: [{ forgotten: [] }]
                  description:
                  servers:
                  parameters:
                    - { name: size, in: path, required: true, schema: { type: integer } }
                    - { name: gone, in: path, required: true, schema: { type: string } }
                    - { name: filter, in: query, schema: { type: string, format: binary } }
                  responses:
                    "200":
                      description: The report.
                      headers: { X-Sum: { schema: { type: string, format: binary } } }
                      content:
                        application/json: {}
                        text/yaml: { schema: { oneOf: [{ type: object, properties: { a: { type: string } } }, { type: string }] } }
                    "20": { description: No status. }
              /reports{?page}:
                get:
                  operationId: list-reports
                  responses: {}
                put:
                  parameters:
                  requestBody: { content: { application/x-www-form-urlencoded: { schema: { type: object, properties: { json: { $ref: "#/components/schemas/Report" } } }, encoding: { json: { contentType: application/json } } } } }
                  responses:
                    "200": { description: Bytes., content: { application/json: { schema: { type: string, format: byte } } } }
                post:
                  operationId: add-report
                  requestBody: { content: { text/plain: { schema: { $ref: "#/components/schemas/Report" } } } }
                  callbacks: { done: {} }
                  responses: { "201": { description: Made., content: { application/json: { schema: { $ref: "#/components/schemas/Alias" } } } } }
            components:
              schemas:
                Alias: { $ref: "#/components/schemas/Report" }
                Report:
                  type: object
                  required: [old]
                  properties:
                    old: { type: string, deprecated: true }
                    nothing:
                    any: { type: any }
                    file: { type: file }
            """;

        var run = GeneratorRun.Of(new SpecFile("slips.yaml", text));

        Assert.All(run.Diagnostics, told => Assert.Equal(DiagnosticSeverity.Info, told.Severity));
        Assert.Equal(["VS002", "VS005", "VS006", "VS008", "VS009"], run.Diagnostics.Select(told => told.Id).Distinct().Order(StringComparer.Ordinal));
        Assert.Empty(run.CompilerFaults());
        foreach (var method in (string[])["GetReportAsync(", "ListReportsAsync(", "PutReportsPageAsync(", "AddReportAsync("]) Assert.Contains(method, run.AllText(), StringComparison.Ordinal);
    }
}
