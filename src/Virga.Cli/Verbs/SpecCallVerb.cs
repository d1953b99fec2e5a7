using System.CommandLine;
using Virga.Cli.Arguments;
using Virga.Cli.Console;
using Virga.Cli.Help;
using Virga.Cli.Specs;
using Virga.Cli.Specs.Calling;
using Virga.Http;
using Virga.Specs.Model;
using Virga.Specs.Planning;

namespace Virga.Cli.Verbs;

/// <summary><c>virga spec call</c>: one operation of a service, by its spec alone.</summary>
internal static class SpecCallVerb
{
    // The raw answer is wanted whatever it is, so no status is an error of the call itself.
    private static readonly int[] AnyStatus = [.. Enumerable.Range(200, 400)];

    public static Command Create(Terminal terminal, GlobalOptions options)
    {
        var file = new Argument<string>("file") { Description = "A spec. What it refers to, and its parts beside it, come along.", HelpName = "file" };
        var operation = new Argument<string>("operation") { Description = "The operation, by its operationId.", HelpName = "operation" };
        var values = new Argument<string[]>("values") { Description = "Parameters and members of the body: name=value, name=@file. A list is given several times or as JSON, an object as JSON. body=@file is the whole body, body=@- standard input.", HelpName = "name=value", Arity = ArgumentArity.ZeroOrMore };
        var head = new Option<bool>("--include", "-i") { Description = "Write status and headers before the body." };
        var set = new Option<string[]>("--set") { Description = "A variable of the server's address or a setting of the client, such as region=eu; repeat for several.", HelpName = "name=value" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Write the request, without credentials, and send nothing." };
        var command = new Command("call", "Calls one operation of a service and writes the answer as it came. Credentials come from the environment: VIRGA_AUTH_TOKEN, VIRGA_AUTH_USERNAME and VIRGA_AUTH_PASSWORD, VIRGA_AUTH_KEY, or AWS's.") { file, operation, values, head, set, dryRun };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetValue(file)!;
            var documents = SpecSet.Open([path], cancellationToken);
            var service = ServiceReading.Required(documents, documents.Single(path), new PlanOptions(), cancellationToken);
            var chosen = Find(service.Model!, parsed.GetValue(operation)!);
            var isDry = parsed.GetValue(dryRun);
            using var handler = isDry ? new DryRunHandler(terminal) : null;
            var client = Options(parsed, options, service.Model!, chosen, parsed.GetValue(set) ?? [], terminal, handler);
            using var transport = new ServiceTransport(Definition(service.Model!), client);
            var request = transport.Begin(Definition(service.Model!, chosen, isDry || parsed.GetValue(options.Anonymous)), null);
            new CallRequest(chosen, new GivenValues(parsed.GetValue(values) ?? [], terminal.Input)).Fill(transport, request);
            using var response = await request.SendAsync(cancellationToken).ConfigureAwait(false);
            if (isDry) return ExitCode.Done;
            var answer = new CallAnswer(terminal, response);
            if (parsed.GetValue(options.Json)) await answer.WriteJsonAsync(cancellationToken).ConfigureAwait(false);
            else await answer.WriteAsync(parsed.GetValue(head), cancellationToken).ConfigureAwait(false);
            return service.Plan!.Operations.First(planned => planned.Id == chosen.Id).SuccessStatuses.Contains(response.Status) || response.Status is >= 200 and < 300 ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static OperationModel Find(ServiceModel model, string id) =>
        model.Operations.FirstOrDefault(operation => operation.Id == id)
        ?? model.Operations.FirstOrDefault(operation => string.Equals(operation.Id, id, StringComparison.OrdinalIgnoreCase) || string.Equals(operation.Name, id, StringComparison.OrdinalIgnoreCase))
        ?? throw new UsageException($"{model.Name} has no operation '{id}'.{Nearest.Hint(id, model.Operations.Select(operation => operation.Id))} 'virga spec list {model.Path}' lists them.");

    private static ClientOptions Options(ParseResult parsed, GlobalOptions options, ServiceModel model, OperationModel operation, string[] settings, Terminal terminal, HttpMessageHandler? handler)
    {
        var client = new ClientOptions { Handler = handler, Retry = new RetryOptions { MaxAttempts = 1 } };
        if (parsed.GetValue(options.Endpoint) is { } endpoint) client.Endpoint = Uri.TryCreate(endpoint, UriKind.Absolute, out var url) ? url : throw new UsageException($"'--endpoint {endpoint}' is no absolute URL.");
        foreach (var host in parsed.GetValue(options.AllowHost) ?? []) client.AllowedHosts.Add(host);
        foreach (var setting in settings.Select(GivenValue.Parse)) client.Variables[setting.Name] = setting.Text;
        var region = parsed.GetValue(options.Region);
        if (region is not null) client.Variables["region"] = region;
        if (handler is not null || parsed.GetValue(options.Anonymous) || operation.Security is not { } key || model.Schemes.FirstOrDefault(scheme => scheme.Key == key) is not { } needed) return client;
        if (CallCredentials.Of(needed, terminal.Environment, region) is { } credentials) client.Schemes[key] = credentials;
        else if (!operation.IsSecurityOptional) throw new UsageException($"{operation.Id} takes credentials of '{key}': set {CallCredentials.Wanted(needed)} in the environment, or send none with --anonymous.");
        return client;
    }

    private static ServiceDefinition Definition(ServiceModel model) => new()
    {
        Name = model.Name,
        ServerTemplate = model.Servers.Count == 0 ? "" : model.Servers[0].Url,
        Variables = Variables(model.Servers),
        Errors = new ErrorFormat(),
        Schemes = [.. model.Schemes.Select(scheme => new SchemeDefinition(scheme.Key, scheme.Type, scheme.HttpScheme, scheme.In, scheme.ParameterName, scheme.Scheme, scheme.Options))],
    };

    private static Operation Definition(ServiceModel model, OperationModel operation, bool isAnonymous) => new()
    {
        Name = operation.Id,
        Method = new HttpMethod(operation.Method.ToUpperInvariant()),
        Success = AnyStatus,
        Security = isAnonymous ? null : operation.Security,
        IsSecurityOptional = operation.IsSecurityOptional,
        HasResponseBody = true,
        StreamsResponse = true,
        ServerTemplate = operation.Servers.Count == 0 || operation.Servers[0].Url == (model.Servers.Count == 0 ? "" : model.Servers[0].Url) ? null : operation.Servers[0].Url,
        Variables = Variables(operation.Servers),
    };

    private static ServerVariable[] Variables(IReadOnlyList<ServerModel> servers) =>
        [.. servers.Take(1).SelectMany(server => server.Variables).Where(variable => variable.From?.Kind is not (ValueSourceKind.Argument or ValueSourceKind.Session)).Select(variable => new ServerVariable(variable.From?.Name ?? variable.Name, variable.Default))];
}
