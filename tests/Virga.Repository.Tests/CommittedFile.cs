namespace Virga.Repository.Tests;

/// <summary>A text file that a test derives and the repository keeps: compared, or rewritten with VIRGA_UPDATE=1.</summary>
internal static class CommittedFile
{
    public static bool Updating => Environment.GetEnvironmentVariable("VIRGA_UPDATE") == "1";

    public static void Matches(string path, string expected)
    {
        var name = RepositoryFiles.Relative(path);
        if (Updating)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, expected);
            return;
        }
        if (!File.Exists(path))
            Assert.Fail($"{name} does not exist; run the test with VIRGA_UPDATE=1 and commit it.");
        var difference = Difference(File.ReadAllText(path), expected);
        if (difference is not null)
            Assert.Fail($"{name} is out of date: {difference}\nRun the test with VIRGA_UPDATE=1 and commit the file.");
    }

    private static string? Difference(string committed, string expected)
    {
        var before = committed.ReplaceLineEndings("\n").Split('\n');
        var after = expected.ReplaceLineEndings("\n").Split('\n');
        var shared = Math.Min(before.Length, after.Length);
        var line = Enumerable.Range(0, shared).FirstOrDefault(i => before[i] != after[i], shared);
        if (line == before.Length && line == after.Length)
            return null;
        return $"line {line + 1} is '{(line < before.Length ? before[line] : "<end>")}' and should be '{(line < after.Length ? after[line] : "<end>")}'";
    }
}
