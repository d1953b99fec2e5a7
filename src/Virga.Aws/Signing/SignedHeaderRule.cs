namespace Virga.Aws.Signing;

/// <summary>Which headers of a request are signed besides <c>host</c>.</summary>
internal enum SignedHeaderRule
{
    /// <summary>What the service asks for: <c>x-amz-*</c>, <c>content-type</c> and <c>content-md5</c>. The rest may be changed on the way without breaking the signature.</summary>
    Required,

    /// <summary>All that are given, as in a presigned request, whose holder must send exactly them.</summary>
    All,
}
