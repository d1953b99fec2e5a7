namespace Virga.Specs.Planning;

/// <summary>Everything that emission prints for one service, and what adapters bind to. Every member must be immutable and compared by value.</summary>
public sealed record ClientPlan
{
    public required string ServiceName { get; init; }
    public required string Namespace { get; init; }

    /// <summary>Type name without namespace: <c>NotesClient</c>.</summary>
    public required string ClientType { get; init; }

    public required string Accessibility { get; init; }
    public string? Summary { get; init; }
    public required EquatableArray<OperationPlan> Operations { get; init; }
    public required EquatableArray<ObjectPlan> Objects { get; init; }
    public required EquatableArray<EnumPlan> Enums { get; init; }
    public EquatableArray<UnionPlan> Unions { get; init; }
    public required ServicePlan Service { get; init; }

    /// <summary>What the runtime is told of operations, once for all that differ in nothing but their names.</summary>
    public EquatableArray<DefinitionPlan> Definitions { get; init; }

    /// <summary>The result class that most operations share; null when none is.</summary>
    public SharedResultPlan? SharedResult { get; init; }

    /// <summary>Names of the emitted types that are neither client nor model: codecs and profiles.</summary>
    public required string CodecType { get; init; }

    public required string ProfilesType { get; init; }

    /// <summary>The class that registers the client in a container, where the consumer has what that needs.</summary>
    public required string RegistrationType { get; init; }

    /// <summary>The interface of the client; null when none is wanted.</summary>
    public string? InterfaceType { get; init; }

    /// <summary>Path of the spec, for messages.</summary>
    public required string SpecPath { get; init; }
}

/// <summary>One argument of a method or member of a body, as adapters and callers see it.</summary>
/// <param name="WireName">Name in the spec.</param>
/// <param name="Argument">C# argument name, keyword-safe (<c>@class</c>).</param>
/// <param name="Location">path, query, header, cookie, body (the whole body as one argument), form (a part of multipart/form-data), file-name (the name that a file part is sent under), part-header (a header of a part) or server (a server variable).</param>
/// <param name="Type">Its type.</param>
/// <param name="IsRequired">Whether a value must be given: not nullable, no default, in the method's first group.</param>
/// <param name="Default">C# literal of the spec's default or const; null when there is none.</param>
public sealed record ArgumentPlan(string WireName, string Argument, string Location, TypePlan Type, bool IsRequired, string? Default)
{
    public string? Description { get; init; }
    public string Encoding { get; init; } = "segment";
    public string? HeaderPrefix { get; init; }
    public bool Explode { get; init; } = true;

    /// <summary>OpenAPI's style, or json; empty for a body's parts.</summary>
    public string Style { get; init; } = "";

    public bool AllowReserved { get; init; }

    /// <summary>Whether each item of the list is a part of the form.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>For a header of a part of a form: the part.</summary>
    public string? Part { get; init; }

    /// <summary>Whether the value is neither a text nor a list of texts, so that its JSON codec writes it and the runtime puts that into the style.</summary>
    public bool UsesJson { get; init; }

    public bool IsFlag { get; init; }
    public bool IsConstant { get; init; }
    public bool IdempotencyToken { get; init; }

    /// <summary>Session and value when the client fills it; callers and adapters do not see it then.</summary>
    public string? FromSession { get; init; }

    /// <summary>The kept value that FromSession names.</summary>
    public string? SessionValue { get; init; }

    /// <summary>The text that goes on the wire for a constant.</summary>
    public string? ConstantText { get; init; }

    /// <summary>Whether the type takes a question mark in the signature.</summary>
    public bool IsNullable { get; init; }

    /// <summary>For a part of a form, and the body: the media type; null for what the kind of the part says.</summary>
    public string? MediaType { get; init; }

    public bool Deprecated { get; init; }
    public string? FromClient { get; init; }
    public bool IsHostLabel { get; init; }
}

/// <summary>A member of an answer: of the result class for headers, of the body object otherwise.</summary>
/// <param name="WireName">Name in the spec: header name or body member.</param>
/// <param name="Property">C# property name.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsNullable">Whether it may be null.</param>
public sealed record MemberPlan(string WireName, string Property, TypePlan Type, bool IsNullable)
{
    public string? Description { get; init; }
    public string? HeaderPrefix { get; init; }

    /// <summary>A header whose value is JSON.</summary>
    public bool IsJson { get; init; }

    /// <summary>A header whose value is an object: <c>a=1,b=2</c> in place of <c>a,1,b,2</c>.</summary>
    public bool Explode { get; init; }

    public bool IsRequired { get; init; }
    public string? Default { get; init; }
    public EquatableArray<string> Aliases { get; init; }
    public bool ReadOnly { get; init; }
    public bool WriteOnly { get; init; }
    public bool Deprecated { get; init; }
    public bool Sensitive { get; init; }

    /// <summary>How the client fills the member where the caller leaves it out; null when it does not.</summary>
    public FillPlan? Fill { get; init; }

    public string XmlName { get; init; } = "";
    public string? XmlNamespace { get; init; }
    public bool XmlAttribute { get; init; }

    /// <summary>The prefix of an attribute's name; null for none.</summary>
    public string? XmlPrefix { get; init; }

    /// <summary>For a wrapped list the name of its item elements; null for a flat one.</summary>
    public string? XmlItemName { get; init; }

    /// <summary>Whether each entry of a map stands by itself under the member's name.</summary>
    public bool IsFlatMap { get; init; }

    /// <summary>Whether a list without items is told in a form, since the caller can leave it out.</summary>
    public bool FormSendsEmpty { get; init; }
}

/// <summary>Where a value comes from that the caller may leave out: a client setting, a session's value, or (when both are null) a new idempotency token.</summary>
public sealed record FillPlan(string? Client, string? Session, string? SessionValue);

public enum ResultShape
{
    /// <summary>ValueTask.</summary>
    None,

    /// <summary>ValueTask of the body's type.</summary>
    Body,

    /// <summary>ValueTask of a result class with the header members, and Body when there is one.</summary>
    Result,

    /// <summary>ValueTask of a disposable result class with the header members and Content, a stream that owns the response.</summary>
    Stream,

    /// <summary>IAsyncEnumerable of the body's type, or of events with data of that type.</summary>
    Items,
}

public sealed record OperationPlan
{
    public required string Id { get; init; }

    /// <summary>Method name without Async.</summary>
    public required string Name { get; init; }

    /// <summary>The same operation with a body of another shape, each a method of its own.</summary>
    public EquatableArray<OperationPlan> Variants { get; init; }

    /// <summary>It and its variants: every method that sends it.</summary>
    public IEnumerable<OperationPlan> Methods => Variants.Prepend(this);

    public required string HttpMethod { get; init; }
    public required EquatableArray<PathPartPlan> Path { get; init; }
    public required string ConstantQuery { get; init; }

    /// <summary>Arguments in the order of the method's signature: required first; whatever callers do not see carries FromSession, FromClient or IsConstant.</summary>
    public required EquatableArray<ArgumentPlan> Arguments { get; init; }

    public required BodyPlan? Body { get; init; }
    public required ResultShape Result { get; init; }

    /// <summary>The result class, fully qualified, for Result and Stream.</summary>
    public string? ResultType { get; init; }

    /// <summary>Whether the result class is the one that most operations share.</summary>
    public bool IsResultShared { get; init; }

    /// <summary>Field of the client that holds what the runtime is told of it.</summary>
    public string Definition { get; init; } = "";

    /// <summary>The same where a call may be sent again though the operation may not in general; empty without such calls.</summary>
    public string RepeatableDefinition { get; init; } = "";

    /// <summary>Header members of the result class.</summary>
    public EquatableArray<MemberPlan> Headers { get; init; }

    /// <summary>Type of the body; null without one or for a stream.</summary>
    public TypePlan? BodyType { get; init; }

    /// <summary>How the body comes in: json, xml, text, binary; null without one.</summary>
    public string? BodyKind { get; init; }

    /// <summary>For items how they come: Lines, Records, Array, Events (JSON in their data) or TextEvents; null for others.</summary>
    public string? Stream { get; init; }

    /// <summary>Root element of an XML body; behind a slash the element in it that holds the value.</summary>
    public string? BodyXmlRoot { get; init; }

    /// <summary>Other ways in which the body may be written (json, xml, text), told apart by Content-Type.</summary>
    public EquatableArray<string> BodyAlso { get; init; }

    /// <summary>Bodies of other successes, where they differ from the first: members of the result.</summary>
    public EquatableArray<BodyAnswerPlan> MoreBodies { get; init; }

    /// <summary>Whether it is an operation of the spec in another media type: adapters and counts take the first.</summary>
    public bool IsVariant { get; init; }

    /// <summary>Everything that is read of its successes: types and how they are written.</summary>
    public IEnumerable<(TypePlan Type, string? Kind, string? XmlRoot)> ReadBodies
    {
        get
        {
            foreach (var header in Headers) if (header.IsJson) yield return (header.Type, "json", null);
            if (BodyType is null) yield break;
            yield return (BodyType, BodyKind, BodyXmlRoot);
            foreach (var kind in BodyAlso) yield return (BodyType, kind, BodyXmlRoot);
            foreach (var body in MoreBodies) if (body.Kind != "binary") yield return (body.Type, body.Kind, body.XmlRoot);
        }
    }

    /// <summary>Value of the Accept header; null to send none.</summary>
    public string? Accept { get; init; }

    /// <summary>Server variables that a session fills for this operation.</summary>
    public EquatableArray<ServerVariablePlan> SessionServers { get; init; }

    /// <summary>Part of the server template behind a variable that a call or a session fills; goes in front of the path.</summary>
    public string PathPrefix { get; init; } = "";

    /// <summary>Whether the body may be missing in a success.</summary>
    public bool IsBodyOptional { get; init; }

    /// <summary>Statuses that are a success, as the spec declares them.</summary>
    public required EquatableArray<int> SuccessStatuses { get; init; }

    public PagePlan? Page { get; init; }

    /// <summary>How the request names the operation, in protocols where the path does not; null in all others.</summary>
    public NamedCallPlan? Call { get; init; }

    /// <summary>What the method of one page is called, without Async: where no items are listed it keeps the operation's name.</summary>
    public string PageMethod => Page is null or { ItemsPath: "" } ? Name : Name + "Page";

    /// <summary>What follows when the service works on after it has answered; the result is then that of the work.</summary>
    public LongRunningPlan? LongRunning { get; init; }

    public EquatableArray<WaiterPlan> Waiters { get; init; }

    public bool CanPresign { get; init; }
    public string? Summary { get; init; }
    public string? Remarks { get; init; }
    public bool Deprecated { get; init; }

    /// <summary>What the runtime is told of the operation, beside the above.</summary>
    public required OperationTraits Traits { get; init; }
}

/// <summary>What the runtime is told of all operations that are alike in it.</summary>
/// <param name="Field">The field of the client.</param>
/// <param name="HttpMethod">The HTTP method in capitals.</param>
/// <param name="SuccessStatuses">Statuses that are a success.</param>
/// <param name="Traits">What the spec says beside.</param>
/// <param name="Idempotent">Whether sending twice does what sending once does; null for what the method says.</param>
/// <param name="Accept">Value of the Accept header; null to send none.</param>
/// <param name="HasBody">Whether a success has a body.</param>
/// <param name="Streams">Whether the body goes to the caller as a stream.</param>
public sealed record DefinitionPlan(string Field, string HttpMethod, EquatableArray<int> SuccessStatuses, OperationTraits Traits, bool? Idempotent, string? Accept, bool HasBody, bool Streams);

/// <summary>A result class for the header members that most operations have in common: one without a body, and a generic one with.</summary>
/// <param name="Type">Both classes, fully qualified, without type arguments.</param>
/// <param name="Name">Their name.</param>
/// <param name="Headers">The header members.</param>
public sealed record SharedResultPlan(string Type, string Name, EquatableArray<MemberPlan> Headers);

public sealed record PathPartPlan(string? Literal, string? Argument, string Encoding);

/// <summary>How the body goes out.</summary>
/// <param name="Kind">json, xml, text, form (multipart), urlencoded or binary.</param>
/// <param name="MediaType">Content-Type as sent.</param>
/// <param name="Argument">The argument that holds the body; empty for a form.</param>
/// <param name="Type">Its type; a stream for bytes.</param>
/// <param name="IsRequired">Whether a body must be given.</param>
/// <param name="XmlRoot">Root element; null unless XML.</param>
/// <param name="XmlNamespace">Its namespace.</param>
public sealed record BodyPlan(string Kind, string MediaType, string Argument, TypePlan Type, bool IsRequired, string? XmlRoot, string? XmlNamespace)
{
    /// <summary>Members that the client fills, and objects that hold such members.</summary>
    public EquatableArray<MemberFillPlan> Fills { get; init; }

    /// <summary>C# that makes the body where the caller gives none, because the client can fill all that must be there; null when the caller must.</summary>
    public string? Made { get; init; }

    /// <summary>Fields of an urlencoded form that are not written the usual way.</summary>
    public EquatableArray<FieldStylePlan> Fields { get; init; }
}

/// <summary>How one field of an urlencoded form is written: OpenAPI's style, or json.</summary>
public sealed record FieldStylePlan(string Name, string Style, bool Explode, bool AllowReserved);

/// <summary>A member of a body that the client fills, or an object member with such members inside.</summary>
public sealed record MemberFillPlan(string Property, TypePlan Type, bool IsNullable, FillPlan? Fill, EquatableArray<MemberFillPlan> Members);

/// <summary>
/// Paging. The methods are: NameAsync (one page, the operation as any other), and for paged ones NamePagesAsync (pages) and NameItemsAsync is not emitted:
/// items come from EnumerateMethod.
/// </summary>
/// <param name="Kind">token, link, offset or last-item.</param>
/// <param name="ItemsPath">C# expression of the items on a page, from the variable <c>page</c>, null-safe; empty where only pages are followed.</param>
/// <param name="ItemType">Type of an item.</param>
/// <param name="NextPath">C# expression of the next token on a page as string?.</param>
/// <param name="IntoArgument">The argument that the token goes into.</param>
/// <param name="MorePath">C# expression (bool?) that says whether more follows; null when the token alone says so.</param>
/// <param name="SizeArgument">The argument of the page size.</param>
public sealed record PagePlan(string Kind, string ItemsPath, TypePlan ItemType, string NextPath, string IntoArgument, string? MorePath, string? SizeArgument)
{
    /// <summary>The page as the methods give it.</summary>
    public string PageType { get; init; } = "";

    /// <summary>Type of the argument that the token goes into; a string for links.</summary>
    public TypePlan? IntoType { get; init; }

    /// <summary>The property of the body that the token goes into; null where it goes into an argument.</summary>
    public string? IntoMember { get; init; }

    /// <summary>The values that tell where the next page begins, behind the first one.</summary>
    public EquatableArray<PageMarkerPlan> Markers { get; init; }
}

/// <summary>One more value that tells where the next page begins: a C# expression over <c>page</c>, and the argument that takes it.</summary>
public sealed record PageMarkerPlan(string NextPath, string IntoArgument);

public sealed record OperationTraits
{
    public string? Security { get; init; }

    /// <summary>The schemes of each alternative; empty where Security alone says it.</summary>
    public EquatableArray<EquatableArray<string>> Alternatives { get; init; }

    /// <summary>Whether the call goes out without credentials when the client has none for the scheme.</summary>
    public bool IsSecurityOptional { get; init; }

    public bool? Idempotent { get; init; }
    public EquatableArray<string> IdempotentWhen { get; init; }
    public EquatableArray<string> RetryOn { get; init; }
    public EquatableArray<string> RetryNotOn { get; init; }
    public bool LengthRequired { get; init; }
    public bool ExpectContinue { get; init; }
    public string Framing { get; init; } = "plain";
    public string? PresignPermission { get; init; }
    public string? PresignSecurity { get; init; }
    public ChecksumPlan? Checksum { get; init; }
    public ErrorFormatPlan? Errors { get; init; }
    public EquatableArray<TypedErrorPlan> TypedErrors { get; init; }
    public string? ServerTemplate { get; init; }
    public EquatableArray<ServerVariablePlan> ServerVariables { get; init; }
}

public sealed record ChecksumPlan(EquatableArray<string> Algorithms, string? Default, bool Required, string? Header, string When, string? ResponseHeader);

public sealed record ErrorFormatPlan(EquatableArray<string> Code, EquatableArray<string> Message, EquatableArray<string> RequestId, string? Late, EquatableArray<ErrorKindPlan> Kinds)
{
    /// <summary>The protocol whose errors these are; null for the service's own.</summary>
    public string? Format { get; init; }
}

public sealed record ErrorKindPlan(string? Code, int? Status, string Kind, bool Retryable);

/// <summary>The type that the body of an error is read into, by status and code.</summary>
public sealed record TypedErrorPlan(int StatusFrom, int StatusTo, string? Code, TypePlan Type)
{
    /// <summary>json, xml or text.</summary>
    public string BodyKind { get; init; } = "json";

    public string? XmlRoot { get; init; }
}

/// <summary>What the client tells the runtime once.</summary>
public sealed record ServicePlan
{
    public required string Protocol { get; init; }
    public string? XmlNamespace { get; init; }
    public required string ServerTemplate { get; init; }
    public required EquatableArray<ServerVariablePlan> Variables { get; init; }
    public required ErrorFormatPlan Errors { get; init; }
    public required EquatableArray<SchemePlan> Schemes { get; init; }
    public required EquatableArray<SessionPlan> Sessions { get; init; }
    public required EquatableArray<ProfilePlan> Profiles { get; init; }
    public string? Addressing { get; init; }
}

public sealed record ServerVariablePlan(string Name, string? Default, string? Session, string? SessionValue, bool IsArgument)
{
    /// <summary>The client setting that fills it, when that has another name.</summary>
    public string? Setting { get; init; }
}

public sealed record SchemePlan(string Key, string Type, string? HttpScheme, string? In, string? ParameterName, string? Scheme, EquatableArray<OptionPlan> Options)
{
    public string? TokenUrl { get; init; }
    public string? OpenIdConnectUrl { get; init; }
}

public sealed record OptionPlan(string Name, string Value);

/// <summary>A session: the C# call that opens it, and what is kept of the answer as C# expressions from the variable <c>answer</c>.</summary>
public sealed record SessionPlan(string Name, string Operation, EquatableArray<SessionArgumentPlan> With, EquatableArray<OptionPlan> Keep, string? ExpiresExpression, bool ExpiresInSeconds, EquatableArray<int> RenewOn);

/// <summary>An argument of a session's operation: Literal is a C# literal; otherwise a client setting, or a value of another session, both texts.</summary>
public sealed record SessionArgumentPlan(string Argument, TypePlan Type, string? Literal, string? Client, string? Session, string? SessionValue);

public sealed record ProfilePlan(string Name, string Property, string? Server, string? Addressing, EquatableArray<string> Without, string? Checksum, string? Payload, string? Region, string? Summary);

/// <summary>An object type: a sealed record with a codec.</summary>
public sealed record ObjectPlan
{
    public required TypePlan Type { get; init; }
    public required string Name { get; init; }
    public required EquatableArray<MemberPlan> Members { get; init; }
    public TypePlan? Unknown { get; init; }
    public string? XmlRoot { get; init; }
    public EquatableArray<string> XmlRootAliases { get; init; }
    public string? XmlNamespace { get; init; }
    public string? Summary { get; init; }
    public bool Deprecated { get; init; }
    public bool IsRead => ReadsJson || ReadsXml;
    public bool IsWritten => WritesJson || WritesXml || WritesForm;
    public bool ReadsJson { get; init; }
    public bool ReadsXml { get; init; }
    public bool WritesJson { get; init; }
    public bool WritesXml { get; init; }

    /// <summary>Whether it is written as the fields of a form.</summary>
    public bool WritesForm { get; init; }

    /// <summary>Whether a value is exactly one of the members.</summary>
    public bool IsSingle { get; init; }

    /// <summary>Whether ToString must not show the members.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>Property of the members that the spec does not name; null when they are skipped.</summary>
    public string? UnknownProperty { get; init; }
}

/// <summary>An enum: an open one is a readonly struct over its text, a closed one a C# enum.</summary>
public sealed record EnumPlan(TypePlan Type, string Name, bool IsOpen, bool IsInteger, EquatableArray<EnumMemberPlan> Members, string? Summary)
{
    public bool Deprecated { get; init; }
}

public sealed record EnumMemberPlan(string Value, string Name, string? Summary);
