namespace Virga.Specs.Model;

public enum ProtocolKind
{
    RestJson,
    RestXml,
    AwsJson,
    AwsQuery,
}
