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
        Variables(service.Variables);
        Errors(service.Errors);
        if (service.Addressing is not null) writer.Line($"Addressing = {RuntimeNames.AddressingStyle}.{(service.Addressing == "virtual-host" ? "VirtualHost" : "Path")},");
        if (service.Schemes.Count == 0) return;
        using var schemes = writer.Open("Schemes = new[]", "},");
        foreach (var scheme in service.Schemes)
        {
            var options = string.Join(", ", scheme.Options.Select(option => $"new({CSharpText.Literal(option.Name)}, {CSharpText.Literal(option.Value)})"));
            var pairs = scheme.Options.Count == 0 ? "[]" : $"new global::System.Collections.Generic.KeyValuePair<string, string>[] {{ {options} }}";
            writer.Line($"new {RuntimeNames.SchemeDefinition}({CSharpText.Literal(scheme.Key)}, {CSharpText.Literal(scheme.Type)}, {CSharpText.LiteralOrNull(scheme.HttpScheme)}, {CSharpText.LiteralOrNull(scheme.In)}, {CSharpText.LiteralOrNull(scheme.ParameterName)}, {CSharpText.LiteralOrNull(scheme.Scheme)}, {pairs}),");
        }
    }

    public void Operations()
    {
        writer.Line();
        using var operations = writer.Open("private static class Operations");
        foreach (var operation in plan.Operations)
        {
            Operation(operation, CSharpText.Identifier(operation.Name), operation.Traits.Idempotent);
            if (operation.Traits.IdempotentWhen.Count > 0) Operation(operation, CSharpText.Identifier(operation.Name) + "Repeatable", true);
        }
    }

    private void Operation(OperationPlan operation, string field, bool? idempotent)
    {
        var traits = operation.Traits;
        writer.Line();
        using var definition = writer.Open($"internal static readonly {RuntimeNames.Operation} {field} = new()", "};");
        writer.Line($"Name = {CSharpText.Literal(operation.Id)},");
        writer.Line($"Method = {Method(operation.HttpMethod)},");
        writer.Line($"Success = new int[] {{ {string.Join(", ", operation.SuccessStatuses.Select(Number))} }},");
        if (traits.Security is not null) writer.Line($"Security = {CSharpText.Literal(traits.Security)},");
        if (traits.IsSecurityOptional) writer.Line("IsSecurityOptional = true,");
        if (idempotent is not null) writer.Line($"Idempotent = {(idempotent.Value ? "true" : "false")},");
        Texts("RetryOn", traits.RetryOn);
        Texts("RetryNotOn", traits.RetryNotOn);
        if (traits.Errors is not null) Errors(traits.Errors);
        if (traits.LengthRequired) writer.Line("LengthRequired = true,");
        if (traits.ExpectContinue) writer.Line("ExpectContinue = true,");
        if (traits.Framing != "plain") writer.Line($"Framing = {CSharpText.Literal(traits.Framing)},");
        if (operation.BodyType is not null || operation.Result == ResultShape.Stream) writer.Line("HasResponseBody = true,");
        if (operation.Result is ResultShape.Stream or ResultShape.Items) writer.Line("StreamsResponse = true,");
        if (traits.Checksum is { Algorithms.Count: > 0 } checksum) Checksum(checksum);
        if (traits.PresignPermission is not null) writer.Line($"PresignPermission = {CSharpText.Literal(traits.PresignPermission)},");
        if (traits.PresignSecurity is not null) writer.Line($"PresignSecurity = {CSharpText.Literal(traits.PresignSecurity)},");
        if (traits.ServerTemplate is not null) writer.Line($"ServerTemplate = {CSharpText.Literal(traits.ServerTemplate)},");
        Variables(traits.ServerVariables);
        TypedErrors(operation);
    }

    private void TypedErrors(OperationPlan operation)
    {
        if (operation.Traits.TypedErrors.Count == 0) return;
        var codec = $"global::{plan.Namespace}.{plan.CodecType}";
        using var errors = writer.Open($"TypedErrors = new {RuntimeNames.TypedError}[]", "},");
        foreach (var error in operation.Traits.TypedErrors)
        {
            var what = CSharpText.Literal(operation.Id);
            var read = error.BodyKind switch
            {
                "xml" => $"{codec}.ParseXml{XmlDocuments.Key(error.Type, error.XmlRoot)}(bytes, {what})",
                "json" => $"{codec}.ParseJson{error.Type.Stem}(bytes, {what})",
                _ => "global::System.Text.Encoding.UTF8.GetString(bytes)",
            };
            writer.Line($"new({Number(error.StatusFrom)}, {Number(error.StatusTo)}, {CSharpText.LiteralOrNull(error.Code)}, static bytes => {read}),");
        }
    }

    private void Variables(EquatableArray<ServerVariablePlan> variables)
    {
        var settings = variables.Where(variable => (!variable.IsArgument && variable.Session is null) || variable.Default is { Length: > 0 }).ToArray();
        if (settings.Length == 0) return;
        var items = settings.Select(variable => $"new {RuntimeNames.ServerVariable}({CSharpText.Literal(variable.Setting ?? variable.Name)}, {CSharpText.LiteralOrNull(variable.Default)})");
        writer.Line($"Variables = new[] {{ {string.Join(", ", items)} }},");
    }

    private void Errors(ErrorFormatPlan errors)
    {
        using var format = writer.Open($"Errors = new {RuntimeNames.ErrorFormat}", "},");
        writer.Line($"Body = {RuntimeNames.BodyFormat}.{ErrorBody(errors.Format ?? plan.Service.Protocol)},");
        Texts("Code", errors.Code);
        Texts("Message", errors.Message);
        Texts("RequestId", errors.RequestId);
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

    private void Checksum(ChecksumPlan checksum)
    {
        var algorithms = checksum.Algorithms.Select(Algorithm).ToArray();
        var first = checksum.Default is null ? algorithms.FirstOrDefault() ?? Algorithm("none") : Algorithm(checksum.Default);
        var when = checksum.When == "supported" ? "true" : "false";
        writer.Line($"Checksum = new {RuntimeNames.ChecksumTrait}([{string.Join(", ", algorithms)}], {first}, {(checksum.Required ? "true" : "false")}, {CSharpText.Literal(checksum.Header ?? "")}, {when}),");
    }

    private void Texts(string property, EquatableArray<string> texts)
    {
        if (texts.Count > 0) writer.Line($"{property} = [{string.Join(", ", texts.Select(CSharpText.Literal))}],");
    }

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
