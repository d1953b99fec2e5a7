namespace Virga.Documents.Tests;

/// <summary>Answers with the body that came, or with what a test puts in its place.</summary>
internal sealed class EchoHandler(string mediaType) : HttpMessageHandler
{
    /// <summary>The body of the last request.</summary>
    public byte[] Last { get; private set; } = [];

    /// <summary>What is answered; null for what came.</summary>
    public byte[]? Answer { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Last = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var response = new HttpResponseMessage { RequestMessage = request, Content = new ByteArrayContent(Answer ?? Last) };
        response.Content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        return response;
    }
}
