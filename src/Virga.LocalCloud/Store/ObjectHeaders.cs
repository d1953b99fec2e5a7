namespace Virga.Local.Store;

/// <summary>What is kept with an object beside its bytes.</summary>
internal sealed record ObjectHeaders
{
    public IReadOnlyDictionary<string, string> Content { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>User metadata by name in lower case, without the x-amz-meta- prefix.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    public string StorageClass { get; init; } = "STANDARD";
}
