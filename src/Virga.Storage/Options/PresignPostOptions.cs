namespace Virga.Storage;

/// <summary>What may be uploaded with a signed form.</summary>
public sealed record PresignPostOptions
{
    /// <summary>Whether the key that was given is only what keys begin with, so that the holder names the rest. Default false.</summary>
    public bool IsPrefix { get; init; }

    /// <summary>The least content, in bytes. Default 0.</summary>
    public long MinLength { get; init; }

    /// <summary>The most content, in bytes. Default: what the provider takes in one piece.</summary>
    public long? MaxLength { get; init; }

    /// <summary>The media type that must be stated. Default: any.</summary>
    public string? ContentType { get; init; }

    /// <summary>What the media type must begin with, such as <c>image/</c>. Default: anything. Not together with <see cref="ContentType"/>.</summary>
    public string? ContentTypePrefix { get; init; }

    /// <summary>User metadata that every upload gets. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
