using Virga.Storage.Driver;

namespace Virga.Storage;

/// <summary>Turns what users ask for into what drivers take, and refuses what the driver does not claim.</summary>
internal static class OptionMapping
{
    /// <summary>What a store that only reads says to whoever would write.</summary>
    public const string ReadOnlyMessage = "This store only reads (Capabilities.IsReadOnly): open it without AsReadOnly to change objects. Nothing was sent.";

    /// <summary>Headers and metadata of an object, for storing another one with the same.</summary>
    public static PutOptions HeadersOf(ObjectInfo info) => new()
    {
        Length = info.Size ?? -1,
        ContentType = info.ContentType,
        CacheControl = info.CacheControl,
        ContentDisposition = info.ContentDisposition,
        ContentEncoding = info.ContentEncoding,
        ContentLanguage = info.ContentLanguage,
        StorageClass = info.StorageClass,
        Metadata = info.Metadata,
    };

    public static PutOptions ToPut(UploadOptions options, Capabilities caps)
    {
        var any = IsCreateOnly(options.IfNoneMatch);
        if (any) Require(caps.Write.MustNotExist, "Write.MustNotExist", "IfNoneMatch");
        if (options.IfMatch is not null) Require(caps.Write.IfRevision, "Write.IfRevision", "IfMatch");
        if (options.CacheControl is not null) Require(caps.Write.CacheControl, "Write.CacheControl", "CacheControl");
        if (options.StorageClass is not null) Require(caps.Write.StorageClass, "Write.StorageClass", "StorageClass");
        KeyRules.CheckHeader("ContentType", options.ContentType);
        KeyRules.CheckHeader("CacheControl", options.CacheControl);
        KeyRules.CheckHeader("ContentDisposition", options.ContentDisposition);
        KeyRules.CheckHeader("ContentEncoding", options.ContentEncoding);
        KeyRules.CheckHeader("ContentLanguage", options.ContentLanguage);
        KeyRules.CheckHeader("StorageClass", options.StorageClass);
        if (options.Length is < 0) throw new ArgumentOutOfRangeException(nameof(options), options.Length, "A length is zero or more.");
        return new PutOptions
        {
            Length = -1,
            MustNotExist = any,
            IfRevision = Revision(options.IfMatch, "IfMatch"),
            ContentType = options.ContentType,
            CacheControl = options.CacheControl,
            ContentDisposition = options.ContentDisposition,
            ContentEncoding = options.ContentEncoding,
            ContentLanguage = options.ContentLanguage,
            StorageClass = options.StorageClass,
            Metadata = KeyRules.CheckMetadata(options.Metadata, caps.Limits),
        };
    }

    public static ChecksumAlgorithm ChecksumFor(UploadOptions options, Capabilities caps)
    {
        if (options.Checksum is not { } asked) return caps.Write.Checksums.Count > 0 ? caps.Write.Checksums[0] : ChecksumAlgorithm.None;
        if (asked != ChecksumAlgorithm.None) Require(caps.Write.Checksums.Contains(asked), $"Write.Checksums: {asked}", "Checksum");
        return asked;
    }

    public static ReadCondition ToRead(DownloadOptions options, Capabilities caps)
    {
        if (options.IfNoneMatch is not null) Require(caps.Read.IfNotRevision, "Read.IfNotRevision", "IfNoneMatch");
        if (options.IfModifiedSince is not null) Require(caps.Read.Dates, "Read.Dates", "IfModifiedSince");
        if (options.IfUnmodifiedSince is not null) Require(caps.Read.Dates, "Read.Dates", "IfUnmodifiedSince");
        return new ReadCondition(Revision(options.IfMatch, "IfMatch"), Revision(options.IfNoneMatch, "IfNoneMatch"), options.IfModifiedSince, options.IfUnmodifiedSince);
    }

    public static void CheckRange(ByteRange? range)
    {
        if (range is not { } r) return;
        if (r.Offset < 0 && r.Length is not null) throw new ArgumentException("A range from the end has no length; use ByteRange.Last.", nameof(range));
        if (r.Length is < 1) throw new ArgumentOutOfRangeException(nameof(range), r.Length, "A range has at least one byte.");
    }

    public static bool IsCreateOnly(ETag? noneMatch)
    {
        if (noneMatch is not { } tag) return false;
        return tag.IsAny ? true : throw new ArgumentException("A write takes IfNoneMatch only as ETag.Any: the object must not exist. Use IfMatch to replace a certain revision.", nameof(noneMatch));
    }

    public static string? Revision(ETag? tag, string option)
    {
        if (tag is not { } given) return null;
        return given.Revision ?? throw new ArgumentException($"{option} takes a revision, as ObjectInfo.Revision gives it.", option);
    }

    public static void Require(bool capability, string name, string option)
    {
        if (!capability) throw new ObjectStoreException(ErrorKind.Unsupported, $"{option} needs the capability {name}, which this provider, or the profile it was opened with, does not have. Nothing was sent.");
    }
}
