using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using System.Text;
using Virga.Generators;

namespace Virga.Documents.Tests;

/// <summary>Documents that are broken at any place, through the whole generator: it tells of them, and the sound ones beside them keep their client.</summary>
public sealed class BrokenDocumentTests
{
    private const string Damage = "{}[]:,&*!|>'\"%@`#-? \t\n\0\u2028\uFEFF<\\$0";

    [Theory]
    [InlineData("notes.yaml")]
    [InlineData("notes.json")]
    [InlineData("files-xml.yaml")]
    [InlineData("unions.yaml")]
    [InlineData("anchors.yaml")]
    public void ADocumentCutOrDamagedAnywhereIsToldOfAndNothingElseSuffers(string name)
    {
        var sound = new SpecFile("sound.yaml", "openapi: 3.1.0\ninfo: { title: Sound, version: \"1\" }\nservers: [{ url: https://sound.example.com }]\npaths: { /a: { get: { operationId: getA, responses: { \"204\": { description: ok } } } } }\n");
        var whole = Corpus.Get(name).Main;
        var expected = Sources(Run(EmittedClient.Generate([sound]).Driver), "Sound");
        var random = new Random(name.Length);
        var (driver, compilation) = EmittedClient.Generate([sound, whole]);
        var file = whole;
        for (var round = 0; round < Seeds.Scale(150); round++)
        {
            var broken = new SpecFile(whole.Path, Broken(whole.Text, random));
            driver = driver.ReplaceAdditionalText(file, broken).RunGenerators(compilation);
            file = broken;
            var result = Run(driver);

            Assert.True(result.Exception is null, result.Exception?.ToString());
            Assert.DoesNotContain(result.Diagnostics, found => found.Id == "VS020");
            Assert.Equal(expected, Sources(result, "Sound"));
            var unreadable = result.Diagnostics.Where(found => found.Id == "VS001").ToArray();
            Assert.True(unreadable.Length <= 1, string.Join("\n", result.Diagnostics));
            Assert.All(result.Diagnostics.Where(found => found.Location.GetLineSpan().Path == whole.Path), found => Assert.InRange(found.Location.GetLineSpan().StartLinePosition.Line, 0, broken.Text.Count(c => c is '\n' or '\r' or '\u2028' or '\u0085') + 1));
            Assert.True(result.Diagnostics.Length > 0 || result.GeneratedSources.Length > expected.Length, "nothing was told, and nothing emitted");
        }
    }

    [Theory]
    [InlineData("schemas: { A: { $ref: \"#/components/schemas/B\" }, B: { $ref: \"#/components/schemas/A\" } }")]
    [InlineData("schemas: { A: { $ref: \"#/components/schemas/A\" } }")]
    [InlineData("schemas: { A: { allOf: [{ $ref: \"#/components/schemas/A\" }] } }")]
    [InlineData("schemas: { A: { allOf: [{ $ref: \"#/components/schemas/B\" }] }, B: { allOf: [{ $ref: \"#/components/schemas/A\" }] } }")]
    [InlineData("schemas: { A: { oneOf: [{ $ref: \"#/components/schemas/A\" }, { type: string }] } }")]
    [InlineData("schemas: { A: { type: array, items: { $ref: \"#/components/schemas/A\" } } }")]
    [InlineData("schemas: { A: { type: object, additionalProperties: { $ref: \"#/components/schemas/A\" } } }")]
    [InlineData("schemas: { A: { type: object, required: [next], properties: { next: { $ref: \"#/components/schemas/A\" } } } }")]
    [InlineData("schemas: { A: { $ref: \"#/components/schemas/A/properties/a\" } }")]
    [InlineData("schemas: { A: { $ref: \"#/components/schemas\" } }")]
    [InlineData("schemas: { A: { $ref: \"#\" } }")]
    [InlineData("schemas: { A: { $ref: \"#/components/schemas/Missing\" } }")]
    public void CyclesOfReferencesEndInADiagnosticOrInCodeThatCompiles(string components)
    {
        var text = "openapi: 3.1.0\ninfo: { title: Cycle, version: \"1\" }\nservers: [{ url: https://cycle.example.com }]\npaths: { /a: { post: { operationId: getA, requestBody: { content: { application/json: { schema: { $ref: \"#/components/schemas/A\" } } } }, responses: { \"200\": { description: ok, content: { application/json: { schema: { $ref: \"#/components/schemas/A\" } } } } } } } }\ncomponents: { " + components + " }\n";
        var emitted = EmittedClient.Of(new SpecDocument("cycle", [new SpecFile("cycle.yaml", text)]));

        Assert.DoesNotContain(emitted.Told, found => found.Id == "VS020");
        Assert.True(emitted.Faults.Count == 0, string.Join("\n", emitted.Faults.Take(5)));
        Assert.True(emitted.Told.Count > 0 || emitted.Sources.Count > 0);
        Assert.All(emitted.Told, found => Assert.Equal("cycle.yaml", found.Location.GetLineSpan().Path));
    }

    [Fact]
    public void TwoOperationsWithOneIdAreToldOfAtTheSecond()
    {
        var text = "openapi: 3.1.0\ninfo: { title: Twice, version: \"1\" }\nservers: [{ url: https://twice.example.com }]\npaths:\n  /a: { get: { operationId: getA, responses: { \"204\": { description: ok } } } }\n  /b: { get: { operationId: getA, responses: { \"204\": { description: ok } } } }\n";
        var told = Assert.Single(EmittedClient.Of(new SpecDocument("twice", [new SpecFile("twice.yaml", text)])).Told);

        Assert.Equal(("VS005", DiagnosticSeverity.Error, 5), (told.Id, told.DefaultSeverity, told.Location.GetLineSpan().StartLinePosition.Line));
        Assert.Contains("getA", told.GetMessage(), StringComparison.Ordinal);
    }

    private static string Broken(string text, Random random)
    {
        if (random.Next(3) == 0) return text[..random.Next(text.Length)];
        var changed = new StringBuilder(text);
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            var at = random.Next(changed.Length);
            if (random.Next(2) == 0) changed[at] = Damage[random.Next(Damage.Length)];
            else changed.Insert(at, Damage[random.Next(Damage.Length)]);
        }

        return changed.ToString();
    }

    private static GeneratorRunResult Run(GeneratorDriver driver) => driver.GetRunResult().Results.Single();

    private static string[] Sources(GeneratorRunResult result, string client) =>
        [.. result.GeneratedSources.Where(source => source.HintName.StartsWith(client, StringComparison.Ordinal)).Select(source => source.SourceText.ToString())];
}
