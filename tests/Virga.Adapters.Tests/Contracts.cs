namespace Virga.Adapters.Tests;

/// <summary>Interfaces as users write them; each test compiles the one that it adapts.</summary>
internal static class Contracts
{
    public const string Archive = """
        #nullable enable
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Threading;
        using System.Threading.Tasks;

        namespace Contoso.Archive;

        public interface IDocumentArchive
        {
            Task<Document> StoreAsync(string title, Stream file, IReadOnlyList<string> tags, CancellationToken cancellationToken);
            Task<Document?> FindAsync(Guid id, CancellationToken cancellationToken);
            IAsyncEnumerable<Document> SearchAsync(string text, DateOnly? since, CancellationToken cancellationToken);
            Task<bool> RemoveAsync(Guid id, CancellationToken cancellationToken);
        }

        public sealed record Document(Guid Id, string Title, long Size, DateTimeOffset Stored);
        """;
}
