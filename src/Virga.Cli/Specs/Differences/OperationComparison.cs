using Virga.Specs.Model;

namespace Virga.Cli.Specs.Differences;

/// <summary>Two versions of one operation. What is sent may only become freer, what comes back only more certain.</summary>
internal sealed class OperationComparison(OperationModel before, OperationModel after, DifferenceList found, SchemaComparison schemas)
{
    private readonly string _place = after.Id;

    public void Run()
    {
        if (before.Name != after.Name) found.Breaking(_place, $"the method was {before.Name}Async and is {after.Name}Async", after.Position);
        if (before.Method != after.Method) found.Breaking(_place, $"the method was {before.Method} and is {after.Method}", after.Position);
        if (Address(before) != Address(after)) found.Breaking(_place, $"the path was '{Address(before)}' and is '{Address(after)}'", after.Position);
        if (before.Deprecated != after.Deprecated) found.Compatible(_place, after.Deprecated ? "the operation is deprecated now" : "the operation is not deprecated any longer", after.Position);
        found.Documentation(_place, "summary", before.Summary, after.Summary, after.Position);
        found.Documentation(_place, "description", before.Description, after.Description, after.Position);
        Security();
        Parameters();
        Body();
        Responses();
        if (!SamePaging()) found.Breaking(_place, "the pages follow each other in another way, so the method has another shape", after.Position);
    }

    private static string Address(OperationModel operation) => operation.PathKey.Split('#')[0];

    private bool SamePaging() => (before.Pageable is null) == (after.Pageable is null) && before.Pageable?.Items == after.Pageable?.Items && before.Pageable?.Into == after.Pageable?.Into;

    private void Security()
    {
        var (was, isNow) = (before.Security, after.Security);
        if (was == isNow)
        {
            if (before.IsSecurityOptional != after.IsSecurityOptional) found.Either(before.IsSecurityOptional, _place, after.IsSecurityOptional ? "credentials are optional now" : "credentials are required now", after.Position);
            return;
        }

        found.Either(isNow is not null, _place, was is null ? $"credentials of '{isNow}' are required now" : isNow is null ? "no credentials are needed any longer" : $"the credentials were those of '{was}' and are those of '{isNow}'", after.Position);
    }

    private void Parameters()
    {
        foreach (var parameter in after.Parameters)
        {
            var place = $"{_place}, {Where(parameter)} '{parameter.WireName}'";
            var was = before.Parameters.FirstOrDefault(other => IsSame(other, parameter));
            if (was is null)
            {
                found.Either(parameter.Required, place, parameter.Required ? "the parameter is new and required" : "the parameter is new", parameter.Position);
                continue;
            }

            if (was.Required != parameter.Required) found.Either(parameter.Required, place, parameter.Required ? "the parameter is required now" : "the parameter is optional now", parameter.Position);
            if (was.Name != parameter.Name) found.Breaking(place, $"the argument was {was.Name} and is {parameter.Name}", parameter.Position);
            if ((was.Explode, was.Encoding, was.HeaderPrefix, was.IsFlag) != (parameter.Explode, parameter.Encoding, parameter.HeaderPrefix, parameter.IsFlag)) found.Breaking(place, "the value is written in another way", parameter.Position);
            if (was.Deprecated != parameter.Deprecated) found.Compatible(place, parameter.Deprecated ? "the parameter is deprecated now" : "the parameter is not deprecated any longer", parameter.Position);
            found.Documentation(place, "description", was.Description, parameter.Description, parameter.Position);
            schemas.Compare(was.Schema, parameter.Schema, place, isSent: true);
        }

        foreach (var parameter in before.Parameters.Where(parameter => !after.Parameters.Any(other => IsSame(other, parameter)))) found.Breaking($"{_place}, {Where(parameter)} '{parameter.WireName}'", "the parameter is gone", parameter.Position);
    }

    private static bool IsSame(ParameterModel a, ParameterModel b) => a.In == b.In && string.Equals(a.WireName, b.WireName, a.In == ParameterLocation.Header ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    private static string Where(ParameterModel parameter) => parameter.In.ToString().ToLowerInvariant();

    private void Body()
    {
        var place = _place + ", body";
        if (before.Body is null && after.Body is null) return;
        if (before.Body is null)
        {
            found.Either(after.Body!.Required, place, after.Body.Required ? "a body is required now" : "a body may be sent now", after.Body.Position);
            return;
        }

        if (after.Body is null)
        {
            found.Breaking(place, "no body is sent any longer", before.Body.Position);
            return;
        }

        if (before.Body.Required != after.Body.Required) found.Either(after.Body.Required, place, after.Body.Required ? "the body is required now" : "the body is optional now", after.Body.Position);
        if (before.Body.MediaType != after.Body.MediaType) found.Breaking(place, $"the media type was '{before.Body.MediaType}' and is '{after.Body.MediaType}'", after.Body.Position);
        found.Documentation(place, "description", before.Body.Description, after.Body.Description, after.Body.Position);
        if (before.Body.Schema is { } old && after.Body.Schema is { } now) schemas.Compare(old, now, place, isSent: true);
        else if ((before.Body.Schema is null) != (after.Body.Schema is null)) found.Breaking(place, after.Body.Schema is null ? "the body is bytes now" : "the body has a schema now", after.Body.Position);
    }

    private void Responses()
    {
        foreach (var response in after.Responses)
        {
            var place = $"{_place}, {Status(response)}";
            var was = before.Responses.FirstOrDefault(other => IsSame(other, response));
            if (was is null)
            {
                // A status that a spec does not name is an error for the clients that are made from it.
                found.Either(response.IsSuccess, place, response.IsSuccess ? "the success is new; clients of the old spec take it for an error" : "the answer is new", response.Position);
                continue;
            }

            found.Documentation(place, "description", was.Description, response.Description, response.Position);
            Headers(was, response, place);
            Content(was, response, place);
        }

        foreach (var response in before.Responses.Where(response => !after.Responses.Any(other => IsSame(other, response))))
        {
            var isBreaking = response.Schema is not null || response.IsBinary || response.Headers.Count > 0;
            found.Either(isBreaking && response.IsSuccess, $"{_place}, {Status(response)}", response.IsSuccess && isBreaking ? "the success and what it held are gone" : "the answer is gone", response.Position);
        }
    }

    private static bool IsSame(ResponseModel a, ResponseModel b) => (a.StatusFrom, a.StatusTo, a.ErrorCode) == (b.StatusFrom, b.StatusTo, b.ErrorCode);

    private static string Status(ResponseModel response) =>
        (response.IsDefault ? "default answer" : response.StatusFrom == response.StatusTo ? $"status {response.StatusFrom}" : $"status {response.StatusFrom / 100}XX") + (response.ErrorCode is null ? "" : $" {response.ErrorCode}");

    private void Headers(ResponseModel was, ResponseModel response, string place)
    {
        foreach (var header in response.Headers)
        {
            var old = was.Headers.FirstOrDefault(other => string.Equals(other.WireName, header.WireName, StringComparison.OrdinalIgnoreCase));
            var at = $"{place}, header '{header.WireName}'";
            if (old is null)
            {
                found.Compatible(at, "the header is new", header.Position);
                continue;
            }

            if (old.Required != header.Required) found.Either(old.Required, at, header.Required ? "the header is always there now" : "the header may be missing now", header.Position);
            schemas.Compare(old.Schema, header.Schema, at, isSent: false);
        }

        foreach (var header in was.Headers.Where(header => !response.Headers.Any(other => string.Equals(other.WireName, header.WireName, StringComparison.OrdinalIgnoreCase)))) found.Breaking($"{place}, header '{header.WireName}'", "the header is gone", header.Position);
    }

    private void Content(ResponseModel was, ResponseModel response, string place)
    {
        if (was.Schema is { } old && response.Schema is { } now)
        {
            if (was.MediaType != response.MediaType) found.Breaking(place, $"the media type was '{was.MediaType}' and is '{response.MediaType}'", response.Position);
            schemas.Compare(old, now, place + ", body", isSent: false);
            return;
        }

        if ((was.Schema is null, was.IsBinary) == (response.Schema is null, response.IsBinary)) return;
        var hadNone = was.Schema is null && !was.IsBinary;
        found.Either(response.IsSuccess || !hadNone, place, hadNone ? "the answer has a body now, so the method gives another type" : "the body of the answer is gone or has another shape", response.Position);
    }
}
