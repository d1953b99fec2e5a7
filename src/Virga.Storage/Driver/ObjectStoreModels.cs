namespace Virga.Storage.Driver;

/// <summary>An object and its bytes.</summary>
/// <param name="Info">What is known of the object.</param>
/// <param name="Content">The bytes asked for. Owns the connection.</param>
public sealed record ObjectContent(ObjectInfo Info, Stream Content);

/// <summary>One page of a listing.</summary>
/// <param name="Objects">The objects, ascending.</param>
/// <param name="Prefixes">The common prefixes that the delimiter cut off, each ending in it.</param>
/// <param name="Continuation">Where the next page begins; null on the last.</param>
public sealed record ListPage(IReadOnlyList<ListedObject> Objects, IReadOnlyList<string> Prefixes, string? Continuation);

/// <summary>One page of the parts of an upload.</summary>
/// <param name="Parts">The parts.</param>
/// <param name="Continuation">Where the next page begins; null on the last.</param>
public sealed record PartPage(IReadOnlyList<Part> Parts, string? Continuation);

/// <summary>Which page of the buckets.</summary>
/// <param name="Prefix">Only names that begin so; null for all.</param>
/// <param name="Continuation">The continuation of the page before; null for the first.</param>
/// <param name="Size">The most rows wanted; null for the provider's own number.</param>
public sealed record BucketQuery(string? Prefix, string? Continuation, int? Size);

/// <summary>One page of buckets.</summary>
/// <param name="Buckets">The buckets.</param>
/// <param name="Continuation">Where the next page begins; null on the last.</param>
public sealed record BucketPage(IReadOnlyList<BucketInfo> Buckets, string? Continuation);

/// <summary>How an object is read.</summary>
/// <param name="Range">Which bytes; null for all.</param>
/// <param name="Condition">Under which conditions.</param>
public sealed record GetOptions(ByteRange? Range, ReadCondition Condition);

/// <summary>Conditions of a read.</summary>
/// <param name="IfRevision">The object must be of this revision.</param>
/// <param name="IfNotRevision">The object must not be of this revision, else <see cref="ErrorKind.NotModified"/>.</param>
/// <param name="IfModifiedSince">The object must have changed since, else <see cref="ErrorKind.NotModified"/>.</param>
/// <param name="IfUnmodifiedSince">The object must not have changed since.</param>
public readonly record struct ReadCondition(
    string? IfRevision,
    [property: RequiresCapability("Read.IfNotRevision")] string? IfNotRevision,
    [property: RequiresCapability("Read.Dates")] DateTimeOffset? IfModifiedSince,
    [property: RequiresCapability("Read.Dates")] DateTimeOffset? IfUnmodifiedSince);

/// <summary>Conditions of a delete.</summary>
/// <param name="IfRevision">The object must be of this revision.</param>
public readonly record struct WriteCondition([property: RequiresCapability("Delete.IfRevision")] string? IfRevision);

/// <summary>Which object, in which bucket of the same account.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The key.</param>
/// <param name="Revision">The revision that it must be of; null for whatever is there.</param>
public readonly record struct ObjectAddress(string Bucket, string Key, string? Revision);

/// <summary>How an object is copied.</summary>
/// <param name="IfSourceRevision">The source must be of this revision.</param>
/// <param name="MustNotExist">The target must not exist.</param>
/// <param name="Replace">Headers and metadata of the target; null to keep the source's.</param>
public sealed record CopyOptions(
    [property: RequiresCapability("Copy.IfSourceRevision")] string? IfSourceRevision,
    [property: RequiresCapability("Copy.MustNotExist")] bool MustNotExist,
    PutOptions? Replace);

/// <summary>How an object is renamed.</summary>
/// <param name="Overwrite">Whether an object at the target is replaced; else the call fails with <see cref="ErrorKind.AlreadyExists"/>.</param>
public sealed record MoveOptions(bool Overwrite);

/// <summary>Which page of a listing.</summary>
/// <param name="Prefix">Only keys that begin so; null for all.</param>
/// <param name="Delimiter">Where keys are cut into common prefixes; null for no cut.</param>
/// <param name="StartFrom">Where the listing begins, in the sense of <see cref="ListCapabilities.Start"/>; null for the beginning. Is guaranteed null with a continuation and when the capability is None.</param>
/// <param name="Continuation">The continuation of the page before; null for the first.</param>
/// <param name="Size">The most rows wanted.</param>
public sealed record ListQuery(string? Prefix, string? Delimiter, string? StartFrom, string? Continuation, int Size);

/// <summary>What is to be signed.</summary>
/// <param name="Kind">The right to give.</param>
/// <param name="Key">The object.</param>
/// <param name="Expires">How long it holds, from now; at most <see cref="PresignCapabilities.MaxExpires"/>.</param>
/// <param name="ContentType">For Get the type that the answer must state, for Put the type that must be sent; null for any.</param>
/// <param name="ContentDisposition">For Get the disposition that the answer must state; null for the object's.</param>
/// <param name="Upload">For PutPart the upload; null otherwise.</param>
/// <param name="PartNumber">For PutPart the part's number, from 1; null otherwise.</param>
public sealed record PresignQuery(PresignKind Kind, string Key, TimeSpan Expires, string? ContentType, string? ContentDisposition, Upload? Upload, int? PartNumber);

/// <summary>A key that could not be deleted.</summary>
/// <param name="Key">The key.</param>
/// <param name="Error">Why.</param>
/// <param name="Code">The provider's code.</param>
/// <param name="Message">The provider's words.</param>
public readonly record struct DeleteFailure(string Key, ErrorKind Error, string? Code, string? Message);
