using System.Text.RegularExpressions;

namespace Virga.Cli.Tests;

public sealed class SpecVerbTests : SpecFolder
{
    [Fact]
    public async Task ASoundSpecHasNothingToTell()
    {
        var run = await RunAsync("check", WriteNotes("notes.yaml"));
        Assert.Equal((0, "", "0 errors, 0 warnings"), (run.ExitCode, run.Text, run.Error.Trim()));
    }

    [Fact]
    public async Task FaultsArePrintedAsTheCompilerPrintsThem()
    {
        var path = WriteNotes("notes.yaml", ("schemas/Note\" } } } }\n  /notes/{id}", "schemas/Nte\" } } } }\n  /notes/{id}"), ("operationId: getNote", "operationId: getNote\n      x-virga-preign: true"));
        var run = await RunAsync("check", path);
        Assert.Equal(1, run.ExitCode);
        var lines = run.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.Matches(new Regex(@"^.+notes\.yaml\(\d+,\d+\): (error|warning) VS\d{3}: .+$", RegexOptions.None, TimeSpan.FromSeconds(1)), line));
        Assert.Contains("error VS002", lines[0], StringComparison.Ordinal);
        Assert.Contains("Did you mean 'Note'?", lines[0], StringComparison.Ordinal);
        Assert.Contains("warning VS007", lines[1], StringComparison.Ordinal);
        Assert.Contains("Did you mean 'x-virga-presign'?", lines[1], StringComparison.Ordinal);
        Assert.Equal("1 error, 1 warning", run.Error.Trim());
        var json = (await RunAsync("check", path, "--json")).Json;
        Assert.Equal(["VS002", "VS007"], json.Select(line => line.GetProperty("id").GetString()));
        Assert.Equal(lines[1].Split('(', ')')[1], $"{json[1].GetProperty("line").GetInt32()},{json[1].GetProperty("column").GetInt32()}");
    }

    [Fact]
    public async Task RemarksAreToldAndNeverFail()
    {
        var run = await RunAsync("check", WriteNotes("notes.yaml", ("operationId: getNote", "summary: One.")), "--warnings-as-errors");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(": info VS005: ", run.Text, StringComparison.Ordinal);
        Assert.Equal("0 errors, 0 warnings, 1 info", run.Error.Trim());
    }

    [Fact]
    public async Task WarningsFailOnlyWhereThatIsAskedFor()
    {
        var path = WriteNotes("notes.yaml", ("operationId: getNote", "operationId: getNote\n      x-virga-preign: true"));
        Assert.Equal(0, (await RunAsync("check", path)).ExitCode);
        Assert.Equal(1, (await RunAsync("check", path, "--warnings-as-errors")).ExitCode);
    }

    [Theory]
    [InlineData("a: b: c")]
    [InlineData("{ \"openapi\": ")]
    [InlineData("title: no spec at all")]
    [InlineData("")]
    public async Task WhatIsNoSpecIsToldAtItsPlace(string text)
    {
        var run = await RunAsync("check", Write("broken.yaml", text));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("broken.yaml(", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PartsAndReferencesComeAlong()
    {
        var root = WriteNotes("api/notes.yaml", ("{ $ref: \"#/components/schemas/Note\" } } } }\n  /notes/{id}", "{ $ref: \"shared/types.yaml#/Draft\" } } } }\n  /notes/{id}"));
        Write("api/shared/types.yaml", "Draft: { type: object, properties: { text: { type: string } } }\n");
        var part = Write("api/tags.yaml", "openapi: 3.1.0\nx-virga-part-of: notes.yaml\npaths:\n  /tags:\n    get:\n      operationId: listTags\n      responses: { \"204\": { description: None. } }\n");
        foreach (var named in new[] { root, part, Path.Combine(Folder, "api") })
        {
            Assert.Equal((0, "0 errors, 0 warnings"), (await RunAsync("check", named)) is var run ? (run.ExitCode, run.Error.Trim()) : default);
            Assert.Equal(["createNote", "getNote", "listNotes", "listTags"], (await RunAsync("list", named, "--json")).Json.Where(line => line.TryGetProperty("operation", out _)).Select(line => line.GetProperty("operation").GetString()!).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task AListShowsOperationsModelsAndSize()
    {
        var path = WriteNotes("notes.yaml");
        var run = await RunAsync("list", path);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var lines = run.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal($"{path}: Notes, 3 operations, 2 models", lines[0]);
        Assert.Matches(new Regex(@"^  emits \d+ files, [\d,]+ characters; [\d,]+ an operation without documentation$", RegexOptions.None, TimeSpan.FromSeconds(1)), lines[1]);
        Assert.Contains("  GET  /notes  listNotes -> Note[]", lines);
        Assert.Contains("  POST /notes  createNote -> Note", lines);
        Assert.Contains("  GET  /notes/{id}  getNote -> Note", lines);
        Assert.Contains("  Note  read and written, 4 members", lines);
        var json = (await RunAsync("list", path, "--json")).Json;
        Assert.Equal((3, 2), (json[0].GetProperty("operations").GetInt32(), json[0].GetProperty("models").GetInt32()));
        Assert.InRange(json[0].GetProperty("codeCharacters").GetInt64(), 1, json[0].GetProperty("characters").GetInt64() - 1);
    }

    [Fact]
    public async Task AnAdaptersListShowsWhatIsMappedAndByHand()
    {
        WriteNotes("notes.yaml");
        var path = Write("store.yaml", """
            virga-adapter: 1
            adapts: Contoso.INoteStore
            spec: notes.yaml
            class: Contoso.NoteStore
            unsupported: [RemoveAsync]
            hand-written: { CountAsync: no call counts }
            members:
              GetAsync: { call: getNote, with: { id: "{id}" } }
              AddAsync: { call: createNote, with: { $body: "{note}" } }
            """);
        var run = await RunAsync("list", path);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("2 of 3 mapped (67 %), 1 by hand, 1 unsupported", run.Text, StringComparison.Ordinal);
        Assert.Contains("CountAsync  by hand: no call counts", run.Text, StringComparison.Ordinal);
        Assert.Equal(["mapped", "mapped", "byHand", "unsupported"], (await RunAsync("list", path, "--json")).Json.Skip(1).Select(line => line.GetProperty("how").GetString()));
        Assert.Equal(0, (await RunAsync("check", path)).ExitCode);
        var lost = Write("lost.yaml", "virga-adapter: 1\nadapts: Contoso.INoteStore\nspec: nothing.yaml\nclass: Contoso.NoteStore\nmembrs: {}\n");
        var faults = await RunAsync("check", lost);
        Assert.Equal(1, faults.ExitCode);
        Assert.Contains("lost.yaml(3,7): error VA03", faults.Text, StringComparison.Ordinal);
        Assert.Contains("lost.yaml(5,1): error VA03", faults.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneBadSpecOfSeveralLeavesTheOthersListed()
    {
        WriteNotes("notes.yaml");
        Write("bad.yaml", "openapi: 3.1.0\npaths: {}\n");
        var run = await RunAsync("list", Folder);
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("notes.yaml: Notes", run.Text, StringComparison.Ordinal);
        Assert.Contains("bad.yaml", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Objects")]
    [InlineData("Collisions")]
    [InlineData("PagingToken")]
    [InlineData("Enums")]
    public async Task EmittedFilesAreThoseOfTheGenerator(string name)
    {
        var source = Repository("tests", "Virga.Generators.Tests", "Cases", name);
        var target = Path.Combine(Folder, "out");
        var run = await RunAsync("emit", Path.Combine(source, "spec.yaml"), "--out", target, "--root-namespace", "Sample");
        Assert.Equal(0, run.ExitCode);
        var verified = Directory.GetFiles(source, "*.verified.cs").ToDictionary(file => Path.GetFileName(file)[..^".verified.cs".Length], File.ReadAllText, StringComparer.Ordinal);
        var emitted = Directory.GetFiles(target).ToDictionary(file => string.Join('.', Path.GetFileName(file).Split('.')[..2]), File.ReadAllText, StringComparer.Ordinal);
        Assert.Equal(verified.Keys.Order(StringComparer.Ordinal), emitted.Keys.Order(StringComparer.Ordinal));
        Assert.All(verified, file => Assert.Equal(file.Value, emitted[file.Key]));
        Assert.Equal(emitted.Count, run.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task OverlaysAreLaidOverAndOperationsChosen()
    {
        var path = WriteNotes("notes.yaml");
        var overlay = Write("ours.yaml", "overlay: 1.0.0\ninfo: { title: Ours, version: \"1\" }\nactions:\n  - target: $.paths['/notes'].get\n    update: { x-virga-name: Everything }\n");
        var chosen = await RunAsync("list", path, "--overlay", overlay, "--operations", "*Notes", "--json");
        Assert.Equal((0, ""), (chosen.ExitCode, chosen.Error));
        Assert.Equal(["listNotes"], chosen.Json.Where(line => line.TryGetProperty("operation", out _)).Select(line => line.GetProperty("operation").GetString()));
        var target = Path.Combine(Folder, "out");
        Assert.Equal(0, (await RunAsync("emit", path, "-o", target, "--overlay", overlay, "--operations", "!createNote")).ExitCode);
        var all = string.Concat(Directory.GetFiles(target).Select(File.ReadAllText));
        Assert.Contains("EverythingAsync(", all, StringComparison.Ordinal);
        Assert.Contains("GetNoteAsync(", all, StringComparison.Ordinal);
        Assert.DoesNotContain("CreateNoteAsync(", all, StringComparison.Ordinal);
        var none = await RunAsync("check", path, "--operations", "listNots");
        Assert.Equal(1, none.ExitCode);
        Assert.Contains("listNotes", none.Text, StringComparison.Ordinal);
        var no = await RunAsync("check", path, "--overlay", path);
        Assert.Equal(2, no.ExitCode);
    }

    [Fact]
    public async Task EmittingTakesTheOptionsOfAProject()
    {
        var target = Path.Combine(Folder, "out");
        var run = await RunAsync("emit", WriteNotes("notes.yaml"), "-o", target, "--namespace", "Contoso.Api", "--client-name", "Board", "--accessibility", "internal", "--interface", "--registration");
        Assert.Equal(0, run.ExitCode);
        var all = string.Concat(Directory.GetFiles(target).Select(File.ReadAllText));
        Assert.Contains("namespace Contoso.Api;", all, StringComparison.Ordinal);
        Assert.Contains("internal sealed partial class Board", all, StringComparison.Ordinal);
        Assert.Contains("internal interface IBoard", all, StringComparison.Ordinal);
        Assert.Contains("AddBoard(", all, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(target, "*.new"));
    }

    [Fact]
    public async Task NothingIsEmittedOfASpecWithoutAClient()
    {
        var target = Path.Combine(Folder, "out");
        var run = await RunAsync("emit", Write("bad.yaml", "openapi: 3.1.0\npaths: {}\n"), "--out", target);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("error VS012", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(target));
    }

    private static string Repository(params string[] parts)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Clients.sln"))) return Path.Combine([folder.FullName, .. parts]);
        }

        throw new DirectoryNotFoundException("Clients.sln was not found above the test's assembly.");
    }
}
