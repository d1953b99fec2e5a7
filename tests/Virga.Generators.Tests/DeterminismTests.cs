using System.Globalization;

namespace Virga.Generators.Tests;

public sealed class DeterminismTests
{
    [Fact]
    public void TheMachinesCultureDoesNotMatter()
    {
        var before = CultureInfo.CurrentCulture;
        var expected = Case.Run("Objects").AllText() + Case.Run("Scalars").AllText();
        try
        {
            // Invariant globalization knows no other culture by name, so one is made with signs that would show.
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NumberDecimalSeparator = ",";
            culture.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = culture;
            Assert.Equal(expected, Case.Run("Objects").AllText() + Case.Run("Scalars").AllText());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void LinesEndAlikeWhateverTheSpecHas()
    {
        var text = File.ReadAllText(Path.Combine(Case.Folder("Objects"), "spec.yaml"));

        var run = GeneratorRun.Of(new SpecFile("Cases/Objects/spec.yaml", text.Replace("\n", "\r\n")));

        Assert.DoesNotContain('\r', run.AllText());
        Assert.Equal(Case.Run("Objects").AllText(), run.AllText());
    }

    [Theory]
    [InlineData("/users/ada/notes/", "/users/ada/notes/specs/shelf.yaml", "/users/ada/shared/desk.yaml")]
    [InlineData("/srv/agent_7/_work/notes", "/srv/agent_7/_work/notes/specs/shelf.yaml", "/srv/agent_7/_work/shared/desk.yaml")]
    [InlineData(@"C:\Users\Ada\notes\", @"C:\Users\Ada\notes\specs\shelf.yaml", @"C:\Users\Ada\shared\desk.yaml")]
    public void TheFolderThatTheProjectLiesInDoesNotMatter(string project, string first, string second)
    {
        Assert.Equal(Lying("/x/", "/x/specs/shelf.yaml", "/shared/desk.yaml"), Lying(project, first, second));
    }

    [Fact]
    public void TheOrderOfItemsDoesNotMatter()
    {
        var run = GeneratorRun.Of(new SpecFile("a/shelf.yaml", Titled("Shelf")), new SpecFile("a/desk.yaml", Titled("Desk")), new SpecFile("b/lamp.yaml", Titled("Lamp")));

        Assert.Equal(Ordered(run), Ordered(run.Reverse()));
    }

    private static string[] Lying(string project, string first, string second) =>
        Ordered(GeneratorRun.Of(new SpecFile(first, Titled("Shelf")), new SpecFile(second, Titled("Desk"))).WithProperties(new Dictionary<string, string> { ["ProjectDir"] = project })).Order(StringComparer.Ordinal).ToArray();

    // The order of files is that of the types in the assembly.
    private static string[] Ordered(GeneratorRun run) => [.. run.Result.GeneratedSources.Select(source => source.HintName + "\n" + source.SourceText)];

    private static string Titled(string title) => $$"""
        openapi: 3.1.0
        info: { title: {{title}}, version: "1" }
        servers: [{ url: https://shelf.example.com }]
        paths:
          /books: { get: { operationId: listBooks, responses: { "204": { description: Listed. } } } }
        """;
}
