namespace Virga.Specs.Model;

/// <summary>What a spec says, with every reference resolved and every x-virga key read. Never cached: it may hold cycles and positions.</summary>
public sealed class ServiceModel
{
    /// <summary>Name in C# without the Client ending: x-virga-name at the root, else from info.title.</summary>
    public required string Name { get; init; }

    public required string Path { get; init; }
    public string? Title { get; init; }
    public string? Description { get; init; }
    public string? Version { get; init; }
    public required ProtocolModel Protocol { get; init; }
    public required IReadOnlyList<ServerModel> Servers { get; init; }
    public EndpointModel? Endpoint { get; init; }
    public required ErrorFormatModel Errors { get; init; }
    public RetryModel? Retry { get; init; }
    public required IReadOnlyList<SecuritySchemeModel> Schemes { get; init; }
    public required IReadOnlyList<SessionModel> Sessions { get; init; }
    public required IReadOnlyList<OperationModel> Operations { get; init; }

    /// <summary>The schemas under components, in document order.</summary>
    public required IReadOnlyList<SchemaModel> Schemas { get; init; }
}

/// <summary>A server: a URL template such as <c>https://{region}.files.example.com</c>.</summary>
public sealed record ServerModel(string Url, IReadOnlyList<ServerVariableModel> Variables, SourcePosition Position);

public sealed record ServerVariableModel(string Name, string? Default, IReadOnlyList<string> Enum, ValueSource? From, string? Description, SourcePosition Position);

/// <summary>x-virga-from: <c>argument</c>, <c>session.account.Token</c> or <c>client.X</c>.</summary>
public enum ValueSourceKind
{
    Argument,
    Session,
    Client,
}

/// <summary>Session is the session's name; Name is the kept value, or the client setting.</summary>
public sealed record ValueSource(ValueSourceKind Kind, string? Session, string? Name, SourcePosition Position);

/// <summary>x-virga-endpoint: how a bucket parameter goes into the address, and named profiles.</summary>
public sealed record EndpointModel(IReadOnlyList<string> Addressing, string? BucketParameter, IReadOnlyList<ProfileModel> Profiles);

public sealed record ProfileModel(
    string Name,
    string? Server,
    string? Addressing,
    IReadOnlyList<string> Without,
    string? Checksum,
    string? Payload,
    string? Region,
    string? Description,
    SourcePosition Position);

/// <summary>x-virga-error: paths in the answer (header.X, body.a.b, text, status) where the parts of an error stand. Late: the root element or body path of an error inside a success.</summary>
public sealed record ErrorFormatModel(
    IReadOnlyList<string> Code,
    IReadOnlyList<string> Message,
    IReadOnlyList<string> RequestId,
    string? Late,
    IReadOnlyList<ErrorKindRow> Kinds)
{
    /// <summary>The protocol whose errors these are, when it is another one than the service's.</summary>
    public string? Format { get; init; }
}

/// <summary>One row of x-virga-error.kinds: a code or a status and the member of Virga.ErrorKind that it means; whether a retry may help.</summary>
public sealed record ErrorKindRow(string? Code, int? Status, string Kind, bool Retryable, SourcePosition Position);

public sealed record RetryModel(bool? Idempotent, IReadOnlyList<string> IdempotentWhen, IReadOnlyList<string> On, IReadOnlyList<string> NotOn);

/// <summary>A security scheme. Scheme and Options come from x-virga-scheme (name and the rest); else Scheme is null and OpenAPI's type decides.</summary>
public sealed record SecuritySchemeModel(
    string Key,
    string Type,
    string? HttpScheme,
    string? In,
    string? ParameterName,
    string? Scheme,
    IReadOnlyList<KeyValuePair<string, string>> Options,
    SourcePosition Position)
{
    /// <summary>The tokenUrl of the flow clientCredentials.</summary>
    public string? TokenUrl { get; init; }

    public string? OpenIdConnectUrl { get; init; }
}

/// <summary>x-virga-sessions: an operation whose answer is kept for others.</summary>
public sealed record SessionModel(
    string Name,
    string Operation,
    IReadOnlyList<SessionArgument> With,
    IReadOnlyList<SessionValue> Keep,
    string? Expires,
    IReadOnlyList<int> RenewOn,
    SourcePosition Position);

/// <summary>An argument of a session's operation: a literal, or a client setting (client.X), or a value of another session (session.S.X).</summary>
public sealed record SessionArgument(string Parameter, string? Literal, ValueSource? From, SourcePosition Position);

/// <summary>A kept value: its name and the path in the answer (header.X or body.a.b).</summary>
public sealed record SessionValue(string Name, string Path, SourcePosition Position);
