namespace Virga.Specs.Model;

public sealed class OperationModel
{
    /// <summary>operationId as written.</summary>
    public required string Id { get; init; }

    /// <summary>Name in C#: x-virga-name, else from the operationId, without Async.</summary>
    public required string Name { get; init; }

    public required string Method { get; init; }

    /// <summary>The path key as written, fragment and query included.</summary>
    public required string PathKey { get; init; }

    public required IReadOnlyList<PathPart> Path { get; init; }

    /// <summary>The constant query of the path key, still encoded (<c>kind=2</c>); empty for none.</summary>
    public required string ConstantQuery { get; init; }

    /// <summary>The operation's own servers, or the path item's; empty for the document's.</summary>
    public required IReadOnlyList<ServerModel> Servers { get; init; }

    public required IReadOnlyList<ParameterModel> Parameters { get; init; }
    public BodyModel? Body { get; init; }
    public required IReadOnlyList<ResponseModel> Responses { get; init; }

    /// <summary>Key of the security scheme; null when the operation is anonymous.</summary>
    public string? Security { get; init; }

    /// <summary>All alternatives, each the schemes that it needs at once; Security is the first of the first.</summary>
    public IReadOnlyList<IReadOnlyList<string>> SecurityAlternatives { get; init; } = [];

    /// <summary>The spec offers <c>{}</c> beside the scheme: the operation also answers without credentials.</summary>
    public bool IsSecurityOptional { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public PageableModel? Pageable { get; init; }
    public LongRunningModel? LongRunning { get; init; }
    public IReadOnlyList<WaiterModel> Waiters { get; init; } = [];
    public PresignModel? Presign { get; init; }
    public ChecksumModel? Checksum { get; init; }
    public BodyTraitsModel? BodyTraits { get; init; }
    public RetryModel? Retry { get; init; }
    public ErrorFormatModel? Errors { get; init; }
    public string? Summary { get; init; }
    public string? Description { get; init; }
    public bool Deprecated { get; init; }
    public required SourcePosition Position { get; init; }
}

/// <summary>A literal of the path (already percent-encoded), or a parameter in it.</summary>
public sealed record PathPart(string? Literal, string? Parameter);

public enum ParameterLocation
{
    Path,
    Query,
    Header,
    Cookie,
}

public sealed record ParameterModel
{
    public required string WireName { get; init; }

    /// <summary>Name in C# as a PascalCase stem; planners turn it into an argument name.</summary>
    public required string Name { get; init; }

    public required ParameterLocation In { get; init; }
    public required bool Required { get; init; }
    public required SchemaModel Schema { get; init; }

    /// <summary>x-virga-encoding: segment (default), path (keeps slashes) or none.</summary>
    public string Encoding { get; init; } = "segment";

    /// <summary>x-virga-header-prefix: the parameter is a map and each entry a header.</summary>
    public string? HeaderPrefix { get; init; }

    /// <summary>OpenAPI's style (simple, label, matrix, form, spaceDelimited, pipeDelimited, deepObject), the default of the place where none is given; json for a value of 'content'.</summary>
    public string Style { get; init; } = "form";

    /// <summary>Query arrays: a=1&amp;a=2 when true, a=1,2 when false; likewise the members of objects.</summary>
    public bool Explode { get; init; } = true;

    /// <summary>Reserved characters of a query value are sent as they are.</summary>
    public bool AllowReserved { get; init; }

    /// <summary>allowEmptyValue with a boolean schema: the name alone is sent when true (<c>?deep</c>).</summary>
    public bool IsFlag { get; init; }

    public ValueSource? From { get; init; }
    public bool IdempotencyToken { get; init; }
    public bool Sensitive { get; init; }
    public string? Description { get; init; }
    public bool Deprecated { get; init; }
    public required SourcePosition Position { get; init; }
}

/// <summary>How the body of a request is written.</summary>
public enum RequestKind
{
    Json,
    Xml,
    Text,

    /// <summary>multipart/form-data: each property of the schema a part.</summary>
    Form,

    /// <summary>application/x-www-form-urlencoded: each property of the schema a field.</summary>
    UrlEncoded,

    /// <summary>Streamed bytes: a schema of format binary, contentMediaType, or a media type of which nothing else is known.</summary>
    Bytes,
}

public sealed class BodyModel
{
    /// <summary>The media type that is sent; a pattern stands as application/octet-stream.</summary>
    public required string MediaType { get; init; }

    public required RequestKind Kind { get; init; }
    public required bool Required { get; init; }

    /// <summary>Null for bytes.</summary>
    public SchemaModel? Schema { get; init; }

    public bool IsBinary => Kind == RequestKind.Bytes;

    /// <summary>OpenAPI's encoding of single properties of a form.</summary>
    public IReadOnlyDictionary<string, PartEncoding> Encodings { get; init; } = new Dictionary<string, PartEncoding>();

    /// <summary>Whether other media types may be sent in the same shape, so that the caller says which: several are declared, or a pattern, or one that needs a boundary.</summary>
    public bool IsMediaTypeOpen { get; init; }

    /// <summary>What tells this body from the operation's main one, as part of a name: Xml, Form, Text; empty for the main one.</summary>
    public string Variant { get; init; } = "";

    /// <summary>The bodies of the other media types that have another shape.</summary>
    public IReadOnlyList<BodyModel> Others { get; init; } = [];

    /// <summary>C# name of the single body argument, when x-virga-name is given.</summary>
    public string? Name { get; init; }

    public string? Description { get; init; }
    public required SourcePosition Position { get; init; }
}

/// <summary>How one property of a form is written. ContentType is the first that is no pattern; Style and Explode are null where none is given.</summary>
public sealed record PartEncoding(string? ContentType, string? Style, bool? Explode, bool AllowReserved, IReadOnlyList<HeaderModel> Headers, SourcePosition Position);

public sealed record ResponseModel
{
    /// <summary>First and last status that this response stands for; 0 to 0 for default.</summary>
    public required int StatusFrom { get; init; }

    public required int StatusTo { get; init; }

    /// <summary>x-virga-error-code on an error response: only when the error carries this code.</summary>
    public string? ErrorCode { get; init; }

    public bool IsDefault => StatusFrom == 0;

    public bool IsSuccess => StatusFrom is >= 200 and < 300;

    /// <summary>The shapes that the body may have, the one that is asked for first; empty without a body.</summary>
    public IReadOnlyList<ContentModel> Contents { get; init; } = [];

    public ContentModel? Content => Contents.Count == 0 ? null : Contents[0];

    public string? MediaType => Content?.MediaType;

    public SchemaModel? Schema => Content?.Schema;

    public bool IsBinary => Content?.IsBinary == true;

    public required IReadOnlyList<HeaderModel> Headers { get; init; }
    public string? Description { get; init; }
    public required SourcePosition Position { get; init; }
}

public sealed class HeaderModel
{
    /// <summary>Its value is JSON: it has content in place of a schema.</summary>
    public bool IsJson { get; init; }

    /// <summary>An object is written a=1,b=2 rather than a,1,b,2.</summary>
    public bool Explode { get; init; }

    public required string WireName { get; init; }
    public required string Name { get; init; }
    public required bool Required { get; init; }
    public required SchemaModel Schema { get; init; }
    public string? HeaderPrefix { get; init; }
    public bool Sensitive { get; init; }
    public string? Description { get; init; }
    public required SourcePosition Position { get; init; }
}

/// <summary>x-virga-pageable. Items, Next and More are paths in the answer (body.a.b, header.X); Into and Size are parameters. Items is null where only pages are followed.</summary>
public sealed record PageableModel(string Kind, string? Items, string Next, string? Into, string? More, string? Size, SourcePosition Position)
{
    /// <summary>Where the next page begins in more than one value: those behind the first.</summary>
    public IReadOnlyList<PageMarkerModel> Markers { get; init; } = [];

    /// <summary>Read from x-ms-pageable: what does not fit is no fault.</summary>
    public bool IsForeign { get; init; }
}

/// <summary>A path in the answer and the parameter that takes its value for the next page.</summary>
public sealed record PageMarkerModel(string Next, string Into);

/// <summary>x-virga-presign: true, or the scheme's permission and another security scheme.</summary>
public sealed record PresignModel(string? Permission, string? Security);

/// <summary>x-virga-checksum. Header may hold {algorithm}.</summary>
public sealed record ChecksumModel(IReadOnlyList<string> Algorithms, string? Default, bool Required, string? Header, string When, string? ResponseHeader, SourcePosition Position);

/// <summary>x-virga-body.</summary>
public sealed record BodyTraitsModel(bool LengthRequired, bool ExpectContinue, string Framing);
