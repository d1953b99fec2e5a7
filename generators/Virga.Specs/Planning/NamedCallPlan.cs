namespace Virga.Specs.Planning;

/// <summary>An operation that is named in the request: in a header (aws-json) or among the fields of a form (aws-query).</summary>
/// <param name="Protocol">aws-json or aws-query.</param>
/// <param name="Name">The target or action.</param>
/// <param name="Version">The version that the protocol wants to be told.</param>
public sealed record NamedCallPlan(string Protocol, string Name, string Version)
{
    public static NamedCallPlan? For(Model.ProtocolModel protocol, string operation) => !protocol.IsCall
        ? null
        : new NamedCallPlan(protocol.Word, protocol.Target.Length == 0 ? operation : protocol.Target + "." + operation, protocol.Version);
}
