namespace Virga.Storage.Driver;

/// <summary>What a driver can do, in groups. Everything is off by default; the conformance suite tests exactly what is claimed.</summary>
public sealed record Capabilities
{
    /// <summary>Whether nothing can be stored, deleted, copied here or moved; then all but reading is off as well.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Reading.</summary>
    public ReadCapabilities Read { get; init; } = new();

    /// <summary>Storing.</summary>
    public WriteCapabilities Write { get; init; } = new();

    /// <summary>Deleting.</summary>
    public DeleteCapabilities Delete { get; init; } = new();

    /// <summary>Listing.</summary>
    public ListCapabilities List { get; init; } = new();

    /// <summary>Copying and moving on the server.</summary>
    public CopyCapabilities Copy { get; init; } = new();

    /// <summary>Chunked uploads.</summary>
    public ChunkCapabilities Chunks { get; init; } = new();

    /// <summary>Signed requests.</summary>
    public PresignCapabilities Presign { get; init; } = new();

    /// <summary>Limits of names.</summary>
    public LimitCapabilities Limits { get; init; } = new();
}

/// <summary>Reading.</summary>
public sealed record ReadCapabilities
{
    /// <summary>Takes <see cref="ReadCondition.IfNotRevision"/>.</summary>
    public bool IfNotRevision { get; init; }

    /// <summary>Takes the dates of <see cref="ReadCondition"/>.</summary>
    public bool Dates { get; init; }
}

/// <summary>Storing.</summary>
public sealed record WriteCapabilities
{
    /// <summary>Takes <see cref="PutOptions.MustNotExist"/>, and one of several racing writers wins.</summary>
    public bool MustNotExist { get; init; }

    /// <summary>Takes <see cref="PutOptions.IfRevision"/>.</summary>
    public bool IfRevision { get; init; }

    /// <summary>Takes the two conditions at the completion of a chunked upload as well.</summary>
    public bool ConditionsOnComplete { get; init; }

    /// <summary>Keeps <see cref="PutOptions.CacheControl"/>.</summary>
    public bool CacheControl { get; init; }

    /// <summary>Takes <see cref="PutOptions.StorageClass"/>.</summary>
    public bool StorageClass { get; init; }

    /// <summary>The checksums that the provider compares on a put or a part, best first; empty for none.</summary>
    public IReadOnlyList<ChecksumAlgorithm> Checksums { get; init; } = [];

    /// <summary>The largest object that one put takes, in bytes.</summary>
    public long MaxPut { get; init; } = long.MaxValue;
}

/// <summary>Deleting.</summary>
public sealed record DeleteCapabilities
{
    /// <summary>Takes <see cref="WriteCondition.IfRevision"/>.</summary>
    public bool IfRevision { get; init; }

    /// <summary>How many keys one DeleteMany takes; 1 means that the facade deletes one by one, in parallel.</summary>
    public int Batch { get; init; } = 1;
}

/// <summary>Listing.</summary>
public sealed record ListCapabilities
{
    /// <summary>What <see cref="ListQuery.StartFrom"/> means; the facade skips or emulates the rest.</summary>
    public ListStart Start { get; init; }

    /// <summary>The most rows of one page.</summary>
    public int MaxPage { get; init; } = 1000;
}

/// <summary>Copying and moving on the server.</summary>
public sealed record CopyCapabilities
{
    /// <summary>Copies on the server.</summary>
    public bool Server { get; init; }

    /// <summary>Takes <see cref="CopyOptions.IfSourceRevision"/>.</summary>
    public bool IfSourceRevision { get; init; }

    /// <summary>Takes <see cref="CopyOptions.MustNotExist"/>.</summary>
    public bool MustNotExist { get; init; }

    /// <summary>The largest source of one copy, in bytes.</summary>
    public long MaxSize { get; init; } = long.MaxValue;

    /// <summary>Makes parts of a chunked upload from ranges of objects.</summary>
    public bool Parts { get; init; }

    /// <summary>Renames atomically.</summary>
    public bool Move { get; init; }
}

/// <summary>Chunked uploads.</summary>
public sealed record ChunkCapabilities
{
    /// <summary>How chunks are sent.</summary>
    public Chunking Mode { get; init; }

    /// <summary>The smallest part but the last, in bytes.</summary>
    public long MinPart { get; init; } = 1;

    /// <summary>The largest part, in bytes.</summary>
    public long MaxPart { get; init; } = long.MaxValue;

    /// <summary>The most parts of one object.</summary>
    public int MaxParts { get; init; } = int.MaxValue;

    /// <summary>What the length of every part but the last must be a multiple of, in bytes.</summary>
    public int Alignment { get; init; } = 1;

    /// <summary>How many objects one Compose joins.</summary>
    public int ComposeLimit { get; init; }

    /// <summary>Whether the sources of a Compose must stay (a manifest points at them); else the engine deletes them.</summary>
    public bool ComposeKeepsSources { get; init; }
}

/// <summary>Signed requests.</summary>
public sealed record PresignCapabilities
{
    /// <summary>The rights that can be given.</summary>
    public IReadOnlyList<PresignKind> Kinds { get; init; } = [];

    /// <summary>The longest time that one can hold.</summary>
    public TimeSpan MaxExpires { get; init; }

    /// <summary>Signs forms that a browser uploads with, see <see cref="IFormSigner"/>.</summary>
    public bool Form { get; init; }
}

/// <summary>Limits of names.</summary>
public sealed record LimitCapabilities
{
    /// <summary>The longest key, in bytes of UTF-8.</summary>
    public int MaxKeyBytes { get; init; } = 1024;

    /// <summary>Whether keys with a segment <c>..</c> are refused, as below a prefix.</summary>
    public bool RefusesParentSegments { get; init; }

    /// <summary>User metadata, names and values together, in bytes.</summary>
    public int MaxMetadataBytes { get; init; } = int.MaxValue;
}

/// <summary>How a driver takes an object in chunks.</summary>
public enum Chunking
{
    /// <summary>Not at all: one put.</summary>
    None,

    /// <summary>Numbered parts in any order, in parallel.</summary>
    Parts,

    /// <summary>As Parts, but the server fixes size and addresses when the upload begins.</summary>
    DictatedParts,

    /// <summary>One after the other, aligned, the last one told.</summary>
    Sequential,

    /// <summary>Segments are objects of their own that are joined at the end.</summary>
    Composed,
}

/// <summary>Where a listing can begin.</summary>
public enum ListStart
{
    /// <summary>At the beginning only.</summary>
    None,

    /// <summary>At a key, that key included.</summary>
    Inclusive,

    /// <summary>After a key.</summary>
    Exclusive,
}

/// <summary>The right that a signed request gives.</summary>
public enum PresignKind
{
    /// <summary>To read the object.</summary>
    Get,

    /// <summary>To describe the object.</summary>
    Head,

    /// <summary>To store the object.</summary>
    Put,

    /// <summary>To delete the object.</summary>
    Delete,

    /// <summary>To store one part of an upload.</summary>
    PutPart,
}
