using Microsoft.CodeAnalysis;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace Virga.Generators.Tests;

public sealed class CachingTests
{
    private const string Shelf = """
        openapi: 3.1.0
        info: { title: Shelf, version: "1" }
        servers: [{ url: https://shelf.example.com }]
        paths:
          /books: { get: { operationId: listBooks, responses: { "204": { description: Listed. } } } }
        """;

    private static readonly string Desk = Shelf.Replace("Shelf", "Desk").Replace("shelf", "desk");
    private static readonly Dictionary<string, string> NoMetadata = [];

    private static GeneratorRun Two() => GeneratorRun.Of(new SpecFile("a/shelf.yaml", Shelf), new SpecFile("b/desk.yaml", Desk));

    [Fact]
    public void AnUnrelatedEditOfCSharpLeavesEveryStepCached()
    {
        var run = Two().AddSource("class Unrelated;");

        foreach (var step in new[] { StepNames.ReadText, StepNames.PlanSpec, StepNames.EmitSpec, StepNames.SpecDiagnostics, StepNames.SpecClashes })
            Assert.All(Reasons(run, step), reason => Assert.Equal(Cached, reason));
        Assert.All(OutputReasons(run), reason => Assert.Equal(Cached, reason));
    }

    [Fact]
    public void AnEditOfOneSpecLeavesTheOtherCached()
    {
        var run = Two().Edit("a/shelf.yaml", text => text.Replace("listBooks", "findBooks"));

        Assert.Equal([Modified, Cached], Reasons(run, StepNames.ReadText));
        Assert.Equal([Modified, Cached], Reasons(run, StepNames.PlanSpec));
        Assert.Equal([Modified, Cached], Reasons(run, StepNames.EmitSpec));
        Assert.Contains("FindBooksAsync", run.AllText(), StringComparison.Ordinal);
    }

    [Fact]
    public void ACommentInTheSpecIsReadButChangesNothing()
    {
        var run = Two().Edit("a/shelf.yaml", text => text + "\n# a remark\n");

        Assert.Equal([Modified, Cached], Reasons(run, StepNames.ReadText));
        Assert.Equal([Unchanged, Cached], Reasons(run, StepNames.PlanSpec));
        Assert.Equal([Cached, Cached], Reasons(run, StepNames.EmitSpec));
        Assert.All(OutputReasons(run), reason => Assert.Equal(Cached, reason));
    }

    [Fact]
    public void AnotherOrderOfKeysThatDoesNotMatterChangesNothing()
    {
        var run = Two().Edit("a/shelf.yaml", text => text.Replace("{ title: Shelf, version: \"1\" }", "{ version: \"1\", title: Shelf }"));

        Assert.Equal([Modified, Cached], Reasons(run, StepNames.ReadText));
        Assert.Equal([Unchanged, Cached], Reasons(run, StepNames.PlanSpec));
        Assert.Equal([Cached, Cached], Reasons(run, StepNames.EmitSpec));
    }

    [Fact]
    public void AnotherOrderOfFilesGivesTheSameFiles()
    {
        var first = Two();
        var run = first.Reverse();

        Assert.Equal(Files(first), Files(run));
        Assert.Empty(run.Diagnostics);
    }

    [Fact]
    public void AFileThatIsNoSpecIsNeverPlanned()
    {
        var run = GeneratorRun.Of(new Dictionary<string, string> { ["SourceItemType"] = "Other" }, new SpecFile("a/shelf.yaml", Shelf));

        Assert.Empty(run.Result.GeneratedSources);
        Assert.False(run.Result.TrackedSteps.ContainsKey(StepNames.PlanSpec));
    }

    [Fact]
    public void AnOptionChangesTheSpecsThatItConcerns()
    {
        var run = Two().WithMetadata(new Dictionary<string, string> { ["Accessibility"] = "internal" });

        Assert.Equal([Modified, Modified], Reasons(run, StepNames.ReadText));
        Assert.Equal([Modified, Modified], Reasons(run, StepNames.EmitSpec));
        Assert.Contains("internal sealed partial class ShelfClient", run.AllText(), StringComparison.Ordinal);
    }

    [Fact]
    public void TheSameOptionsAgainChangeNothing()
    {
        var run = Two().WithMetadata(NoMetadata);

        Assert.All(Reasons(run, StepNames.ReadText), reason => Assert.True(reason is Unchanged or Cached));
        Assert.Equal([Cached, Cached], Reasons(run, StepNames.PlanSpec));
    }

    [Fact]
    public void SpecsWithoutAdaptersNeverTouchTheCompilation()
    {
        var run = Two();

        Assert.False(run.Result.TrackedSteps.ContainsKey(StepNames.ReadInterfaces));
        Assert.All(AllInputs(run), name => Assert.NotEqual("Compilation", name));
    }

    [Fact]
    public void RegistrationsComeWithTheReferenceAndNeverTouchTheCompilation()
    {
        var without = Two();
        var run = without.AddHosting();

        Assert.DoesNotContain("AddShelfClient", without.AllText(), StringComparison.Ordinal);
        Assert.Contains("AddShelfClient", run.AllText(), StringComparison.Ordinal);
        Assert.Equal([Modified], Reasons(run, StepNames.FindHosting));
        Assert.Equal([Modified, Modified], Reasons(run, StepNames.EmitRegistration));
        Assert.Equal([Cached, Cached], Reasons(run, StepNames.EmitSpec));
        Assert.All(AllInputs(run), name => Assert.NotEqual("Compilation", name));
        Assert.Empty(run.CompilerFaults());
    }

    [Fact]
    public void AnEditOfCSharpLeavesRegistrationsCached()
    {
        var run = Two().AddHosting().AddSource("class Unrelated;");

        Assert.All(Reasons(run, StepNames.FindHosting), reason => Assert.Equal(Cached, reason));
        Assert.All(Reasons(run, StepNames.EmitRegistration), reason => Assert.Equal(Cached, reason));
        Assert.All(OutputReasons(run), reason => Assert.Equal(Cached, reason));
    }

    [Fact]
    public void AnotherReferenceLeavesRegistrationsAsTheyAre()
    {
        var run = Two().AddHosting().AddHosting();

        Assert.All(Reasons(run, StepNames.FindHosting), reason => Assert.True(reason is Unchanged or Cached));
        Assert.All(Reasons(run, StepNames.EmitRegistration), reason => Assert.Equal(Cached, reason));
    }

    [Fact]
    public void NoStepHoldsWhatRoslynOrTheModelOwns()
    {
        var run = Two();
        foreach (var step in new[] { StepNames.ReadText, StepNames.PlanSpec, StepNames.EmitSpec, StepNames.SpecDiagnostics, StepNames.SpecClashes, StepNames.FindHosting, StepNames.EmitRegistration })
        {
            foreach (var (value, _) in run.Result.TrackedSteps[step].SelectMany(tracked => tracked.Outputs))
                Assert.DoesNotContain(HeldTypes.Of(value), type => type.Namespace!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) || type == typeof(Virga.Specs.Model.ServiceModel));
        }
    }

    private static IncrementalStepRunReason[] Reasons(GeneratorRun run, string step) =>
        [.. run.Result.TrackedSteps[step].SelectMany(tracked => tracked.Outputs).Select(output => output.Reason)];

    private static IEnumerable<IncrementalStepRunReason> OutputReasons(GeneratorRun run) =>
        run.Result.TrackedOutputSteps.SelectMany(pair => pair.Value).SelectMany(tracked => tracked.Outputs).Select(output => output.Reason);

    private static IEnumerable<string> AllInputs(GeneratorRun run)
    {
        var open = new Stack<IncrementalGeneratorRunStep>(run.Result.TrackedOutputSteps.SelectMany(pair => pair.Value));
        while (open.TryPop(out var step))
        {
            yield return step.Name ?? "";
            foreach (var (source, _) in step.Inputs) open.Push(source);
        }
    }

    private static SortedDictionary<string, string> Files(GeneratorRun run) =>
        new(run.Result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString()), StringComparer.Ordinal);
}
