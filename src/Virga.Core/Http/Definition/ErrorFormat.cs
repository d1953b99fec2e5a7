namespace Virga.Http;

/// <summary>Where the parts of an error stand in an answer, and what its codes mean.</summary>
/// <remarks>A path is <c>header.Name</c>, <c>body.a.b[0].c</c> (below the root element in XML) or <c>text</c> (the whole body). The first path that gives a value wins.</remarks>
public sealed class ErrorFormat
{
    /// <summary>Paths of the code.</summary>
    public IReadOnlyList<string> Code { get; init; } = [];

    /// <summary>Paths of the message.</summary>
    public IReadOnlyList<string> Message { get; init; } = [];

    /// <summary>Paths of the request's identifier.</summary>
    public IReadOnlyList<string> RequestId { get; init; } = [];

    /// <summary>What makes a success an error: the name of an XML root element, or a <c>body.x</c> path that has a value; null when a success is a success.</summary>
    public string? Late { get; init; }

    /// <summary>What codes and statuses mean; the first that matches wins, and those with a code go first.</summary>
    public IReadOnlyList<ErrorKindRule> Kinds { get; init; } = [];

    /// <summary>How the body is written. AWS's own forms say where the parts stand, for those of which no path is given.</summary>
    public BodyFormat Body { get; init; }

    internal bool IsXml => Body is BodyFormat.Xml or BodyFormat.AwsQuery;

    internal IReadOnlyList<string> CodePaths => Code.Count > 0 ? Code : Body switch
    {
        BodyFormat.AwsJson => AwsErrorPaths.JsonCode,
        BodyFormat.AwsQuery => AwsErrorPaths.QueryCode,
        _ => [],
    };

    internal IReadOnlyList<string> MessagePaths => Message.Count > 0 ? Message : Body switch
    {
        BodyFormat.AwsJson => AwsErrorPaths.JsonMessage,
        BodyFormat.AwsQuery => AwsErrorPaths.QueryMessage,
        _ => [],
    };

    internal IReadOnlyList<string> RequestIdPaths => RequestId.Count > 0 ? RequestId : Body switch
    {
        BodyFormat.AwsJson => AwsErrorPaths.JsonRequestId,
        BodyFormat.AwsQuery => AwsErrorPaths.QueryRequestId,
        _ => [],
    };
}
