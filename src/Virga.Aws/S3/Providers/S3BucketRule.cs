using Virga.Storage;

namespace Virga.Aws.S3.Providers;

/// <summary>What a provider's buckets are called. A name that cannot be is told when the store is opened, not by the first answer.</summary>
/// <param name="Source">Whose rule it is, for messages.</param>
/// <param name="Least">The fewest characters.</param>
/// <param name="Most">The most characters.</param>
/// <param name="Marks">What may stand in a name beside lower-case letters and digits.</param>
internal sealed record S3BucketRule(string Source, int Least, int Most, string Marks)
{
    /// <summary>What no server can be asked for: nothing that would end the segment of a path, nothing unprintable, at most 255 characters as in the oldest rule of S3.</summary>
    public static S3BucketRule Any { get; } = new("S3", 1, 255, "");

    /// <summary>The rule of the provider that the options lead to.</summary>
    public static S3BucketRule Of(S3Options options) => options.Endpoint is { } endpoint && S3Providers.Owner(endpoint) is null ? Any : S3Providers.Find(options.Profile!.Name)?.Buckets ?? Any;

    /// <summary>A region whose oldest buckets may have upper case, underscores and 255 characters.</summary>
    public string? OldRegion { get; init; }

    /// <exception cref="ObjectStoreException">With <see cref="ErrorKind.InvalidArgument"/>: the name cannot be.</exception>
    public void Check(string bucket, string region)
    {
        if (Fault(bucket, region) is not { } fault) return;
        var shown = new string([.. bucket.Take(100).Select(c => char.IsControl(c) ? '?' : c)]);
        throw new ObjectStoreException(ErrorKind.InvalidArgument, $"The bucket name '{shown}' is refused: {fault}") { Bucket = shown };
    }

    private string? Fault(string bucket, string region)
    {
        if (bucket.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))) return "it holds a space or a control character.";
        if (bucket.Contains('/', StringComparison.Ordinal)) return "it holds a slash; the key goes into the call, not into the bucket.";
        if (bucket is "." or "..") return "servers read it as a step in the path.";
        if (bucket.StartsWith("arn:", StringComparison.Ordinal)) return "it is an ARN; give the bucket's name or the access point's alias.";
        if (bucket.Length < Least || bucket.Length > MostIn(region)) return $"names of {Source} have {Least} to {MostIn(region)} characters, and this has {bucket.Length}.";
        if (Marks.Length == 0) return null;
        if (IsOld(region)) return bucket.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_') ? null : $"names of {Source} hold letters, digits, dots, hyphens and underscores only.";
        if (bucket.Any(char.IsAsciiLetterUpper)) return $"names of {Source} have no upper case; did you mean '{bucket.ToLowerInvariant()}'?";
        if (bucket.FirstOrDefault(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && !Marks.Contains(c, StringComparison.Ordinal)) is var wrong && wrong != 0) return $"names of {Source} hold lower-case letters, digits and {Listed} only, and this holds '{wrong}'.";
        if (!char.IsAsciiLetterOrDigit(bucket[0]) || !char.IsAsciiLetterOrDigit(bucket[^1])) return $"names of {Source} begin and end with a letter or a digit.";
        if (bucket.Contains("..", StringComparison.Ordinal)) return $"names of {Source} have no two dots in a row.";
        return System.Net.IPAddress.TryParse(bucket, out _) && bucket.Count(c => c == '.') == 3 ? $"names of {Source} do not look like an IP address." : null;
    }

    private string Listed => string.Join(", ", Marks.Select(mark => mark switch { '-' => "hyphens", '.' => "dots", _ => "underscores" }));

    private bool IsOld(string region) => OldRegion == region;

    private int MostIn(string region) => IsOld(region) ? 255 : Most;
}
