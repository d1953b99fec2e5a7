namespace Virga.Http;

/// <summary>How bodies of errors are written.</summary>
public enum BodyFormat
{
    /// <summary>JSON.</summary>
    Json,

    /// <summary>XML.</summary>
    Xml,

    /// <summary>JSON as AWS writes it: the code in <c>x-amzn-errortype</c>, <c>__type</c> or <c>code</c>, between the <c>#</c> of its namespace and the <c>:</c> of an address; the message in <c>message</c> or <c>Message</c>.</summary>
    AwsJson,

    /// <summary>XML as the AWS query protocol writes it: code and message in <c>Error</c>, the request's identifier in <c>RequestId</c>.</summary>
    AwsQuery,
}
