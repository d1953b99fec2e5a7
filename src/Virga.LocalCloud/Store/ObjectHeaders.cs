namespace Virga.Local.Store;

/// <summary>What is kept with an object beside its bytes.</summary>
internal sealed record ObjectHeaders
{
    public static readonly IReadOnlyDictionary<string, string> NoTags = new Dictionary<string, string>(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Content { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>User metadata by name in lower case, without the x-amz-meta- prefix.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyDictionary<string, string> Tags { get; init; } = ObjectHeaders.NoTags;

    public string StorageClass { get; init; } = "STANDARD";
}
