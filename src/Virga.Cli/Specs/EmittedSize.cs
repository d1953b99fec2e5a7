namespace Virga.Cli.Specs;

/// <summary>How much of an emitted file is code.</summary>
internal static class EmittedSize
{
    /// <summary>Characters of all lines but those of XML documentation.</summary>
    public static long WithoutDocumentation(ReadOnlySpan<char> text)
    {
        long count = 0;
        foreach (var line in text.EnumerateLines())
        {
            if (!line.TrimStart().StartsWith("///", StringComparison.Ordinal)) count += line.Length + 1;
        }

        return count;
    }
}
