using System.Text.RegularExpressions;

namespace Virga.Generators.Tests;

/// <summary>The generator knows the dialect and nothing else: no provider's word and no type of an abstraction stands under generators/.</summary>
public sealed partial class NeutralityTests
{
    // Types of the object store whose names are words that a generator needs for things of its own: a wire format and header of HTTP (ETag),
    // metadata of MSBuild items, a method of Roslyn (GetOptions), the policy of checksums in client profiles, capabilities and parts of forms, local variables.
    private static readonly HashSet<string> OwnWords = ["Capabilities", "Checksums", "ETag", "GetOptions", "Metadata", "Part", "Upload"];

    // Names of published specs that are plain English or plain HTTP, as parameters and headers of any service are.
    private static readonly HashSet<string> PlainWords =
    [
        "Accept", "Authorization", "Body", "Bucket", "Buckets", "Code", "Content", "Content-Type", "Content-Length", "Content-Range", "Date", "Delete", "Description", "Error", "Errors", "Event", "Format", "Id",
        "Key", "Location", "Marker", "Message", "Metadata", "Name", "Object", "Objects", "Owner", "Part", "Parts", "Prefix", "Quiet", "Range", "Region", "Size", "Status", "Tag", "Type", "Value", "Version", "Location-Header", "ETag", "Contents", "Delimiter", "Encoding", "Mode", "Rule", "Rules",
        "Expires", "Host", "Query", "Initiator", "Link", "Request", "Response", "Retry-After", "Url", "Uri", "Upload", "Uploads", "Deleted", "Payload", "List", "Document", "Result", "Checksum", "Algorithm", "Digest", "True", "False", "Method",
        "ChecksumAlgorithm", "Default", "Events", "MaxParts", "Tags", "Target", "Token",
    ];

    private static readonly Lazy<(string Path, HashSet<string> Words)[]> Sources = new(() => [.. Directory
        .EnumerateFiles(Repository.Path("generators"), "*.cs", SearchOption.AllDirectories)
        .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .Select(path => (path, Word().Matches(File.ReadAllText(path)).Select(match => match.Value).ToHashSet()))]);

    [Fact]
    public void NoTypeOfTheObjectStoreIsNamed()
    {
        var types = Directory.EnumerateFiles(Repository.Path("src", "Virga.Storage"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(path => Declaration().Matches(File.ReadAllText(path)).Select(match => match.Groups[1].Value))
            .Where(name => !OwnWords.Contains(name))
            .ToHashSet();

        Assert.NotEmpty(types);
        AssertAbsent(types);
    }

    [Fact]
    public void NoOperationHeaderOrTypeOfAPublishedSpecIsNamed()
    {
        var folder = Repository.Path("specs");
        var specs = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.yaml", SearchOption.AllDirectories) : [];
        var names = specs.SelectMany(path => Named().Matches(File.ReadAllText(path)).Select(match => match.Groups[1].Value))
            .Where(name => name.Length > 3 && !PlainWords.Contains(name) && char.IsLetter(name[0]) && (char.IsUpper(name[0]) || name.StartsWith("x-amz", StringComparison.Ordinal)))
            .ToHashSet();

        AssertAbsent(names);
    }

    [Theory]
    [InlineData("amz")]
    [InlineData("amazon")]
    [InlineData("aws")]
    [InlineData("s3")]
    public void NoProviderIsNamed(string provider)
    {
        // aws-chunked and the two query protocols are words of the dialect, whoever thought of them.
        var found = Sources.Value.SelectMany(source => source.Words.Where(word => word.Split('-', '.').Contains(provider, StringComparer.OrdinalIgnoreCase) && word is not ("aws-chunked" or "aws-json" or "aws-query")).Select(word => $"{source.Path}: {word}"));

        AssertNone(found);
    }

    private static void AssertAbsent(HashSet<string> names) =>
        AssertNone(Sources.Value.SelectMany(source => source.Words.Where(names.Contains).Select(word => $"{source.Path}: {word}")));

    private static void AssertNone(IEnumerable<string> found) => Assert.True(!found.Any(), string.Join("\n", found));

    [GeneratedRegex(@"[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*")]
    private static partial Regex Word();

    [GeneratedRegex(@"^(?:public|internal)[ a-z]* (?:class|record|struct|interface|enum) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"(?:operationId|name):\s*""?([A-Za-z0-9-]+)")]
    private static partial Regex Named();
}
