using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Virga.Benchmarks.Speed;

/// <summary>Answers in the process: a list for GET, a small object for POST, whose body it reads.</summary>
internal sealed class CannedHandler : HttpMessageHandler
{
    private static readonly MediaTypeHeaderValue Json = new("application/json") { CharSet = "utf-8" };
    private readonly byte[] _list = JsonSerializer.SerializeToUtf8Bytes(SampleData.Fleet(5), PlainJson.Default.Fleet);
    private readonly byte[] _one = JsonSerializer.SerializeToUtf8Bytes(SampleData.Berth(1), PlainJson.Default.Berth);

    /// <summary>The path and query of the last message.</summary>
    public string Last { get; private set; } = "";

    /// <summary>How many bytes its body had.</summary>
    public long LastLength { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Last = request.RequestUri!.PathAndQuery;
        if (request.Content is { } body)
        {
            await body.CopyToAsync(Stream.Null, cancellationToken);
            LastLength = body.Headers.ContentLength ?? -1;
        }

        var content = new ByteArrayContent(request.Method == HttpMethod.Get ? _list : _one);
        content.Headers.ContentType = Json;
        return new HttpResponseMessage(request.Method == HttpMethod.Get ? HttpStatusCode.OK : HttpStatusCode.Created) { Content = content, RequestMessage = request };
    }
}
