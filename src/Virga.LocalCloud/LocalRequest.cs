namespace Virga.Local;

/// <summary>A request as a <see cref="LocalCloud"/> received it, for logs and for the choice of faults in tests.</summary>
public sealed record LocalRequest
{
    /// <summary>Its number since the start, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The name that Amazon's reference gives the operation, such as UploadPart; "Unknown" when none fits.</summary>
    public required string Operation { get; init; }

    /// <summary>The request target as sent, percent-coded, with the query. A presigned one holds a signature.</summary>
    public required string RawTarget { get; init; }

    /// <summary>The path without the query, still percent-coded.</summary>
    public required string Path { get; init; }

    /// <summary>The bucket, decoded; empty when none is named.</summary>
    public required string Bucket { get; init; }

    /// <summary>The key, decoded; empty when none is named.</summary>
    public required string Key { get; init; }

    /// <summary>The decoded query; of a name that occurs twice, the first value.</summary>
    public required IReadOnlyDictionary<string, string> Query { get; init; }

    /// <summary>The headers by name in any case, several values joined by commas. They hold the signature.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>Method, path and operation; neither query nor headers, which hold signatures.</summary>
    public override string ToString() => $"{Method} {Path} ({Operation})";
}
