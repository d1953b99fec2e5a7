using System.Globalization;
using Virga.Benchmarks.Server;

namespace Virga.Benchmarks.Contenders;

/// <summary>HttpClient as it comes, with the headers that the typed client sends, ready-made, and a URL that is a literal: the least that a caller can write.</summary>
internal sealed class BareContender : Contender
{
    private readonly HttpClient _client = new();
    private readonly string _object;
    private readonly string _list;
    private readonly SentHeaders _headers;
    private readonly byte[] _body = CannedAnswers.Body();
    private readonly byte[] _buffer = new byte[64 * 1024];

    private BareContender(Uri server, SentHeaders headers)
    {
        _object = $"{server}{CannedAnswers.Bucket}/{CannedAnswers.Key}";
        _list = $"{server}{CannedAnswers.Bucket}?list-type=2&encoding-type=url";
        _headers = headers;
    }

    public override string Name => "bare HttpClient";

    public static async Task<BareContender> CreateAsync(Uri server) => new(server, await SentHeaders.CaptureAsync());

    public override async ValueTask HeadAsync()
    {
        using var message = new HttpRequestMessage(HttpMethod.Head, _object);
        SentHeaders.Add(message, _headers.Head);
        using var response = await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
        CheckObject(response);
    }

    public override async ValueTask GetAsync()
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, _object);
        SentHeaders.Add(message, _headers.Get);
        using var response = await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
        CheckObject(response);
        Check(await ReadAsync(response) == CannedAnswers.BodyLength);
    }

    public override async ValueTask PutAsync()
    {
        using var message = new HttpRequestMessage(HttpMethod.Put, _object) { Content = new ByteArrayContent(_body) };
        SentHeaders.Add(message, _headers.Put);
        using var response = await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
        Check(response.IsSuccessStatusCode && response.Headers.ETag is not null);
    }

    /// <summary>Reads the pages and drops them: nobody can do less.</summary>
    public override async ValueTask ListAsync(Action? row)
    {
        for (var page = 0; page < CannedAnswers.Pages; page++)
        {
            var url = page == 0 ? _list : string.Create(CultureInfo.InvariantCulture, $"{_list}&continuation-token=page-{page:0000}");
            using var message = new HttpRequestMessage(HttpMethod.Get, url);
            SentHeaders.Add(message, _headers.Get);
            using var response = await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
            Check(response.IsSuccessStatusCode && await ReadAsync(response) > 200 * CannedAnswers.PageLength);
            row?.Invoke();
        }
    }

    public override ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private static void CheckObject(HttpResponseMessage response) =>
        Check(response.IsSuccessStatusCode && response.Headers.ETag is not null && response.Content.Headers is { LastModified: not null, ContentLength: CannedAnswers.BodyLength });

    private async ValueTask<long> ReadAsync(HttpResponseMessage response)
    {
        using var stream = await response.Content.ReadAsStreamAsync();
        var length = 0L;
        int read;
        while ((read = await stream.ReadAsync(_buffer)) > 0) length += read;
        return length;
    }
}
