namespace Virga.Adapters.Tests;

/// <summary>Interfaces as users write them; each test compiles the one that it adapts.</summary>
internal static class Contracts
{
    public const string Archive = """
        #nullable enable
        #pragma warning disable CS1591
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

    public const string Shelf = """
        #nullable enable
        #pragma warning disable CS1591
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Threading;
        using System.Threading.Tasks;
        using Virga;

        namespace Contoso.Shelves;

        public interface IShelfDriver
        {
            Capabilities Capabilities { get; }
            ValueTask<ItemInfo> PutAsync(string key, Stream content, PutOptions options, CancellationToken cancellationToken);
            ValueTask<ItemContent> GetAsync(string key, ByteRange? range, Condition condition, CancellationToken cancellationToken);
            Task<ItemInfo?> StatAsync(string key, CancellationToken cancellationToken);
            ValueTask DeleteAsync(string key, Condition condition, CancellationToken cancellationToken);
            ValueTask<IReadOnlyList<Failure>> DeleteManyAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken);
            ValueTask<ItemPage> ListAsync(ListQuery query, CancellationToken cancellationToken);
            IAsyncEnumerable<Row> EnumerateAsync(string? prefix, CancellationToken cancellationToken);
            ValueTask<ItemInfo> CopyAsync(Address source, string key, CopyOptions options, CancellationToken cancellationToken);
            ValueTask<ItemInfo> JoinAsync(string key, IReadOnlyList<Part> parts, CancellationToken cancellationToken);
            ValueTask<Upload> BeginAsync(string key, string ticket, CancellationToken cancellationToken);
            Task AbortAsync(Upload upload, CancellationToken cancellationToken);
            ValueTask<SignedRequest> LinkAsync(LinkQuery query, CancellationToken cancellationToken);
            Task<string?> CopyByLinkAsync(Address source, string key, CancellationToken cancellationToken);
            ValueTask CreateAsync(string name, CancellationToken cancellationToken);
            ValueTask<bool> ExistsAsync(string name, CancellationToken cancellationToken);
            ValueTask MoveAsync(string source, string key, CancellationToken cancellationToken);
            ValueTask<int> CountAsync(CancellationToken cancellationToken);
        }

        public sealed record Capabilities
        {
            public WriteCapabilities Write { get; init; } = new();
            public IReadOnlyList<Right> Links { get; init; } = [];
            public long MaxItem { get; init; } = long.MaxValue;
            public int MaxParts { get; init; }
            public TimeSpan MaxAge { get; init; }
            public Start Start { get; init; }
            public bool Copy { get; init; }
        }

        public sealed record WriteCapabilities
        {
            public bool OnlyNew { get; init; }
            public bool IfRevision { get; init; }
            public IReadOnlyList<SumKind> Sums { get; init; } = [];
        }

        public enum SumKind { None, Sha256, Md5 }
        public enum Start { None, Inclusive }
        public enum Right { Get, Put, Delete }
        public enum ItemKind { Hot, DeepCold }
        public enum ShelfError { Other, Missing, NoShelf, Exists, Changed, Denied, Timeout, Unsupported, AccessDenied }

        public sealed class ShelfException(ShelfError kind, string message, string? code, int? status, Exception? inner = null) : Exception(message, inner)
        {
            public ShelfError Kind { get; } = kind;
            public string? Code { get; } = code;
            public int? Status { get; } = status;
            public string? RequestId { get; init; }
        }

        public readonly record struct Sum
        {
            public ReadOnlyMemory<byte>? Sha256 { get; init; }
            public ReadOnlyMemory<byte>? Md5 { get; init; }
        }

        public sealed record ItemInfo(string Key, string? Revision = null, long? Size = null, DateTimeOffset? Changed = null, string Type = "", Sum Sum = default, IReadOnlyDictionary<string, string>? Labels = null);
        public sealed record ItemContent(ItemInfo Info, Stream Content);
        public readonly record struct ByteRange(long Offset, long? Length);
        public readonly record struct Condition([property: RequiresCapability("Write.OnlyNew")] string? IfRevision, [property: RequiresCapability("Write.OnlyNew")] DateTimeOffset? Since);
        public readonly record struct Failure(string Key, ShelfError Kind, string? Message);
        public sealed record ListQuery(string? Prefix, string? Continuation, int Size);
        public sealed class ItemPage
        {
            public required IReadOnlyList<Row> Items { get; init; }
            public List<string> Folders { get; set; } = new();
            public string[] Groups { get; init; } = [];
            public string? Continuation { get; init; }
        }

        public readonly record struct Row(string Key, long Size, string? Revision = null, ItemKind? Kind = null);
        public readonly record struct Address(string Shelf, string Key);
        public sealed record CopyOptions(PutOptions? Replace);
        public readonly record struct Part(int Number, string Receipt);
        public sealed record Upload(string Key, string Id);
        public sealed record LinkQuery(Right Right, string Key, TimeSpan Expires, string? Type);
        public sealed record PutOptions
        {
            public required long Length { get; init; }
            [RequiresCapability("Write.OnlyNew")] public bool OnlyNew { get; init; }
            [RequiresCapability("Write.IfRevision")] public string? IfRevision { get; init; }
            [RequiresCapability("Write.Sums")] public Sum Sum { get; init; }
            public string? ContentType { get; init; }
            public ItemKind? Kind { get; init; }
            public IReadOnlyDictionary<string, string>? Labels { get; init; }
        }

        public sealed partial class ShelfDriver
        {
            public partial ValueTask<int> CountAsync(CancellationToken cancellationToken) => new(7);
            private static partial string GroupName(string value) => value.TrimEnd('/');
        }
        """;
}
