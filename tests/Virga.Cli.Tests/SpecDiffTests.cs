namespace Virga.Cli.Tests;

public sealed class SpecDiffTests : SpecFolder
{
    public static TheoryData<string, string, string, string> Changes { get; } = new()
    {
        { "operationId: getNote", "operationId: readNote", "breaking", "getNote: the operation is called readNote now" },
        { "/notes/{id}:", "/memos/{id}:", "breaking", "getNote: the path was '/notes/{id}' and is '/memos/{id}'" },
        { "- { name: tag, in: query, schema: { type: string } }\n", "\n", "breaking", "listNotes, query 'tag': the parameter is gone" },
        { "- { name: tag, in: query,", "- { name: tag, in: query, required: true,", "breaking", "listNotes, query 'tag': the parameter is required now" },
        { "- { name: tag,", "- { name: color, in: query, schema: { type: string } }\n        - { name: tag,", "compatible", "listNotes, query 'color': the parameter is new" },
        { "- { name: tag,", "- { name: color, in: query, required: true, schema: { type: string } }\n        - { name: tag,", "breaking", "listNotes, query 'color': the parameter is new and required" },
        { "title: { type: string,", "title: { type: integer,", "breaking", "Note.title: the type was string and is integer" },
        { "required: [id, title]", "required: [id]", "breaking", "Note.title: the member may be missing now" },
        { "required: [id, title]", "required: [id, title, state]", "breaking", "Note.state: the member is required now" },
        { "[open, done]", "[open, done, late]", "compatible", "Note.state: the value 'late' is new" },
        { "[open, done]", "[open]", "breaking", "Note.state: the value 'done' is gone" },
        { "tags: {", "color: { type: string }\n        tags: {", "compatible", "Note.color: the member is new" },
        { "        tags: { type: array, items: { type: string } }\n", "", "breaking", "Note.tags: the member is gone" },
        { "items: { type: string } }", "items: { type: boolean } }", "breaking", "Note.tags[]: the type was string and is boolean" },
        { "description: What it is called.", "description: What people call it.", "documentation", "Note.title: the description changed" },
        { "version: \"1.0\"", "version: \"1.1\"", "documentation", "Notes: the version changed" },
        { "\"201\":", "\"200\":", "breaking", "createNote, status 200: the success is new; clients of the old spec take it for an error" },
        { "/v1\" }]", "/v2\" }]", "breaking", "Notes: the address was 'https://notes.example.com/v1' and is 'https://notes.example.com/v2'" },
        { "security: [{ token: [] }]", "security: []", "compatible", "getNote: no credentials are needed any longer" },
        { "operationId: listNotes", "operationId: listNotes\n      deprecated: true", "compatible", "listNotes: the operation is deprecated now" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task EachChangeHasItsMeaningAndItsPlace(string from, string to, string kind, string says)
    {
        var before = WriteNotes("old.yaml");
        var after = WriteNotes("new.yaml", (from, to));
        var run = await RunAsync("diff", before, after);
        Assert.Contains(run.Text.Split('\n'), line => line.StartsWith($"{kind}: {says}  [", StringComparison.Ordinal));
        Assert.Equal(run.Text.Contains("breaking: ", StringComparison.Ordinal) ? 1 : 0, run.ExitCode);
        if (kind == "breaking") Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task EqualSpecsDifferInNothing()
    {
        var run = await RunAsync("diff", WriteNotes("old.yaml"), WriteNotes("new.yaml"));
        Assert.Equal((0, "", "0 breaking, 0 compatible, 0 documentation"), (run.ExitCode, run.Text, run.Error.Trim()));
    }

    [Fact]
    public async Task TheWayBackTurnsTheMeaningRound()
    {
        var small = WriteNotes("small.yaml");
        var large = WriteNotes("large.yaml", ("- { name: tag,", "- { name: color, in: query, schema: { type: string } }\n        - { name: tag,"));
        Assert.Equal(0, (await RunAsync("diff", small, large)).ExitCode);
        Assert.Equal(1, (await RunAsync("diff", large, small)).ExitCode);
    }

    [Fact]
    public async Task WhatIsOnlySentMayBecomeFreer()
    {
        (string, string) split = ("requestBody: { required: true, content: { application/json: { schema: { $ref: \"#/components/schemas/Note\" } } } }", "requestBody: { required: true, content: { application/json: { schema: { type: object, required: [text], properties: { text: { type: string, maxLength: 100 } } } } } }");
        var before = WriteNotes("old.yaml", split);
        Assert.Equal(0, (await RunAsync("diff", before, WriteNotes("new.yaml", split, ("required: [text], ", "")))).ExitCode);
        var shorter = await RunAsync("diff", before, WriteNotes("new.yaml", split, ("maxLength: 100", "maxLength: 10")), "--breaking", "--json");
        Assert.Equal(("breaking", "createNote, body.text", "a text has at most 10 characters now"), shorter.Json.Single() is var line ? (line.GetProperty("difference").GetString(), line.GetProperty("place").GetString(), line.GetProperty("message").GetString()) : default);
    }

    [Fact]
    public async Task VariantsOfAUnionComeAndGo()
    {
        (string, string) union = ("tags: {", "shape: { oneOf: [{ $ref: \"#/components/schemas/Circle\" }, { $ref: \"#/components/schemas/Square\" }] }\n        tags: {");
        (string, string) types = ("    Note:\n", "    Circle: { type: object, required: [radius], properties: { radius: { type: number } } }\n    Square: { type: object, required: [side], properties: { side: { type: number } } }\n    Note:\n");
        (string, string) without = (", { $ref: \"#/components/schemas/Square\" }] }", ", { type: string }] }");
        var run = await RunAsync("diff", WriteNotes("old.yaml", union, types), WriteNotes("new.yaml", union, types, without));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("breaking: Note.shape: the variant Square is gone", run.Text, StringComparison.Ordinal);
        Assert.Contains("compatible: Note.shape: the variant string 2 is new", run.Text, StringComparison.Ordinal);
        var inside = await RunAsync("diff", WriteNotes("old.yaml", union, types), WriteNotes("new.yaml", union, types, ("side: { type: number }", "side: { type: string }")), "--breaking");
        Assert.Contains("breaking: Square.side: the type was number and is string", inside.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARecursiveModelIsComparedOnce()
    {
        (string, string) recursive = ("tags: {", "children: { type: array, items: { $ref: \"#/components/schemas/Note\" } }\n        tags: {");
        var run = await RunAsync("diff", WriteNotes("old.yaml", recursive), WriteNotes("new.yaml", recursive, ("[open, done]", "[open]")));
        Assert.Equal(1, run.ExitCode);
        Assert.Single(run.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
