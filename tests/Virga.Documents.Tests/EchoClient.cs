using System.Collections.Concurrent;
using Virga.Http;
using Virga.Specs.Planning;

namespace Virga.Documents.Tests;

/// <summary>The client of an echo document, compiled and loaded once.</summary>
internal sealed class EchoClient
{
    public static readonly string[] MediaTypes = ["application/json", "application/xml"];

    private static readonly ConcurrentDictionary<string, Lazy<EchoClient?>> Known = new(StringComparer.Ordinal);

    private EchoClient(EmittedClient emitted, ClientPlan plan, string mediaType)
    {
        MediaType = mediaType;
        Handler = new EchoHandler(mediaType);
        Calls = new EmittedCalls(emitted.Load(), plan, new ClientOptions { Handler = Handler, Endpoint = new Uri("http://127.0.0.1:9/"), Auth = AuthScheme.Anonymous, Retry = new RetryOptions { MaxAttempts = 1 } });
    }

    public string MediaType { get; }

    public EchoHandler Handler { get; }

    public EmittedCalls Calls { get; }

    public bool IsXml => MediaType == "application/xml";

    /// <summary>The operations that take and give a value; what is no body in this media type (a text at the root of XML, null) has none.</summary>
    public IEnumerable<OperationPlan> Operations => Calls.Plan.Operations.Where(operation =>
        operation.Id.StartsWith("echo", StringComparison.Ordinal) && operation is { Result: ResultShape.Body, Body.Argument.Length: > 0, BodyType: not null }
        && (!IsXml || (operation.BodyKind == "xml" && operation.BodyType.Kind == TypeKind.Object)));

    /// <summary>Null where the document has no body of this media type.</summary>
    public static EchoClient? Of(string name, string mediaType) => Known.GetOrAdd($"{name} {mediaType}", _ => new(() => Make(Corpus.Get(name), mediaType))).Value;

    /// <summary>Calls an operation with a value, and gives what was read of the answer.</summary>
    public Task<object?> EchoAsync(OperationPlan operation, object value) => Calls.CallAsync(operation, (argument, _) => argument.Location == "body" ? value : null);

    /// <summary>The type of the value that an operation takes.</summary>
    public Type TypeOf(OperationPlan operation) => Calls.Method(operation).GetParameters().Single(parameter => parameter.Name == operation.Body!.Argument.TrimStart('@')).ParameterType;

    private static EchoClient? Make(SpecDocument document, string mediaType)
    {
        var subtype = mediaType["application/".Length..];
        var occurs = document.Json.Contains(subtype + "\"", StringComparison.Ordinal) || document.Json.Contains(subtype + ";", StringComparison.Ordinal);
        if (!occurs && !(mediaType == "application/json" && document.Name == Corpus.Large)) return null;
        var echo = EchoDocument.Of(document, mediaType);
        if (echo is null) return null;
        var emitted = EmittedClient.Of(echo);
        Assert.True(emitted.Faults.Count == 0, string.Join("\n", emitted.Faults.Take(10)));
        return new EchoClient(emitted, Reading.Plan(echo), mediaType);
    }
}
