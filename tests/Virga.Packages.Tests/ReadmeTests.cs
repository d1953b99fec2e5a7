using System.Diagnostics;
using System.Text.RegularExpressions;
using Virga.Servers;
using Virga.Testing;

namespace Virga.Packages.Tests;

/// <summary>The page of the generator, taken literally by somebody with an empty folder.</summary>
[Collection(PackedFeed.Collection)]
public sealed class ReadmeTests(PackedFeed feed)
{
    private static readonly string Page = File.ReadAllText(Repository.PathOf("generators", "Virga.Generators", "README.md"));

    [Fact]
    public async Task APersonWithAnEmptyFolderGetsFromTheSpecToACall()
    {
        var files = Regex.Matches(Page, "^```(?:xml|yaml|csharp) (?<name>\\S+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline).ToDictionary(block => block.Groups["name"].Value, block => block.Groups["text"].Value);
        Assert.Equal(["Notes.csproj", "Program.cs", "desk.yaml", "nuget.config"], files.Keys.Order(StringComparer.Ordinal));
        var folder = feed.NewConsumer([.. files.Where(file => file.Key != "nuget.config").Select(file => (file.Key, file.Value))]);

        // The page's own, with the feed and a cache of this test's: what the machine has cached of ours is no package of this build.
        var mine = await File.ReadAllTextAsync(Path.Combine(folder, "nuget.config"));
        Assert.Contains("<add key=\"virga\" value=\"/path/to/feed\" />", files["nuget.config"], StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(folder, "nuget.config"), files["nuget.config"].Replace("/path/to/feed", feed.Folder, StringComparison.Ordinal).Replace("<configuration>\n", Regex.Match(mine, "<configuration>.*?</config>\n", RegexOptions.Singleline).Value + Regex.Match(mine, " *<fallbackPackageFolders>.*?</fallbackPackageFolders>\n", RegexOptions.Singleline).Value, StringComparison.Ordinal));
        var command = Block("bash").Trim().Split(' ');
        var clock = Stopwatch.StartNew();

        var scripted = await DotnetCommand.RunAsync(folder, command[1..]);

        Assert.Equal("dotnet", command[0]);
        Assert.Equal(Block("text").Trim(), scripted.Trim());
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromMinutes(2));

        // The same against a server.
        await using var server = LoopbackServer.Start(AnswerAsync);
        var answered = await DotnetCommand.RunAsync(folder, "run", "--no-build", "--", server.Address.AbsoluteUri, "secret");
        Assert.Equal(Block("text").Trim(), answered.Trim());
    }

    private static string Block(string language) => Regex.Match(Page, $"^```{language}\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline).Groups["text"].Value;

    private static async Task AnswerAsync(LoopbackConnection connection)
    {
        while (await connection.ReadHeadAsync() is { Length: > 0 } head)
        {
            var (status, body) = head.Split(' ')[1] switch
            {
                _ when !head.Contains("Authorization: Bearer secret", StringComparison.Ordinal) => (401, ""),
                "/notes/42" => (200, """{ "id": 42, "title": "Milk", "due": "2026-12-01" }"""),
                "/notes?tag=todo" => (200, """{ "items": [{ "id": 42, "title": "Milk" }], "next": "two" }"""),
                "/notes?tag=todo&cursor=two" => (200, """{ "items": [{ "id": 43, "title": "Bread" }] }"""),
                _ => (404, ""),
            };
            await connection.AnswerAsync(status, body, "Content-Type: application/json\r\n");
        }
    }
}
