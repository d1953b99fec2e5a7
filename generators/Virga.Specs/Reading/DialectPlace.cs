namespace Virga.Specs.Reading;

/// <summary>Where in a spec a key of the dialect may stand.</summary>
[Flags]
public enum DialectPlace
{
    None = 0,
    Root = 1,
    ServerVariable = 2,
    SecurityScheme = 4,
    Operation = 8,
    Parameter = 16,
    MediaType = 32,
    Response = 64,
    ResponseHeader = 128,
    Schema = 256,

    /// <summary>A property of an object schema; what stands beside its $ref included.</summary>
    Member = 512,
}
