using Virga.Http;
using Virga.Testing;

namespace Virga.Aws.Tests.Signing;

/// <summary>A client as the generator would emit it, with one operation, over a scripted transport and a clock that stands still.</summary>
internal sealed class SignedClient : IDisposable
{
    private static readonly ErrorFormat Errors = new() { Body = BodyFormat.Xml, Code = ["body.Code"], Message = ["body.Message"] };

    private readonly ServiceTransport _transport;

    public SignedClient(IAwsCredentialSource credentials, string endpoint = "https://s3.example.org:9000", string service = "s3", PayloadPolicy payload = PayloadPolicy.Auto)
        : this(new SigV4Scheme(credentials, "eu-central-1", service), endpoint, payload)
    {
    }

    private SignedClient(SigV4Scheme scheme, string endpoint, PayloadPolicy payload)
    {
        var options = new ClientOptions { Endpoint = new Uri(endpoint), Handler = Handler, Auth = scheme, TimeProvider = Clock, Random = new FixedRandom(0), Profile = new ServiceProfile("test") { Payload = payload } };
        _transport = new ServiceTransport(
            new ServiceDefinition { Name = "S3", ServerTemplate = "https://s3.example.org", Errors = Errors, Schemes = [new SchemeDefinition("sigv4", "http", "sigv4", null, null, "sigv4", [])] }, options);
    }

    public ScriptedHandler Handler { get; } = new();

    public FakeTimeProvider Clock { get; } = new(GoldenRequest.Time);

    public string Framing { get; set; } = "plain";

    public ChecksumTrait? Checksum { get; set; }

    public async Task SendAsync(string method, string key, RequestBody? body = null, string? query = null)
    {
        var request = Begin(method, key, query);
        if (body is { } given) request.Body(given, "text/plain");
        using var response = await Clock.RunAsync(request.SendAsync(default).AsTask());
    }

    /// <summary>Sends without moving the clock.</summary>
    public async Task SendAtOnceAsync(string method, string key)
    {
        using var response = await Begin(method, key, null).SendAsync(default);
    }

    public ValueTask<SignedRequest> PresignAsync(string method, string key, TimeSpan expires, params (string Name, string Value)[] headers)
    {
        var request = Begin(method, key, null);
        foreach (var (name, value) in headers) request.Header(name, value);
        return request.PresignAsync(expires, default);
    }

    public SignatureVerifier.Received Received(int index = 0)
    {
        var sent = Handler.Requests[index];
        var target = sent.Target.Split('?', 2);
        return new SignatureVerifier.Received(sent.Method, sent.Uri.Authority, target[0], target.Length > 1 ? target[1] : "", sent.Headers, sent.Body);
    }

    public void Dispose()
    {
        _transport.Dispose();
        Handler.Dispose();
    }

    private ServiceRequest Begin(string method, string key, string? query)
    {
        var request = _transport.Begin(
            new Operation { Name = method + "Object", Method = new HttpMethod(method), Success = [200], Security = "sigv4", Framing = Framing, Checksum = Checksum }, null);
        request.Path("/examplebucket/");
        request.Greedy("Key", key);
        if (query is not null) request.QueryLiteral(query);
        return request;
    }
}
