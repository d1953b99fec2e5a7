using System.Globalization;
using Virga.Specs.Planning;

namespace Virga.Specs.Emission;

/// <summary>Prints what the runtime is told once: the service, and each operation.</summary>
internal sealed class DefinitionEmitter(CodeWriter writer, ClientPlan plan)
{
    public void Service()
    {
        var service = plan.Service;
        writer.Line();
        using var definition = writer.Open($"private static readonly {RuntimeNames.ServiceDefinition} Definition = new()", "};");
        writer.Line($"Name = {CSharpText.Literal(plan.ServiceName)},");
        writer.Line($"ServerTemplate = {CSharpText.Literal(service.ServerTemplate)},");
        if (Variables(service.Variables) is { } variables) writer.Line(variables + ",");
        Errors(service.Errors);
        if (service.Addressing is not null) writer.Line($"Addressing = {RuntimeNames.AddressingStyle}.{(service.Addressing == "virtual-host" ? "VirtualHost" : "Path")},");
        if (service.Schemes.Count == 0) return;
        using var schemes = writer.Open("Schemes = new[]", "},");
        foreach (var scheme in service.Schemes)
        {
            var options = string.Join(", ", scheme.Options.Select(option => $"new({CSharpText.Literal(option.Name)}, {CSharpText.Literal(option.Value)})"));
            var pairs = scheme.Options.Count == 0 ? "[]" : $"new global::System.Collections.Generic.KeyValuePair<string, string>[] {{ {options} }}";
            writer.Line($"new {RuntimeNames.SchemeDefinition}({CSharpText.Literal(scheme.Key)}, {CSharpText.Literal(scheme.Type)}, {CSharpText.LiteralOrNull(scheme.HttpScheme)}, {CSharpText.LiteralOrNull(scheme.In)}, {CSharpText.LiteralOrNull(scheme.ParameterName)}, {CSharpText.LiteralOrNull(scheme.Scheme)}, {pairs}){Tokens(scheme)},");
        }
    }

    public void Operations()
    {
        if (plan.Definitions.Count > 0) writer.Line();
        foreach (var definition in plan.Definitions) Operation(definition);
    }

    private void Operation(DefinitionPlan definition)
    {
        var head = $"private static readonly {RuntimeNames.Operation} {definition.Field} = new({string.Join(", ", definition.SuccessStatuses.Select(Number).Prepend(Method(definition.HttpMethod)))})";
        var members = Members(definition).ToList();
        var isLong = definition.Traits.Errors is not null || definition.Traits.TypedErrors.Count > 1;
        if (!isLong)
        {
            members.AddRange(definition.Traits.TypedErrors.Select(error => $"TypedErrors = [{TypedError(error)}]"));
            writer.Line(members.Count == 0 ? head + ";" : $"{head} {{ {string.Join(", ", members)} }};");
            return;
        }

        using var block = writer.Open(head, "};");
        foreach (var member in members) writer.Line(member + ",");
        if (definition.Traits.Errors is { } format) Errors(format);
        if (definition.Traits.TypedErrors.Count == 0) return;
        using var errors = writer.Open("TypedErrors = new[]", "},");
        foreach (var error in definition.Traits.TypedErrors) writer.Line(TypedError(error) + ",");
    }

    private static IEnumerable<string> Members(DefinitionPlan definition)
    {
        var traits = definition.Traits;
        if (traits.Security is not null) yield return $"Security = {CSharpText.Literal(traits.Security)}";
        if (traits.Alternatives.Count > 0) yield return $"Alternatives = new[] {{ {string.Join(", ", traits.Alternatives.Select(keys => $"new[] {{ {string.Join(", ", keys.Select(CSharpText.Literal))} }}"))} }}";
        if (traits.IsSecurityOptional) yield return "IsSecurityOptional = true";
        if (definition.Idempotent is not null) yield return $"Idempotent = {(definition.Idempotent.Value ? "true" : "false")}";
        if (traits.RetryOn.Count > 0) yield return Texts("RetryOn", traits.RetryOn);
        if (traits.RetryNotOn.Count > 0) yield return Texts("RetryNotOn", traits.RetryNotOn);
        if (traits.LengthRequired) yield return "LengthRequired = true";
        if (traits.ExpectContinue) yield return "ExpectContinue = true";
        if (traits.Framing != "plain") yield return $"Framing = {CSharpText.Literal(traits.Framing)}";
        if (definition.Accept is not null) yield return $"Accept = {CSharpText.Literal(definition.Accept)}";
        if (definition.HasBody) yield return "HasResponseBody = true";
        if (definition.Streams) yield return "StreamsResponse = true";
        if (traits.Checksum is { Algorithms.Count: > 0 } checksum) yield return Checksum(checksum);
        if (traits.PresignPermission is not null) yield return $"PresignPermission = {CSharpText.Literal(traits.PresignPermission)}";
        if (traits.PresignSecurity is not null) yield return $"PresignSecurity = {CSharpText.Literal(traits.PresignSecurity)}";
        if (traits.ServerTemplate is not null) yield return $"ServerTemplate = {CSharpText.Literal(traits.ServerTemplate)}";
        if (Variables(traits.ServerVariables) is { } variables) yield return variables;
    }

    private string TypedError(TypedErrorPlan error)
    {
        var codec = $"global::{plan.Namespace}.{plan.CodecType}";
        var read = error.BodyKind switch
        {
            "xml" => $"{codec}.ParseXml{XmlDocuments.Key(error.Type, error.XmlRoot)}(bytes, what)",
            "json" => $"{RuntimeNames.JsonCursor}.Parse(bytes, what, {new JsonCodecEmitter(writer, codec).Reading(error.Type)})",
            _ => RuntimeNames.Wire + ".FromUtf8(bytes)",
        };
        return $"new {RuntimeNames.TypedError}({Number(error.StatusFrom)}, {Number(error.StatusTo)}, {CSharpText.LiteralOrNull(error.Code)}, static (bytes, what) => {read})";
    }

    private static string Tokens(SchemePlan scheme) =>
        scheme.TokenUrl is not null ? $" {{ TokenUrl = {CSharpText.Literal(scheme.TokenUrl)} }}"
        : scheme.OpenIdConnectUrl is not null ? $" {{ OpenIdConnectUrl = {CSharpText.Literal(scheme.OpenIdConnectUrl)} }}"
        : "";

    private static string? Variables(EquatableArray<ServerVariablePlan> variables)
    {
        var settings = variables.Where(variable => (!variable.IsArgument && variable.Session is null) || variable.Default is { Length: > 0 }).ToArray();
        if (settings.Length == 0) return null;
        var items = settings.Select(variable => $"new {RuntimeNames.ServerVariable}({CSharpText.Literal(variable.Setting ?? variable.Name)}, {CSharpText.LiteralOrNull(variable.Default)})");
        return $"Variables = new[] {{ {string.Join(", ", items)} }}";
    }

    private void Errors(ErrorFormatPlan errors)
    {
        using var format = writer.Open($"Errors = new {RuntimeNames.ErrorFormat}", "},");
        writer.Line($"Body = {RuntimeNames.BodyFormat}.{ErrorBody(errors.Format ?? plan.Service.Protocol)},");
        if (errors.Code.Count > 0) writer.Line(Texts("Code", errors.Code) + ",");
        if (errors.Message.Count > 0) writer.Line(Texts("Message", errors.Message) + ",");
        if (errors.RequestId.Count > 0) writer.Line(Texts("RequestId", errors.RequestId) + ",");
        if (errors.Late is not null) writer.Line($"Late = {CSharpText.Literal(errors.Late)},");
        if (errors.Kinds.Count == 0) return;
        using var kinds = writer.Open($"Kinds = new {RuntimeNames.ErrorKindRule}[]", "},");
        foreach (var row in errors.Kinds)
            writer.Line($"new({CSharpText.LiteralOrNull(row.Code)}, {(row.Status is { } status ? Number(status) : "null")}, {RuntimeNames.ErrorKind}.{CSharpText.Identifier(row.Kind)}, {(row.Retryable ? "true" : "false")}),");
    }

    private static string ErrorBody(string protocol) => protocol switch
    {
        "rest-xml" => "Xml",
        "aws-json" => "AwsJson",
        "aws-query" => "AwsQuery",
        _ => "Json",
    };

    private static string Checksum(ChecksumPlan checksum)
    {
        var algorithms = checksum.Algorithms.Select(Algorithm).ToArray();
        var first = checksum.Default is null ? algorithms.FirstOrDefault() ?? Algorithm("none") : Algorithm(checksum.Default);
        var when = checksum.When == "supported" ? "true" : "false";
        return $"Checksum = new {RuntimeNames.ChecksumTrait}([{string.Join(", ", algorithms)}], {first}, {(checksum.Required ? "true" : "false")}, {CSharpText.Literal(checksum.Header ?? "")}, {when})";
    }

    private static string Texts(string property, EquatableArray<string> texts) => $"{property} = [{string.Join(", ", texts.Select(CSharpText.Literal))}]";

    private static string Algorithm(string name) => RuntimeNames.ChecksumAlgorithm + "." + name.Replace("-", "").ToLowerInvariant() switch
    {
        "crc32c" => "Crc32C",
        "crc64nvme" => "Crc64Nvme",
        "crc32" => "Crc32",
        "sha1" => "Sha1",
        "sha256" => "Sha256",
        "md5" => "Md5",
        _ => "None",
    };

    private static string Method(string method) => method switch
    {
        "GET" or "PUT" or "POST" or "HEAD" or "DELETE" or "PATCH" or "OPTIONS" or "TRACE" => "global::System.Net.Http.HttpMethod." + method[0] + method.Substring(1).ToLowerInvariant(),
        _ => $"new global::System.Net.Http.HttpMethod({CSharpText.Literal(method)})",
    };

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
