using System.Globalization;
using System.Text.RegularExpressions;
using Virga.Specs.Model;
using Virga.Specs.Reading;

namespace Virga.Specs.Tests;

/// <summary>Each file under Faults says itself what is wrong with it: carets below the place, or a line <c># expect: id severity line:column</c>.</summary>
public partial class FaultTests
{
    public static TheoryData<string> Files => [.. Directory.GetFiles(Documents.Folder("Faults")).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void EveryFaultIsToldAtItsPlace(string file)
    {
        var text = File.ReadAllText(Path.Combine(Documents.Folder("Faults"), file));
        var result = SpecReader.Read(new SpecText(file, text), CancellationToken.None);
        Assert.Equal(Expected(text).Order(StringComparer.Ordinal), result.Diagnostics.Select(found => Show(found, text)).Order(StringComparer.Ordinal));
        Assert.All(result.Diagnostics, found => Assert.Equal(file, found.Position.Path));
    }

    [Fact]
    public void EveryIdHasAFile()
    {
        var ids = typeof(DiagnosticIds).GetFields().Select(field => (string)field.GetRawConstantValue()!);
        var files = Directory.GetFiles(Documents.Folder("Faults")).Select(path => Path.GetFileName(path)[..5].ToUpperInvariant()).Distinct();

        // A document that is too large is made by HostileInputTests rather than kept.
        Assert.Equal(ids.Where(id => id != DiagnosticIds.TooLarge).Order(StringComparer.Ordinal), files.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void AMisspeltKeyIsOfferedTheNearest()
    {
        var result = Documents.Read(Documents.Spec("x-virga-pagable: {}\nresponses: { \"204\": { description: ok } }"));
        Assert.Contains("Did you mean 'x-virga-pageable'?", Assert.Single(result.Diagnostics).Message);
    }

    [Fact]
    public void AWrongValueNamesKeyGivenAndExpected()
    {
        var result = Documents.Read(Documents.Spec("x-virga-body: { length: requird }\nresponses: { \"204\": { description: ok } }"));
        Assert.Equal("'x-virga-body.length' must be 'required' or 'optional', not 'requird'. Did you mean 'required'?", Assert.Single(result.Diagnostics).Message);
    }

    [Fact]
    public void AFaultLeavesTheRestOfTheServiceInPlace()
    {
        var result = Documents.Read(Documents.Schemas("Thing: { type: object, properties: { good: { type: string }, bad: { $ref: \"#/nowhere\" } } }"));
        Assert.Equal(DiagnosticIds.ReferenceNotFound, Assert.Single(result.Diagnostics).Id);
        var thing = Assert.Single(result.Model!.Operations).Responses[0].Schema!;
        Assert.Equal([SchemaKind.String, SchemaKind.Any], thing.Properties.Select(property => property.Schema.Kind));
    }

    [Theory]
    [InlineData("{\n  \"openapi\": \"3.1.0\",\n  \"info\": { \"title\": \"a\", \"title\": \"b\" }\n}", "VS011", 3, 27)]
    [InlineData("{\n  // comment\n  \"openapi\": \"3.1.0\"\n}", "VS001", 2, 3)]
    [InlineData("{\n  \"openapi\": \"3.1.0\",\n}", "VS001", 3, 1)]
    [InlineData("{\n  \"openapi\": 03\n}", "VS001", 2, 14)]
    [InlineData("{\n  \"openapi\": \"3.1.0\"\n} x", "VS001", 3, 3)]
    [InlineData("{\n  \"openapi\": \"a\\x\"\n}", "VS001", 2, 17)]
    [InlineData("{\n  \"openapi\": \"3.1.0", "VS001", 2, 20)]
    [InlineData("{ \"openapi\": \"3.2.0\" }", "VS014", 1, 14)]
    public void FaultsOfJsonHaveTheirPlacesToo(string json, string id, int line, int column)
    {
        var found = SpecReader.Read(new SpecText("spec.json", json), CancellationToken.None).Diagnostics;
        Assert.Contains((id, line, column), found.Select(fault => (fault.Id, fault.Position.Line + 1, fault.Position.Column + 1)));
    }

    private static IEnumerable<string> Expected(string text)
    {
        var lines = text.Split('\n');
        var target = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            if (Header().Match(lines[i]) is { Success: true } header) yield return $"{header.Groups[1].Value} {header.Groups[2].Value} {header.Groups[3].Value}";
            else if (Carets().Match(lines[i]) is { Success: true } carets) yield return $"{carets.Groups[2].Value} {carets.Groups[3].Value} {target}:{carets.Groups[1].Index + 1} {carets.Groups[1].Length}";
            else target = i + 1;
        }
    }

    /// <summary>The length counts only where carets show it.</summary>
    private static string Show(SpecDiagnostic found, string text)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"{found.Id} {found.Severity.ToString().ToLowerInvariant()} {found.Position.Line + 1}:{found.Position.Column + 1}");
        return text.Contains("expect: " + place + "\n", StringComparison.Ordinal) ? place : $"{place} {found.Position.Length}";
    }

    [GeneratedRegex("^# expect: (\\S+) (\\S+) (\\S+)$")]
    private static partial Regex Header();

    [GeneratedRegex("^# *(\\^+) (\\S+) (\\S+)$")]
    private static partial Regex Carets();
}
