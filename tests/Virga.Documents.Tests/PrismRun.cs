using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Virga.Http;
using Virga.Specs.Planning;

namespace Virga.Documents.Tests;

/// <summary>Calls every operation of a document against Prism, once with all that is optional and once without, and collects what was refused, not read, or lost.</summary>
internal sealed class PrismRun(SpecDocument document, Uri endpoint)
{
    private readonly JsonObject _root = JsonNode.Parse(document.Json)!.AsObject();
    private readonly ClientPlan _plan = Reading.Plan(document);

    /// <summary>How many operations there are.</summary>
    public int Count => _plan.Operations.Count;

    /// <summary>What went wrong, at most twice an operation.</summary>
    public List<PrismFault> Faults { get; } = [];

    /// <summary>How many operations something went wrong of.</summary>
    public int Refused => Faults.Select(fault => fault.Operation).Distinct(StringComparer.Ordinal).Count();

    public async Task RunAsync()
    {
        var emitted = EmittedClient.Of(document);
        var handler = new PrismHandler(endpoint);
        var options = new ClientOptions { Handler = handler, Endpoint = endpoint, Auth = AuthScheme.Anonymous, Retry = new RetryOptions { MaxAttempts = 1 } };
        using var calls = new EmittedCalls(emitted.Load(), _plan, options);
        foreach (var operation in _plan.Operations)
        {
            if (Refusals.EndsPrism(document.Name, operation.Id)) continue;
            foreach (var isFull in new[] { true, false })
            {
                if (await TryAsync(calls, handler, operation, isFull) is { } fault) Faults.Add(new PrismFault(operation.Id, (isFull ? "with everything: " : "with the least: ") + fault));
            }
        }
    }

    private async Task<string?> TryAsync(EmittedCalls calls, PrismHandler handler, OperationPlan operation, bool isFull)
    {
        handler.Forget();
        // Paths with a query are not OpenAPI's; Prism does not see them.
        if (PathOf(operation) is not { } path || path.Contains('?', StringComparison.Ordinal) || path.Contains('#', StringComparison.Ordinal)) return null;
        var values = new PlannedValues(_plan);
        var samples = new SchemaSamples(_root, isFull);
        Credentials(handler, Operation(operation, samples).Operation);
        try
        {
            var result = await calls.CallAsync(operation, (argument, clr) => argument.IsRequired || isFull ? Argument(operation, argument, clr, samples, values) : null);
            if (handler.Violations.Contains("\"request\"", StringComparison.Ordinal)) return $"{Text(handler.Sent)} -> {handler.Violations}";
            if (handler.Status is < 200 or > 299) return $"status {handler.Status}";
            return Loss(operation, handler, result);
        }
        catch (Exception fault)
        {
            // Prism makes answers that its document does not allow (it knows no patterns, and cuts what refers to itself); such a one may be refused.
            if (handler.Status is >= 200 and <= 299 && fault is VirgaException { Kind: ErrorKind.MalformedResponse } && handler.Violations.Contains("\"response\"", StringComparison.Ordinal)) return null;
            return $"{Text(handler.Sent)} -> {handler.Status} (Accept: {handler.Accept}) {Text(Encoding.UTF8.GetString(handler.Body))} {handler.Violations} {fault.GetType().Name}: {fault.Message.Split('\n')[0]}";
        }
    }

    private object? Argument(OperationPlan operation, ArgumentPlan argument, Type clr, SchemaSamples samples, PlannedValues values)
    {
        if (argument.Location == "server") return "server";
        if (argument.Location == "file-name") return "file.bin";
        if (clr.Name == "RequestBody" || Nullable.GetUnderlyingType(clr)?.Name == "RequestBody") return (RequestBody)new byte[] { 1, 2, 3 };
        if (argument.Type is { Kind: TypeKind.List, Element.Kind: TypeKind.Stream })
        {
            var files = Array.CreateInstance(clr.GetGenericArguments()[0], 1);
            files.SetValue(Argument(operation, argument with { Type = argument.Type.Element }, clr.GetGenericArguments()[0], samples, values), 0);
            return files;
        }

        if (argument.Type.Kind == TypeKind.Stream || typeof(Stream).IsAssignableFrom(clr)) return new MemoryStream([1, 2, 3]);
        var schema = Schema(operation, argument, samples, out var example);
        var json = example ?? samples.Make(schema);
        return values.Make(argument.Type, clr, json);
    }

    private JsonNode? Schema(OperationPlan operation, ArgumentPlan argument, SchemaSamples samples, out JsonNode? example)
    {
        example = null;
        var (_, path, item) = Operation(operation, samples);
        if (argument.Location is "body" or "form")
        {
            var content = samples.Follow(item["requestBody"])?["content"] as JsonObject;
            var media = content?.FirstOrDefault(entry => entry.Key == operation.Body?.MediaType).Value ?? content?.FirstOrDefault().Value;
            if (argument.Location == "body")
            {
                example = (media?["example"] ?? (samples.Follow((media?["examples"] as JsonObject)?.FirstOrDefault().Value) as JsonObject)?["value"])?.DeepClone();
                // An example may show members that only answers have.
                if (example is JsonObject) example = null;
                return media?["schema"];
            }

            var whole = samples.Follow(media?["schema"]) as JsonObject;
            return whole?["properties"]?[argument.WireName] ?? (whole?["allOf"] as JsonArray)?.Select(samples.Follow).Select(part => part?["properties"]?[argument.WireName]).FirstOrDefault(found => found is not null);
        }

        var parameters = (item["parameters"] as JsonArray ?? []).Concat(path["parameters"] as JsonArray ?? []).Select(samples.Follow).OfType<JsonObject>();
        var parameter = parameters.FirstOrDefault(candidate => candidate["name"]?.GetValue<string>() == argument.WireName && candidate["in"]?.GetValue<string>() == argument.Location);
        example = (parameter?["example"] ?? (samples.Follow((parameter?["examples"] as JsonObject)?.FirstOrDefault().Value) as JsonObject)?["value"])?.DeepClone();
        return parameter?["schema"] ?? (parameter?["content"] as JsonObject)?.FirstOrDefault().Value?["schema"];
    }

    private string? PathOf(OperationPlan operation) => Operation(operation, new SchemaSamples(_root, true)).Key;

    private (string? Key, JsonObject Path, JsonObject Operation) Operation(OperationPlan operation, SchemaSamples samples)
    {
        foreach (var (key, node) in _root["paths"]!.AsObject())
        {
            if (samples.Follow(node) is not JsonObject path) continue;
            foreach (var (method, candidate) in path)
            {
                if (candidate is not JsonObject item || method.StartsWith("x-", StringComparison.Ordinal)) continue;
                if (item["operationId"]?.ToString() is { } id ? id == operation.Id : IsOf(operation, method, key)) return (key, path, item);
            }
        }

        return (null, [], []);
    }

    /// <summary>Whether an operation without an id is the one of a path and method.</summary>
    private static bool IsOf(OperationPlan operation, string method, string path) =>
        string.Equals(method, operation.HttpMethod, StringComparison.OrdinalIgnoreCase)
        && string.Concat(operation.Path.Select(part => part.Literal ?? "{}")) == System.Text.RegularExpressions.Regex.Replace(path, @"\{[^}]*\}", "{}");

    private string? Loss(OperationPlan operation, PrismHandler handler, object? result)
    {
        if (result is null || operation.BodyType is null || !handler.MediaType.Contains("json", StringComparison.Ordinal) || handler.Body.Length == 0) return null;
        var body = operation.Result == ResultShape.Body || result is IList ? result : result.GetType().GetProperty("Body")?.GetValue(result);
        if (body is null) return null;
        var (loss, json) = (new AnswerLoss(_plan), JsonNode.Parse(handler.Body));
        var lost = operation.Result == ResultShape.Items ? loss.FindItems(operation.BodyType, json, (IList)body, "body") : loss.Find(operation.BodyType, json, body, "body");
        return lost is null ? null : $"lost {lost} of {Text(Encoding.UTF8.GetString(handler.Body))}";
    }

    /// <summary>What the first of an operation's alternatives wants.</summary>
    private void Credentials(PrismHandler handler, JsonObject operation)
    {
        handler.Credentials.Clear();
        handler.Query.Clear();
        foreach (var (name, _) in ((operation["security"] ?? _root["security"]) as JsonArray)?.FirstOrDefault() as JsonObject ?? [])
        {
            var scheme = _root["components"]?["securitySchemes"]?[name];
            var key = scheme?["name"]?.ToString() ?? "";
            switch (scheme?["type"]?.ToString(), scheme?["in"]?.ToString())
            {
                case ("apiKey", "query"):
                    handler.Query.Add(key + "=key");
                    break;
                case ("apiKey", "cookie"):
                    handler.Credentials["Cookie"] = key + "=key";
                    break;
                case ("apiKey", _):
                    handler.Credentials[key] = "key";
                    break;
                default:
                    handler.Credentials["Authorization"] = scheme?["scheme"]?.ToString() == "basic" ? "Basic dTpw" : "Bearer token";
                    break;
            }
        }
    }

    private static string Text(string text) => text.Length > 600 ? text[..600] : text;
}
