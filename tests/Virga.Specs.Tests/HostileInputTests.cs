using System.Text;
using Virga.Specs.Reading;

namespace Virga.Specs.Tests;

/// <summary>A document is untrusted: whatever it holds, reading ends soon, with a diagnostic, and without an exception.</summary>
public class HostileInputTests
{
    [Theory]
    [InlineData("notes.yaml", 7)]
    [InlineData("notes.json", 11)]
    [InlineData("files-xml.yaml", 13)]
    public void ATruncatedDocumentNeverThrows(string name, int step)
    {
        var text = Documents.Text(name);
        for (var length = 0; length < text.Text.Length; length += step)
        {
            var result = SpecReader.Read(text with { Text = text.Text[..length] }, CancellationToken.None);
            Assert.True(result.Model is not null || result.Diagnostics.Count > 0, $"Nothing was told of the first {length} characters.");
        }
    }

    [Theory]
    [InlineData("notes.yaml")]
    [InlineData("notes.json")]
    public void ADocumentWithADamagedCharacterNeverThrows(string name)
    {
        var text = Documents.Text(name);
        var random = new Random(4);
        const string Damage = "{}[]:,&*!|>'\"%@`#-? \t\n\0\ud800";
        for (var i = 0; i < 400; i++)
        {
            var at = random.Next(text.Text.Length);
            var damaged = text.Text[..at] + Damage[random.Next(Damage.Length)] + text.Text[(at + 1)..];
            var result = SpecReader.Read(text with { Text = damaged }, CancellationToken.None);
            Assert.True(result.Model is not null || result.Diagnostics.Count > 0);
        }
    }

    [Fact]
    public void AliasesThatMultiplyAreStopped()
    {
        var text = new StringBuilder("openapi: 3.1.0\na0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (var i = 1; i < 12; i++) text.Append($"a{i}: &a{i} [").AppendJoin(", ", Enumerable.Repeat($"*a{i - 1}", 10)).Append("]\n");
        AssertTooLarge(Documents.Read(text.ToString()), line: 8);
    }

    [Fact]
    public void AliasesThatOnlyDeepenAreStopped()
    {
        var text = new StringBuilder("openapi: 3.1.0\na0: &a0 [x]\n");
        for (var i = 1; i < 100; i++) text.Append($"a{i}: &a{i} [ *a{i - 1} ]\n");
        AssertTooLarge(Documents.Read(text.ToString()), line: 65);
    }

    [Fact]
    public void AnAliasInsideItsOwnAnchorIsRefused() => Assert.Equal(DiagnosticIds.Unreadable, Assert.Single(Documents.Read("openapi: &a [ *a ]\n").Diagnostics).Id);

    [Theory]
    [InlineData("spec.yaml", "[", 100_000)]
    [InlineData("spec.yaml", "{a: ", 100_000)]
    [InlineData("spec.yaml", "- ", 10_000)]
    [InlineData("spec.json", "[", 100_000)]
    [InlineData("spec.json", "{\"a\":", 100_000)]
    public void DeepNestingIsStopped(string path, string opening, int times)
    {
        var text = string.Concat(Enumerable.Repeat(opening, times));
        AssertTooLarge(SpecReader.Read(new SpecText(path, text), CancellationToken.None));
    }

    [Fact]
    public void AnOversizedDocumentIsNotReadAtAll() => AssertTooLarge(Documents.Read("openapi: " + new string('x', ReadingLimits.MaxCharacters)));

    [Fact]
    public void AHugeScalarIsJustAScalar()
    {
        var description = new string('x', 1_000_000);
        var model = Documents.Clean(Documents.Spec($"description: {description}\nresponses: {{ \"204\": {{ description: ok }} }}"));
        Assert.Equal(description, model.Operations[0].Description);
    }

    [Fact]
    public void AChainOfTenThousandReferencesDoesNotGrowTheStack()
    {
        var schemas = new StringBuilder("Thing: { type: object, properties: { next: { $ref: \"#/components/schemas/S0\" } } }");
        for (var i = 0; i < 10_000; i++) schemas.Append($"\nS{i}: {{ type: object, properties: {{ next: {{ $ref: \"#/components/schemas/S{(i + 1) % 10_000}\" }} }} }}");
        Assert.Equal(10_001, Documents.Clean(Documents.Schemas(schemas.ToString())).Schemas.Count);
    }

    [Fact]
    public void AChainOfBasesIsStopped()
    {
        var schemas = new StringBuilder("Thing: { allOf: [{ $ref: \"#/components/schemas/S0\" }, { properties: { a: { type: string } } }] }");
        for (var i = 0; i < 1000; i++) schemas.Append($"\nS{i}: {{ allOf: [{{ $ref: \"#/components/schemas/S{i + 1}\" }}, {{ properties: {{ p{i}: {{ type: string }} }} }}] }}");
        schemas.Append("\nS1000: { type: object }");
        Assert.Contains(Documents.Read(Documents.Schemas(schemas.ToString())).Diagnostics, found => found.Id == DiagnosticIds.TooLarge);
    }

    [Fact]
    public void BasesThatMultiplyMembersAreStopped()
    {
        var schemas = new StringBuilder("Thing: { type: object, properties: { a: { $ref: \"#/components/schemas/S0\" } } }\nBig: { type: object, properties: { ");
        schemas.AppendJoin(", ", Enumerable.Range(0, 3000).Select(i => $"p{i}: {{}}")).Append(" } }");
        for (var i = 0; i < 3000; i++) schemas.Append($"\nS{i}: {{ allOf: [{{ $ref: \"#/components/schemas/Big\" }}, {{ required: [p1] }}] }}");
        AssertTooLarge(Documents.Read(Documents.Schemas(schemas.ToString())));
    }

    [Fact]
    public void ThousandsOfMissingReferencesAreToldInPart()
    {
        var members = string.Join(", ", Enumerable.Range(0, 20_000).Select(i => $"p{i}: {{ $ref: \"#/components/schemas/Thin{i}\" }}"));
        Assert.Equal(ReadingLimits.MaxDiagnostics, Documents.Read(Documents.Schemas($"Thing: {{ type: object, properties: {{ {members} }} }}")).Diagnostics.Count);
    }

    [Fact]
    public void ThousandsOfEqualNamesStayUnique()
    {
        var members = string.Join(", ", Enumerable.Range(0, 5000).Select(i => $"a{new string('-', i % 50)}{new string('_', i / 50)}: {{ type: string }}"));
        var names = Documents.Clean(Documents.Schemas($"Thing: {{ type: object, properties: {{ {members} }} }}")).Schemas[0].Properties.Select(property => property.Name).ToList();
        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [InlineData("openapi: 3.1.0\nin\0fo: x\n", 2, 3)]
    [InlineData("openapi: 3.1.0\r\ninfo: \u0001\r\n", 2, 7)]
    [InlineData("openapi: 3.1.0\rinfo: \u000b\n", 2, 7)]
    [InlineData("openapi: 3.1.0\ninfo: \"\\uD800\"\n", 2, 7)]
    public void CharactersThatNoDocumentMayHoldAreRefusedAtTheirPlace(string text, int line, int column)
    {
        var found = Assert.Single(Documents.Read(text).Diagnostics);
        Assert.Equal((DiagnosticIds.Unreadable, line, column), (found.Id, found.Position.Line + 1, found.Position.Column + 1));
    }

    [Fact]
    public void HalvesOfSurrogatePairsAreRefused()
    {
        // Not as theory data, which does not carry them.
        Assert.All(["spec.yaml", "spec.json"], path => Assert.All(["\ud800x", "\udc00", "\ud83d"], half =>
        {
            var found = Assert.Single(SpecReader.Read(new SpecText(path, "{ \"openapi\": \"" + half + "\" }"), CancellationToken.None).Diagnostics);
            Assert.Equal((DiagnosticIds.Unreadable, 14), (found.Id, found.Position.Column));
        }));
        Assert.Equal("😀", Documents.Clean(Documents.Spec("summary: 😀\nresponses: { \"204\": { description: ok } }")).Operations[0].Summary);
    }

    [Fact]
    public void TextsOfTheDocumentArriveAsTheyAre()
    {
        const string Evil = "*/ } class X { \u2028 // \u0085 ' + </summary>";
        var written = Evil.Replace("\u2028", "\\u2028", StringComparison.Ordinal).Replace("\u0085", "\\N", StringComparison.Ordinal);
        var model = Documents.Clean(Documents.Spec($"summary: \"{written}\"\nresponses: {{ \"204\": {{ description: ok }} }}"));
        Assert.Equal(Evil, model.Operations[0].Summary);
    }

    [Fact]
    public void ThousandsOfFaultsAreToldInPart()
    {
        var paths = string.Join("\n", Enumerable.Range(0, 2000).Select(i => $"  /p{i}/{{x: {{ get: {{ operationId: o{i}, responses: {{ \"204\": {{}} }} }} }}"));
        var result = Documents.Read($"openapi: 3.1.0\ninfo: {{}}\npaths:\n{paths}\n");
        Assert.Equal(ReadingLimits.MaxDiagnostics, result.Diagnostics.Count);
    }

    [Fact]
    public void ReadingStopsWhenTheTokenIsCancelled()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => SpecReader.Read(Documents.Text("notes.yaml"), cancelled.Token));
    }

    private static void AssertTooLarge(ReadingResult result, int? line = null)
    {
        Assert.Null(result.Model);
        var found = Assert.Single(result.Diagnostics);
        Assert.Equal(DiagnosticIds.TooLarge, found.Id);
        if (line is not null) Assert.Equal(line, found.Position.Line + 1);
    }
}
