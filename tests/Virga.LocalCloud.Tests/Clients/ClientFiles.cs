namespace Virga.Local.Tests.Clients;

/// <summary>A tree of files whose names a path, a form or a shell would like to change, and whether another one equals it.</summary>
internal static class ClientFiles
{
    public const int LargeSize = (11 * 1024 * 1024) + 17;

    // Names that a file system can have; keys that it cannot have are in the tests of each client.
    private static readonly string[] Names =
    [
        "plain.txt", "with space & more", "plus+sign", "percent%25", "gr\u00fc\u00dfe-\u65e5\u672c-\ud83d\ude00", "it's \"quoted\"", "deep/er/and deeper/x", "question?hash#equals=", "tilde~star*",
        "semi;colon,comma", "(round)[square]{curly}", "dollar$at@",
    ];

    /// <summary>Writes the tree; every file is small and another's, one is empty.</summary>
    public static void Write(string folder)
    {
        foreach (string name in Names)
        {
            string path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "content of " + name);
        }

        File.WriteAllBytes(Path.Combine(folder, "empty"), []);
    }

    /// <summary>A file of more than two parts of the least size.</summary>
    public static byte[] WriteLarge(string path)
    {
        byte[] bytes = new byte[LargeSize];
        new Random(11).NextBytes(bytes);
        File.WriteAllBytes(path, bytes);
        return bytes;
    }

    public static void AssertSame(string expected, string actual)
    {
        string[] names = Files(expected);
        Assert.Equal(names, Files(actual));
        foreach (string name in names)
        {
            Assert.True(File.ReadAllBytes(Path.Combine(expected, name)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(actual, name))), name);
        }
    }

    public static void AssertHolds(byte[] expected, string path) => Assert.True(expected.AsSpan().SequenceEqual(File.ReadAllBytes(path)), path);

    private static string[] Files(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path)).Order(StringComparer.Ordinal)];
}
