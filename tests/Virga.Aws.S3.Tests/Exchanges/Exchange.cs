using System.Text;
using System.Text.RegularExpressions;
using Virga.Servers;

namespace Virga.Aws.S3.Tests.Exchanges;

/// <summary>
/// One request and its answer, written down after the examples of Amazon's API reference: lines of the request begin with <c>&gt;</c>, of the answer with <c>&lt;</c>, bodies follow an empty line.
/// <c>{date}</c>, <c>{http-date}</c> and <c>{any}</c> stand for what differs from time to time.
/// </summary>
internal sealed partial record Exchange(string Call, string Result, string Method, string Target, IReadOnlyList<(string Name, string Value)> Sent, string SentBody, int Status, IReadOnlyList<(string Name, string Value)> Answered, string AnsweredBody)
{
    private static readonly Dictionary<string, string> Samples = new(StringComparer.Ordinal)
    {
        ["{date}"] = "2026-11-20T12:00:00.000Z",
        ["{http-date}"] = "Fri, 20 Nov 2026 12:00:00 GMT",
        ["{any}"] = "something",
    };

    public static IEnumerable<string> Names() => Directory.EnumerateFiles(Folder, "*.http").Select(p => Path.GetFileName(p)).Order(StringComparer.Ordinal);

    private static string Folder => Repository.PathOf("tests", "Virga.Aws.S3.Tests", "Exchanges");

    public static Exchange Read(string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder, name));
        var match = Form().Match(text);
        if (!match.Success) throw new InvalidDataException($"{name} is no exchange.");
        var request = match.Groups["request"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var answer = match.Groups["answer"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var line = request[0][2..].Split(' ');
        return new Exchange(
            match.Groups["call"].Value,
            match.Groups["result"].Value,
            line[0],
            line[1],
            [.. request.Skip(1).Select(Header)],
            match.Groups["sent"].Value.Trim('\n'),
            int.Parse(answer[0][2..], System.Globalization.CultureInfo.InvariantCulture),
            [.. answer.Skip(1).Select(Header)],
            match.Groups["body"].Value.Trim('\n'));
    }

    /// <summary>The text with something in each place that is left open.</summary>
    public static string Sample(string text) => Samples.Aggregate(text, (all, pair) => all.Replace(pair.Key, pair.Value, StringComparison.Ordinal));

    /// <summary>Whether a text is what is written down, wherever that leaves nothing open.</summary>
    public static bool Fits(string written, string? actual)
    {
        if (actual is null) return false;
        var pattern = Samples.Keys.Aggregate(Regex.Escape(written), (all, open) => all.Replace(Regex.Escape(open), ".+", StringComparison.Ordinal));
        return Regex.IsMatch(actual, $"^{pattern}$", RegexOptions.Singleline);
    }

    private static (string Name, string Value) Header(string line)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        return (line[2..colon], line[(colon + 2)..]);
    }

    [GeneratedRegex(@"^call: (?<call>.+)\nresult: (?<result>.+)\n\n(?<request>(?:> .*\n)+)(?<sent>(?:.*\n)*?)\n(?<answer>(?:< .*\n?)+)(?<body>(?:.*\n?)*)$")]
    private static partial Regex Form();
}
