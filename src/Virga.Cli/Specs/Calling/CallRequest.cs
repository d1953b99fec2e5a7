using System.Text.Json;
using Virga.Http;
using Virga.Specs.Model;

namespace Virga.Cli.Specs.Calling;

/// <summary>Fills the request of an operation from a command line as an emitted method would from its arguments.</summary>
internal sealed class CallRequest(OperationModel operation, GivenValues given)
{
    private readonly Dictionary<ParameterModel, JsonElement> _values = [];

    /// <summary>Everything that a command line may name.</summary>
    public IEnumerable<string> Names => operation.Parameters.Where(IsAsked).Select(parameter => parameter.WireName).Concat(CallBody.Names(operation.Body)).Concat(Servers.Select(variable => "server." + variable.Name));

    private IEnumerable<ServerVariableModel> Servers => operation.Servers.Take(1).SelectMany(server => server.Variables).Where(variable => variable.From?.Kind == ValueSourceKind.Argument);

    /// <exception cref="UsageException">A required value is missing, a value has another shape than the spec says, or a name is not known.</exception>
    public void Fill(ServiceTransport transport, ServiceRequest request)
    {
        Read();
        foreach (var variable in Servers)
        {
            if (given.Take("server." + variable.Name) is [var url]) request.Server(variable.Name, url.Read(given.Input));
        }

        foreach (var part in operation.Path)
        {
            if (part.Literal is not null) request.Path(part.Literal);
            else InPath(transport, request, operation.Parameters.First(parameter => parameter.In == ParameterLocation.Path && parameter.WireName == part.Parameter));
        }

        if (operation.ConstantQuery.Length > 0) request.QueryLiteral(operation.ConstantQuery);
        foreach (var parameter in operation.Parameters) Elsewhere(transport, request, parameter);
        if (operation.Body is not null) new CallBody(operation, operation.Body, given).Fill(request);
        given.CheckAllUsed(operation.Id, Names);
    }

    /// <summary>Whether a value comes from the caller.</summary>
    private static bool IsAsked(ParameterModel parameter) => parameter.Schema.Const is null && parameter.From?.Kind != ValueSourceKind.Client;

    private void Read()
    {
        var missing = new List<string>();
        foreach (var parameter in operation.Parameters.Where(IsAsked))
        {
            var place = parameter.In.ToString().ToLowerInvariant();
            if (given.Take(parameter.Schema, $"{place}.{parameter.WireName}", parameter.WireName) is { } value) _values.Add(parameter, value);
            else if (parameter.Required && parameter.Schema.Default is null && !parameter.IdempotencyToken) missing.Add(parameter.WireName);
        }

        if (missing.Count > 0) throw new UsageException($"{operation.Id} needs {string.Join(", ", missing.Select(name => name + "=..."))}.");
    }

    private void InPath(ServiceTransport transport, ServiceRequest request, ParameterModel parameter)
    {
        var name = parameter.WireName;
        if (Fixed(transport, parameter) is { } text || (_values.TryGetValue(parameter, out var value) && Scalar(value) is { } scalar && (text = scalar) is not null))
        {
            if (parameter.Encoding == "path") request.Greedy(name, text);
            else if (parameter.Encoding == "none") request.Raw(name, text);
            else if (Style(parameter) == ParameterStyle.Simple) request.Segment(name, text);
            else request.Segment(name, text, Style(parameter));
            return;
        }

        if (_values.TryGetValue(parameter, out var many)) request.Segment(name, many, Write, Style(parameter), parameter.Explode);
        else request.Segment(name, parameter.Schema.Default?.Text);
    }

    private void Elsewhere(ServiceTransport transport, ServiceRequest request, ParameterModel parameter)
    {
        var name = parameter.WireName;
        var text = Fixed(transport, parameter);
        var isGiven = _values.TryGetValue(parameter, out var value);
        if (text is null && !isGiven) return;
        text ??= Scalar(value);
        switch (parameter.In)
        {
            case ParameterLocation.Query when parameter.IsFlag:
                request.QueryFlag(Uri.EscapeDataString(name), text == "true");
                break;
            case ParameterLocation.Query when text is not null:
                request.Query(Uri.EscapeDataString(name), text, parameter.AllowReserved);
                break;
            case ParameterLocation.Query:
                request.Query(Uri.EscapeDataString(name), value, Write, Style(parameter), parameter.Explode, parameter.AllowReserved);
                break;
            case ParameterLocation.Header when parameter.HeaderPrefix is not null:
                request.HeaderMap(parameter.HeaderPrefix, Map(name, value));
                break;
            case ParameterLocation.Header when text is not null:
                request.Header(name, text);
                break;
            case ParameterLocation.Header:
                request.Header(name, value, Write, Style(parameter), parameter.Explode);
                break;
            case ParameterLocation.Cookie when text is not null:
                request.Cookie(name, text);
                break;
            case ParameterLocation.Cookie:
                request.Cookie(name, value, Write, Style(parameter), parameter.Explode);
                break;
        }
    }

    /// <summary>The text of a value that nobody gives: a constant, a setting, a fresh token.</summary>
    private string? Fixed(ServiceTransport transport, ParameterModel parameter)
    {
        if (parameter.Schema.Const is { } constant) return constant.Text;
        if (parameter.From is { Kind: ValueSourceKind.Client, Name: { } setting }) return transport.Variable(setting);
        return parameter.IdempotencyToken && !_values.ContainsKey(parameter) ? new Guid(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16)).ToString() : null;
    }

    private static string? Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };

    private static Dictionary<string, string> Map(string name, JsonElement value) => value.ValueKind == JsonValueKind.Object
        ? value.EnumerateObject().ToDictionary(member => member.Name, member => Scalar(member.Value) ?? member.Value.GetRawText(), StringComparer.Ordinal)
        : throw new UsageException($"'{name}' is an object of texts, such as {name}='{{\"a\": \"b\"}}'.");

    private static void Write(Utf8JsonWriter writer, JsonElement value) => value.WriteTo(writer);

    private static ParameterStyle Style(ParameterModel parameter) => Enum.Parse<ParameterStyle>(parameter.Style, ignoreCase: true);
}
