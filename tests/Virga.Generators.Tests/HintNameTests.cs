namespace Virga.Generators.Tests;

/// <summary>A name that is taken twice, or that the compiler refuses, would cost the output of every spec.</summary>
public sealed class HintNameTests
{
    private const string Shelf = """
        openapi: 3.1.0
        info: { title: TITLE, version: "1" }
        servers: [{ url: https://shelf.example.com }]
        paths:
          /books: { get: { operationId: listBooks, responses: { "204": { description: Listed. } } } }
        """;

    [Fact]
    public void FilesOfOneNameInTwoFoldersAndOfNamesThatDifferByCaseAllCompile()
    {
        string[] paths = ["a/shelf.yaml", "b/shelf.yaml", "B/shelf.yaml", "b/Shelf.yaml", "b/shelf.yml", "b-shelf.yaml", "b/a/shelf.yaml", "../b/shelf.yaml"];
        var names = paths.SelectMany(path => Names(GeneratorRun.Of(new SpecFile(path, Titled("Shelf"))))).ToArray();

        Assert.NotEmpty(names);
        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [InlineData("полка")]
    [InlineData("नमस्ते")]
    [InlineData("棚")]
    [InlineData("e\u0301tage\u0301re")]
    [InlineData("a‿b")]
    [InlineData("shelf \U0001F4DA")]
    public void WhateverTheClientIsCalledItIsEmitted(string title)
    {
        var run = GeneratorRun.Of(new SpecFile($"specs/{title}.yaml", Titled(title)), new SpecFile("specs/desk.yaml", Titled("Desk")));

        Assert.Empty(run.Diagnostics);
        Assert.Equal(2, run.Result.GeneratedSources.Count(source => source.HintName.Contains(".Client.", StringComparison.Ordinal)));
        Assert.All(run.Result.GeneratedSources, source => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(source.HintName), 1, 240));
    }

    [Fact]
    public void AVeryLongNameAndPathGiveAFileNameThatFileSystemsTake()
    {
        var run = GeneratorRun.Of(new SpecFile(string.Concat(Enumerable.Repeat("folder/", 200)) + "shelf.yaml", Titled(new string('棚', 400))));

        Assert.Empty(run.Diagnostics);
        Assert.All(Names(run), name => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(name), 1, 240));
    }

    private static string Titled(string title) => Shelf.Replace("TITLE", $"\"{title}\"", StringComparison.Ordinal);

    private static IEnumerable<string> Names(GeneratorRun run) => run.Result.GeneratedSources.Select(source => source.HintName);
}
