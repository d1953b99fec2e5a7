using System.Text.RegularExpressions;

namespace Virga.Repository.Tests;

/// <summary>Finds parity attributes in the text of a source file. Reading sources needs no built assembly and sees tests that this run does not.</summary>
internal static class ParitySource
{
    private static readonly Regex Mark = new(@"\bParity\(""(?<id>[^""]*)""\)", RegexOptions.CultureInvariant);
    private static readonly Regex Test = new(@"[\[,]\s*\w*(Fact|Theory)\b", RegexOptions.CultureInvariant);
    private static readonly Regex Class = new(@"\b(?:public|internal)\b[^=;(""]*\b(?:class|record)\s+(?<name>\w+)", RegexOptions.CultureInvariant);
    private static readonly Regex Method = new(@"(?:^|\])\s*(?:public|internal|protected|private)\b[^=;""(]*?\b(?<name>\w+)(?:<[^>]*>)?\(", RegexOptions.CultureInvariant);

    public static IEnumerable<ParityMark> Read(string source)
    {
        var owner = "";
        var attributes = "";
        foreach (var line in source.Split('\n').Select(line => line.Trim()))
        {
            // An attribute belongs to the declaration that follows it without a gap.
            if (line.Length == 0 || line is "{" or "}")
            {
                foreach (var mark in Marks(attributes))
                    yield return new ParityMark(mark, "", "stands on no test");
                attributes = "";
                continue;
            }
            if (line.StartsWith("//", StringComparison.Ordinal))
                continue;
            attributes += line + "\n";
            var type = Class.Match(line);
            var method = type.Success ? Match.Empty : Method.Match(line);
            if (!type.Success && !method.Success)
                continue;
            if (type.Success)
                owner = type.Groups["name"].Value;
            var name = type.Success ? owner : $"{owner}.{method.Groups["name"].Value}";
            var proves = Test.IsMatch(type.Success ? source : attributes);
            foreach (var mark in Marks(attributes))
                yield return new ParityMark(mark, name, proves ? null : $"stands on {name}, which is no test");
            attributes = "";
        }
    }

    private static IEnumerable<string> Marks(string attributes) => Mark.Matches(attributes).Select(match => match.Groups["id"].Value);
}
