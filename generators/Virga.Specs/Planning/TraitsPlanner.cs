using Virga.Specs.Model;

namespace Virga.Specs.Planning;

/// <summary>What the runtime is told of an operation beside its shape: repetition, signing, checksums, errors.</summary>
internal static class TraitsPlanner
{
    public static OperationTraits Plan(PlanningContext context, OperationModel operation, string name, ServerPlanner server)
    {
        var retry = operation.Retry ?? context.Model.Retry;
        var checksum = operation.Checksum;
        var hasTemplate = operation.Servers.Count > 0 && !ServerPlanner.IsOpen(operation.Servers[0]);
        return new OperationTraits
        {
            Security = operation.Security,
            IsSecurityOptional = operation.Security is not null && operation.IsSecurityOptional,
            Idempotent = retry?.Idempotent,
            IdempotentWhen = new(retry?.IdempotentWhen ?? []),
            RetryOn = new(retry?.On ?? []),
            RetryNotOn = new(retry?.NotOn ?? []),
            LengthRequired = operation.BodyTraits?.LengthRequired ?? false,
            ExpectContinue = operation.BodyTraits?.ExpectContinue ?? false,
            Framing = operation.BodyTraits?.Framing ?? "plain",
            PresignPermission = operation.Presign?.Permission,
            PresignSecurity = operation.Presign?.Security,
            Checksum = checksum is null ? null : new ChecksumPlan(new(checksum.Algorithms), checksum.Default, checksum.Required, checksum.Header, checksum.When, checksum.ResponseHeader),
            Errors = operation.Errors is null ? null : ServicePlanner.Errors(operation.Errors),
            TypedErrors = new(Distinct([.. TypedErrors(context, operation, name)])),
            ServerTemplate = hasTemplate ? server.Template : null,
            ServerVariables = new(hasTemplate ? server.Variables : []),
        };
    }

    /// <summary>Without rows whose statuses a later row gives the same type, as the default does mostly.</summary>
    private static IEnumerable<TypedErrorPlan> Distinct(List<TypedErrorPlan> errors)
    {
        for (var i = errors.Count - 1; i >= 0; i--)
        {
            var error = errors[i];
            var next = error.Code is not null ? null : errors.Skip(i + 1).FirstOrDefault(other => other.Code is null && other.StatusFrom <= error.StatusTo && other.StatusTo >= error.StatusFrom);
            if (next is not null && next with { StatusFrom = error.StatusFrom, StatusTo = error.StatusTo } == error && next.StatusFrom <= error.StatusFrom && next.StatusTo >= error.StatusTo) errors.RemoveAt(i);
        }

        return errors;
    }

    private static IEnumerable<TypedErrorPlan> TypedErrors(PlanningContext context, OperationModel operation, string name)
    {
        var successes = Successes.Of(operation);
        foreach (var response in operation.Responses.OrderBy(response => response.ErrorCode is null ? 1 : 0).ThenBy(response => response.IsDefault ? int.MaxValue : response.StatusTo - response.StatusFrom))
        {
            if (response.IsSuccess || response.Schema is null || response.IsBinary || response.Content!.Stream != StreamKind.None || successes.Contains(response)) continue;
            var type = context.Schemas.Plan(response.Schema, name + "Error");
            var kind = BodyKinds.Of(response.MediaType ?? context.Model.Protocol.MediaType);
            yield return new TypedErrorPlan(response.IsDefault ? 300 : response.StatusFrom, response.IsDefault ? 599 : response.StatusTo, response.ErrorCode, type)
            {
                BodyKind = kind is "json" or "xml" ? kind : "text",
                XmlRoot = kind == "xml" ? BodyPlanner.XmlRoot(context, response.Schema, type) : null,
            };
        }
    }
}
