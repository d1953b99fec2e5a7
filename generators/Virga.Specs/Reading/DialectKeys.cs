namespace Virga.Specs.Reading;

/// <summary>Every key of the dialect, once. specs/README.md and specs/virga.schema.json are compared with this table by a test.</summary>
public static class DialectKeys
{
    public const string Prefix = "x-virga-";

    public const string PartOf = "x-virga-part-of";
    public const string Protocol = "x-virga-protocol";
    public const string Error = "x-virga-error";
    public const string ErrorCode = "x-virga-error-code";
    public const string Endpoint = "x-virga-endpoint";
    public const string Scheme = "x-virga-scheme";
    public const string Sessions = "x-virga-sessions";
    public const string From = "x-virga-from";
    public const string Retry = "x-virga-retry";
    public const string IdempotencyToken = "x-virga-idempotency-token";
    public const string Pageable = "x-virga-pageable";
    public const string LongRunning = "x-virga-long-running";
    public const string Waiters = "x-virga-waiters";
    public const string Presign = "x-virga-presign";
    public const string Checksum = "x-virga-checksum";
    public const string Body = "x-virga-body";
    public const string Stream = "x-virga-stream";
    public const string Method = "x-virga-method";
    public const string HeaderPrefix = "x-virga-header-prefix";
    public const string Encoding = "x-virga-encoding";
    public const string Since = "x-virga-since";
    public const string Until = "x-virga-until";
    public const string ServerVersion = "x-virga-server-version";
    public const string Aliases = "x-virga-aliases";
    public const string KeepUnknown = "x-virga-keep-unknown";
    public const string Name = "x-virga-name";
    public const string Enum = "x-virga-enum";
    public const string Sensitive = "x-virga-sensitive";
    public const string Row = "x-virga-row";
    public const string Map = "x-virga-map";

    public static IReadOnlyList<DialectKey> All { get; } =
    [
        new(PartOf, DialectPlace.Root),
        new(Protocol, DialectPlace.Root),
        new(Error, DialectPlace.Root | DialectPlace.Operation),
        new(ErrorCode, DialectPlace.Response),
        new(Endpoint, DialectPlace.Root),
        new(Scheme, DialectPlace.SecurityScheme),
        new(Sessions, DialectPlace.Root),
        new(From, DialectPlace.ServerVariable | DialectPlace.Parameter | DialectPlace.Member),
        new(Retry, DialectPlace.Root | DialectPlace.Operation),
        new(IdempotencyToken, DialectPlace.Parameter | DialectPlace.Member),
        new(Pageable, DialectPlace.Operation),
        new(LongRunning, DialectPlace.Operation),
        new(Waiters, DialectPlace.Operation),
        new(Presign, DialectPlace.Operation),
        new(Checksum, DialectPlace.Operation),
        new(Body, DialectPlace.Operation),
        new(Stream, DialectPlace.MediaType),
        new(Method, DialectPlace.Operation),
        new(HeaderPrefix, DialectPlace.Parameter | DialectPlace.ResponseHeader),
        new(Encoding, DialectPlace.Parameter),
        new(Since, DialectPlace.Operation | DialectPlace.Parameter | DialectPlace.Member | DialectPlace.Schema, HasEffect: false),
        new(Until, DialectPlace.Operation | DialectPlace.Parameter | DialectPlace.Member | DialectPlace.Schema, HasEffect: false),
        new(ServerVersion, DialectPlace.Root, HasEffect: false),
        new(Aliases, DialectPlace.Schema | DialectPlace.Member),
        new(KeepUnknown, DialectPlace.Schema | DialectPlace.Member),
        new(Name, DialectPlace.Root | DialectPlace.Operation | DialectPlace.Parameter | DialectPlace.ResponseHeader | DialectPlace.MediaType | DialectPlace.Schema | DialectPlace.Member),
        new(Enum, DialectPlace.Schema | DialectPlace.Member),
        new(Row, DialectPlace.Schema),
        new(Map, DialectPlace.Schema | DialectPlace.Member),
        new(Sensitive, DialectPlace.Schema | DialectPlace.Member | DialectPlace.Parameter | DialectPlace.ResponseHeader),
    ];

    public static DialectKey? Find(string name) => All.FirstOrDefault(key => key.Name == name);
}
