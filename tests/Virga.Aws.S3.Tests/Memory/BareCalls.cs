using System.Net;

namespace Virga.Aws.S3.Tests.Memory;

/// <summary>HttpClient as it comes, sending what the typed client sends, ready-made: the measure of what a call must cost.</summary>
internal sealed class BareCalls : IDisposable
{
    private readonly HttpClient _client = new();
    private readonly string _url;
    private readonly Dictionary<HttpMethod, KeyValuePair<string, string>[]> _headers;
    private readonly byte[] _body = new byte[QuietServer.BodyLength];
    private readonly byte[] _buffer = new byte[4096];

    private BareCalls(Uri server, Dictionary<HttpMethod, KeyValuePair<string, string>[]> headers)
    {
        _url = $"{server}bucket/some/key";
        _headers = headers;
    }

    public static async Task<BareCalls> CreateAsync(Uri server, Func<HttpMessageHandler, S3Client> typed)
    {
        using var capture = new Capture();
        using var client = typed(capture);
        await client.HeadObjectAsync("bucket", "some/key");
        (await client.GetObjectAsync("bucket", "some/key")).Dispose();
        await client.PutObjectAsync("bucket", "some/key", new byte[QuietServer.BodyLength]);
        return new BareCalls(server, capture.Headers);
    }

    public async ValueTask HeadAsync()
    {
        using var response = await SendAsync(HttpMethod.Head, null);
        CheckObject(response);
    }

    public async ValueTask GetAsync()
    {
        using var response = await SendAsync(HttpMethod.Get, null);
        CheckObject(response);
        using var stream = await response.Content.ReadAsStreamAsync();
        while (await stream.ReadAsync(_buffer) > 0)
        {
        }
    }

    public async ValueTask PutAsync()
    {
        using var response = await SendAsync(HttpMethod.Put, new ByteArrayContent(_body));
        Assert.NotNull(response.Headers.ETag);
    }

    public void Dispose() => _client.Dispose();

    private static void CheckObject(HttpResponseMessage response)
    {
        if (response.Headers.ETag is null || response.Content.Headers.LastModified is null || response.Content.Headers.ContentLength != QuietServer.BodyLength) Assert.Fail("The answer is not the server's.");
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, HttpContent? content)
    {
        var message = new HttpRequestMessage(method, _url) { Content = content };
        foreach (var (name, value) in _headers[method])
        {
            if (!message.Headers.TryAddWithoutValidation(name, value)) content!.Headers.TryAddWithoutValidation(name, value);
        }

        return _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
    }

    private sealed class Capture : HttpMessageHandler
    {
        public Dictionary<HttpMethod, KeyValuePair<string, string>[]> Headers { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var headers = request.Headers.NonValidated.Concat(request.Content is { } content ? content.Headers.NonValidated.AsEnumerable() : []);
            Headers[request.Method] = [.. headers.Where(header => header.Key != "Content-Length").Select(header => new KeyValuePair<string, string>(header.Key, header.Value.ToString()))];
            var response = new HttpResponseMessage(HttpStatusCode.OK);
            response.Headers.TryAddWithoutValidation("ETag", "\"1\"");
            return Task.FromResult(response);
        }
    }
}
