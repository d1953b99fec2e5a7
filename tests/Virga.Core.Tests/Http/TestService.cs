using System.Buffers;
using Virga.Http;
using Virga.Testing;

namespace Virga.Core.Tests.Http;

/// <summary>A service on a scripted transport, as a generated client would hold it.</summary>
internal sealed class TestService : IDisposable
{
    public static readonly ErrorFormat XmlErrors = new()
    {
        Code = ["header.x-code", "body.Code"],
        Message = ["body.Message"],
        RequestId = ["header.x-request-id", "body.RequestId"],
        Late = "Error",
        Body = BodyFormat.Xml,
        Kinds = [new("NoSuchThing", null, ErrorKind.NotFound, false), new("SlowDown", null, ErrorKind.Throttled, true), new("AccessDenied", null, ErrorKind.AccessDenied, false)],
    };

    public TestService(Action<ClientOptions>? configure = null, ErrorFormat? errors = null, string server = "https://api.example.com", IReadOnlyList<string>? trusted = null, ScriptedHandler? handler = null)
    {
        Handler = handler ?? new ScriptedHandler();
        Options = new ClientOptions { Handler = Handler, TimeProvider = Time, Random = new FixedRandom(0.5) };
        configure?.Invoke(Options);
        if (Options.HttpClient is not null) Options.Handler = null;
        Transport = new ServiceTransport(new ServiceDefinition { Name = "Test", ServerTemplate = server, Errors = errors ?? XmlErrors, Variables = [new("region", null)], TrustedHosts = trusted ?? [] }, Options);
    }

    public ScriptedHandler Handler { get; }

    public FakeTimeProvider Time { get; } = new();

    public ClientOptions Options { get; }

    public ServiceTransport Transport { get; }

    public static Operation Get { get; } = new() { Name = "GetThing", Method = HttpMethod.Get, Success = [200], HasResponseBody = true };

    public static Operation Stream { get; } = new() { Name = "ReadThing", Method = HttpMethod.Get, Success = [200, 206], HasResponseBody = true, StreamsResponse = true };

    public static Operation Put { get; } = new() { Name = "PutThing", Method = HttpMethod.Put, Success = [200, 201] };

    public static Operation Post { get; } = new() { Name = "PostThing", Method = HttpMethod.Post, Success = [200], HasResponseBody = true };

    public static Operation Secured(HttpMethod? method = null) => new() { Name = "SecuredThing", Method = method ?? HttpMethod.Get, Success = [200], Security = "auth", HasResponseBody = true };

    /// <summary>Sends a request to /thing and gives the text of the answer; waits pass at once.</summary>
    public Task<string> CallAsync(Operation operation, Action<ServiceRequest>? build = null, CallOptions? options = null, CancellationToken cancellationToken = default) =>
        Time.RunAsync(SendAsync(operation, build, options, cancellationToken));

    public async Task<string> SendAsync(Operation operation, Action<ServiceRequest>? build = null, CallOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = Transport.Begin(operation, options);
        if (build is null) request.Path("/thing");
        else build(request);
        using var response = await request.SendAsync(cancellationToken).ConfigureAwait(false);
        using var body = await response.ReadBodyAsync(cancellationToken).ConfigureAwait(false);
        return body.Text();
    }

    public void Dispose() => Transport.Dispose();
}
