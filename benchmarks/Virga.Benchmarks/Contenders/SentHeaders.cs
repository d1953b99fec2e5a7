using System.Net;
using Virga.Benchmarks.Server;

namespace Virga.Benchmarks.Contenders;

/// <summary>The headers that the typed client sends, taken from it, so that the bare client sends the same.</summary>
internal sealed class SentHeaders
{
    public required KeyValuePair<string, string>[] Head { get; init; }

    public required KeyValuePair<string, string>[] Get { get; init; }

    public required KeyValuePair<string, string>[] Put { get; init; }

    public static async Task<SentHeaders> CaptureAsync()
    {
        using var handler = new CapturingHandler();
        await using var typed = new TypedContender(new Uri("http://127.0.0.1:9/"), handler);
        await typed.HeadAsync();
        var head = handler.Last;
        await typed.GetAsync();
        var get = handler.Last;
        await typed.PutAsync();
        return new SentHeaders { Head = head, Get = get, Put = handler.Last };
    }

    public static void Add(HttpRequestMessage message, KeyValuePair<string, string>[] headers)
    {
        foreach (var (name, value) in headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value)) message.Content!.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private sealed class CapturingHandler : HttpMessageHandler
    {
        public KeyValuePair<string, string>[] Last { get; private set; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var headers = request.Headers.NonValidated.Concat(request.Content is { } content ? content.Headers.NonValidated.AsEnumerable() : []);
            Last = [.. headers.Where(header => header.Key != "Content-Length").Select(header => new KeyValuePair<string, string>(header.Key, header.Value.ToString()))];
            var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(request.Method == HttpMethod.Get ? CannedAnswers.Body() : []) };
            response.Headers.TryAddWithoutValidation("ETag", "\"1\"");
            response.Content.Headers.TryAddWithoutValidation("Last-Modified", "Fri, 20 Nov 2026 14:30:00 GMT");
            if (request.Method == HttpMethod.Head) response.Content.Headers.TryAddWithoutValidation("Content-Length", "1024");
            return Task.FromResult(response);
        }
    }
}
