using Microsoft.CodeAnalysis;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace Virga.Generators.Tests;

/// <summary>A service that is written in several files: a root, parts that name it, and files that references lead to.</summary>
public sealed class SeveralFilesTests
{
    private const string Root = """
        openapi: 3.1.0
        info: { title: Shelf, version: "1" }
        servers: [{ url: https://shelf.example.com }]
        paths:
          /books: { get: { operationId: listBooks, responses: { "204": { description: Listed. } } } }
        """;

    private const string Part = """
        openapi: 3.1.0
        x-virga-part-of: ../shelf.yaml
        paths:
          /lamps: { get: { operationId: listLamps, responses: { "200": { description: Listed., content: { application/json: { schema: { $ref: lamp.yaml } } } } } } }
        """;

    private const string Lamp = "type: object\nproperties: { watts: { type: integer } }\n";
    private static readonly string Desk = Root.Replace("Shelf", "Desk").Replace("shelf", "desk");

    private static GeneratorRun Library() => GeneratorRun.Of(
        new SpecFile("a/parts/lamp.yaml", Lamp), new SpecFile("a/parts/lamps.yaml", Part), new SpecFile("a/shelf.yaml", Root), new SpecFile("b/desk.yaml", Desk));

    [Fact]
    public void TheFilesOfAServiceMakeOneClient()
    {
        var run = Library();

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.CompilerFaults());
        Assert.Equal(2, run.Result.GeneratedSources.Count(source => source.HintName.Contains(".Client.", StringComparison.Ordinal)));
        Assert.Contains("ListBooksAsync", run.AllText(), StringComparison.Ordinal);
        Assert.Contains("Lamp> ListLampsAsync", run.AllText(), StringComparison.Ordinal);
    }

    [Fact]
    public void TheOrderInWhichFilesAreGivenDoesNotMatter()
    {
        var first = Library();

        Assert.Equal(Files(first), Files(first.Reverse()));
    }

    [Fact]
    public void AnUnrelatedEditOfCSharpLeavesEveryStepCached()
    {
        var run = Library().AddSource("class Unrelated;");

        foreach (var step in new[] { StepNames.ReadText, StepNames.ReadLinks, StepNames.GroupFiles, StepNames.GatherFiles, StepNames.PlanSpec, StepNames.EmitSpec, StepNames.SpecDiagnostics, StepNames.SpecClashes })
            Assert.All(Reasons(run, step), reason => Assert.Equal(Cached, reason));
        Assert.All(run.Result.TrackedOutputSteps.SelectMany(pair => pair.Value).SelectMany(step => step.Outputs), output => Assert.Equal(Cached, output.Reason));
    }

    [Theory]
    [InlineData("a/parts/lamp.yaml", "watts")]
    [InlineData("a/parts/lamps.yaml", "listLamps")]
    [InlineData("a/shelf.yaml", "listBooks")]
    public void AnEditOfOneFilePlansItsServiceAlone(string path, string word)
    {
        var run = Library().Edit(path, text => text.Replace(word, word + "Again"));

        Assert.Equal([Modified, Cached], Reasons(run, StepNames.PlanSpec).Order());
        Assert.Equal([Modified, Cached], Reasons(run, StepNames.EmitSpec).Order());
        Assert.All(Reasons(run, StepNames.ReadLinks), reason => Assert.True(reason is Unchanged or Cached));
        Assert.DoesNotContain(Modified, Reasons(run, StepNames.GroupFiles));
    }

    [Fact]
    public void ACommentInAPartChangesNothing()
    {
        var run = Library().Edit("a/parts/lamps.yaml", text => text + "\n# a remark\n");

        Assert.Equal([Unchanged, Cached], Reasons(run, StepNames.PlanSpec).Order());
        Assert.All(Reasons(run, StepNames.EmitSpec), reason => Assert.Equal(Cached, reason));
    }

    [Fact]
    public void AFileThatAReferenceNewlyLeadsToIsRead()
    {
        var run = GeneratorRun.Of(new SpecFile("a/shelf.yaml", Root), new SpecFile("a/lamp.yaml", Lamp), new SpecFile("b/desk.yaml", Desk));
        Assert.Equal("VS013", Assert.Single(run.Diagnostics).Id);

        run = run.Edit("a/shelf.yaml", text => text.Replace("\"204\": { description: Listed. }", "\"200\": { description: A lamp., content: { application/json: { schema: { $ref: './lamp.yaml' } } } }"));

        Assert.Empty(run.Diagnostics);
        Assert.Contains("record Lamp", run.AllText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x-virga-part-of: ../other.yaml", "VS002", 2, 18, "'../other.yaml' is no ServiceSpec item")]
    [InlineData("x-virga-part-of: \"lamps.yaml\" # itself", "VS002", 2, 18, "cannot be a part of itself")]
    [InlineData("x-virga-part-of: lamp.yaml", "VS002", 2, 18, "'lamp.yaml' has no key 'openapi'")]
    [InlineData("x-virga-part-of: [shelf.yaml]", "VS008", 2, 18, "'x-virga-part-of' must be a text")]
    public void APartThatBelongsToNothingIsToldAndTheOthersStay(string line, string id, int row, int column, string message)
    {
        var run = Library().Edit("a/parts/lamps.yaml", text => text.Replace("x-virga-part-of: ../shelf.yaml", line));

        var found = run.Diagnostics.First(diagnostic => diagnostic.Id == id && diagnostic.Location.GetLineSpan().Path == "a/parts/lamps.yaml");
        Assert.Equal((row, column), (found.Location.GetLineSpan().StartLinePosition.Line + 1, found.Location.GetLineSpan().StartLinePosition.Character + 1));
        Assert.Contains(message, found.GetMessage(), StringComparison.Ordinal);
        Assert.Contains("ListBooksAsync", run.AllText(), StringComparison.Ordinal);
        Assert.Contains("class DeskClient", run.AllText(), StringComparison.Ordinal);
    }

    [Fact]
    public void APartOfAPartIsRefused()
    {
        var run = GeneratorRun.Of(new SpecFile("a/shelf.yaml", Root), new SpecFile("a/b.yaml", Part.Replace("../shelf.yaml", "shelf.yaml").Replace("lamp.yaml", "#/components/schemas/L") + "components: { schemas: { L: { type: object } } }"), new SpecFile("a/c.yaml", "openapi: 3.1.0\nx-virga-part-of: b.yaml\npaths: {}\n"));

        var found = Assert.Single(run.Diagnostics, diagnostic => diagnostic.Id == "VS002");
        Assert.Equal("a/c.yaml", found.Location.GetLineSpan().Path);
        Assert.Contains("is itself a part, of 'shelf.yaml'", found.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public void AFaultInAPartStandsAtItsLineThere()
    {
        var run = Library().Edit("a/parts/lamps.yaml", text => text.Replace("$ref: lamp.yaml", "$ref: lomp.yaml"));

        var found = Assert.Single(run.Diagnostics, diagnostic => diagnostic.Id == "VS002");
        Assert.Equal("a/parts/lamps.yaml", found.Location.GetLineSpan().Path);
        Assert.Equal(3, found.Location.GetLineSpan().StartLinePosition.Line);
        Assert.Contains("is no ServiceSpec item of this project", found.GetMessage(), StringComparison.Ordinal);
        Assert.Contains("class DeskClient", run.AllText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a/parts/lamps.yaml")]
    [InlineData("a/parts/lamp.yaml")]
    public void ABrokenFileOfAServiceIsOneFaultAndTheOtherServicesStay(string path)
    {
        var run = Library().Edit(path, text => text + "\nbroken: [");

        Assert.Equal(("VS001", path), (Assert.Single(run.Diagnostics).Id, run.Diagnostics[0].Location.GetLineSpan().Path));
        Assert.Contains("class DeskClient", run.AllText(), StringComparison.Ordinal);
        Assert.DoesNotContain("class ShelfClient", run.AllText(), StringComparison.Ordinal);
    }

    [Fact]
    public void AFaultOfTheGeneratorInOneServiceLeavesTheOthers()
    {
        var generator = new SpecGenerator(path =>
        {
            if (path == "a/shelf.yaml") throw new InvalidOperationException("broken on purpose");
        });

        var run = GeneratorRun.Of(generator, new Dictionary<string, string>(), "", new SpecFile("a/shelf.yaml", Root), new SpecFile("a/parts/lamps.yaml", Part), new SpecFile("a/parts/lamp.yaml", Lamp), new SpecFile("b/desk.yaml", Desk));

        Assert.Equal(("VS020", "a/shelf.yaml"), (Assert.Single(run.Diagnostics).Id, run.Diagnostics[0].Location.GetLineSpan().Path));
        Assert.Contains("class DeskClient", run.AllText(), StringComparison.Ordinal);
    }

    [Fact]
    public void AServiceMayReferToAnotherWithoutTakingItsOperations()
    {
        var desk = Desk.Replace("\"204\": { description: Listed. }", "\"200\": { description: A lamp., content: { application/json: { schema: { $ref: '../a/shelf.yaml#/components/schemas/Lamp' } } } }");
        var run = GeneratorRun.Of(new SpecFile("a/shelf.yaml", Root + "\ncomponents: { schemas: { Lamp: { type: object, properties: { watts: { type: integer } } } } }"), new SpecFile("b/desk.yaml", desk.Replace("listBooks", "listLamps")));

        Assert.Empty(run.Diagnostics);
        var client = run.Result.GeneratedSources.Single(source => source.HintName.StartsWith("DeskClient.Operations.", StringComparison.Ordinal)).SourceText.ToString();
        Assert.Contains("Lamp> ListLampsAsync", client, StringComparison.Ordinal);
        Assert.DoesNotContain("ListBooks", client, StringComparison.Ordinal);
    }

    [Fact]
    public void AJsonFileMayBeAPartAndARemoteReferenceStaysRefused()
    {
        const string Json = """{ "openapi": "3.1.0", "x-virga-part-of": "..\/shelf.yaml", "paths": { "/lamps": { "get": { "operationId": "listLamps", "responses": { "200": { "description": "ok", "content": { "application/json": { "schema": { "$ref": "https:\/\/example.com\/lamp.yaml" } } } } } } } } }""";
        var run = GeneratorRun.Of(new SpecFile("a/shelf.yaml", Root), new SpecFile("a/parts/lamps.json", Json));

        Assert.Equal(("VS003", "a/parts/lamps.json"), (Assert.Single(run.Diagnostics).Id, run.Diagnostics[0].Location.GetLineSpan().Path));
        Assert.Contains("ListLampsAsync", run.AllText(), StringComparison.Ordinal);
    }

    [Fact]
    public void AnOverlayBelongsToItsServiceAndAnEditOfItPlansThatOneAlone()
    {
        const string Overlay = "overlay: 1.0.0\nextends: ../shelf.yaml\nactions: [{ target: \"$.paths['/books'].get\", update: { x-virga-name: EveryBook } }]\n";
        var run = GeneratorRun.Of(new SpecFile("a/overlays/names.yaml", Overlay), new SpecFile("a/shelf.yaml", Root), new SpecFile("b/desk.yaml", Desk));
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.CompilerFaults());
        Assert.Contains("EveryBookAsync", run.AllText(), StringComparison.Ordinal);
        Assert.Contains("ListBooksAsync", run.AllText(), StringComparison.Ordinal);

        var edited = run.Edit("a/overlays/names.yaml", text => text.Replace("EveryBook", "AllBooks"));
        Assert.Equal([Modified, Cached], Reasons(edited, StepNames.PlanSpec).Order());
        Assert.Contains("AllBooksAsync", edited.AllText(), StringComparison.Ordinal);

        var remarked = run.Edit("a/overlays/names.yaml", text => text + "# a remark\n");
        Assert.Equal([Unchanged, Cached], Reasons(remarked, StepNames.PlanSpec).Order());
        Assert.All(Reasons(run.AddSource("class Unrelated;"), StepNames.PlanSpec), reason => Assert.Equal(Cached, reason));

        var broken = run.Edit("a/overlays/names.yaml", text => text + "broken: [");
        Assert.Equal(("VS001", "a/overlays/names.yaml"), (Assert.Single(broken.Diagnostics).Id, broken.Diagnostics[0].Location.GetLineSpan().Path));
        Assert.Contains("class DeskClient", broken.AllText(), StringComparison.Ordinal);
    }

    [Fact]
    public void OperationsThatAnItemLeavesOutAreNotEmittedAndNeitherAreTheirModels()
    {
        const string Text = """
            openapi: 3.1.0
            info: { title: Shelf, version: "1" }
            paths:
              /books: { get: { operationId: listBooks, tags: [books], responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/Book" } } } } } } }
              /lamps: { get: { operationId: listLamps, tags: [lamps], responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/Lamp" } } } } } } }
            components: { schemas: { Book: { type: object, properties: { title: { type: string } } }, Lamp: { type: object, properties: { watts: { type: integer } } } } }
            """;
        var run = GeneratorRun.Of(new Dictionary<string, string> { ["Operations"] = "list*;!listLamps" }, new SpecFile("a/shelf.yaml", Text));

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.CompilerFaults());
        Assert.Contains("record Book", run.AllText(), StringComparison.Ordinal);
        Assert.DoesNotContain("Lamp", run.AllText(), StringComparison.Ordinal);

        run = run.WithMetadata(new Dictionary<string, string> { ["Tags"] = "lamps" });
        Assert.Equal([Modified], Reasons(run, StepNames.PlanSpec));
        Assert.Contains("record Lamp", run.AllText(), StringComparison.Ordinal);
        Assert.DoesNotContain("record Book", run.AllText(), StringComparison.Ordinal);
        Assert.Equal([Cached], Reasons(run.WithMetadata(new Dictionary<string, string> { ["Tags"] = "lamps" }), StepNames.PlanSpec));
    }

    [Fact]
    public void NoStepHoldsWhatRoslynOrTheModelOwns()
    {
        var run = Library();
        foreach (var step in new[] { StepNames.ReadLinks, StepNames.GroupFiles, StepNames.GatherFiles })
        {
            foreach (var (value, _) in run.Result.TrackedSteps[step].SelectMany(tracked => tracked.Outputs))
                Assert.DoesNotContain(HeldTypes.Of(value), type => type.Namespace!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) || type == typeof(Virga.Specs.Model.ServiceModel));
        }
    }

    private static IncrementalStepRunReason[] Reasons(GeneratorRun run, string step) =>
        [.. run.Result.TrackedSteps[step].SelectMany(tracked => tracked.Outputs).Select(output => output.Reason)];

    private static SortedDictionary<string, string> Files(GeneratorRun run) =>
        new(run.Result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString()), StringComparer.Ordinal);
}
