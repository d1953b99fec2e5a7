namespace Archives;

/// <summary>What this application wants of an archive. No service knows of it.</summary>
public interface IDocumentArchive
{
    Task<Document> StoreAsync(string title, Stream content, CancellationToken cancellationToken = default);

    /// <summary>Null when there is none.</summary>
    Task<Document?> FindAsync(string id, CancellationToken cancellationToken = default);

    IAsyncEnumerable<Document> SearchAsync(string words, CancellationToken cancellationToken = default);

    Task<OpenDocument> OpenAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Whether there was one.</summary>
    Task<bool> RemoveAsync(string id, CancellationToken cancellationToken = default);
}

public sealed record Document(string Id, string Title, long Size, DateTimeOffset Stored);

/// <summary>The content, to be disposed, and its media type.</summary>
public sealed record OpenDocument(string Type, Stream Content);

public enum ArchiveError { Other, Missing, Full, Denied }

public sealed class ArchiveException(ArchiveError kind, string message, string? code, int? status, Exception? inner = null) : Exception(message, inner)
{
    public ArchiveError Kind { get; } = kind;

    public string? Code { get; } = code;

    public int? Status { get; } = status;
}
