using System.Net.Http.Headers;

namespace Virga.Documents.Tests;

/// <summary>Carries every request to Prism, whatever server the document names, and keeps what came back.</summary>
internal sealed class PrismHandler(Uri endpoint) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
{
    public string Sent { get; private set; } = "";

    public string Accept { get; private set; } = "";

    public int Status { get; private set; }

    public byte[] Body { get; private set; } = [];

    public string MediaType { get; private set; } = "";

    /// <summary>What Prism holds against the request or, made by itself, the answer: a list in JSON.</summary>
    public string Violations { get; private set; } = "";

    /// <summary>Headers that the operation's security wants: schemes are not what is tried here.</summary>
    public Dictionary<string, string> Credentials { get; } = [];

    /// <summary>The same in the query, as <c>name=value</c>.</summary>
    public List<string> Query { get; } = [];

    public void Forget() => (Sent, Accept, Status, Body, MediaType, Violations) = ("", "", 0, [], "", "");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var uri = request.RequestUri!;
        if (uri.Authority != endpoint.Authority) request.RequestUri = new Uri(endpoint.ToString().TrimEnd('/') + uri.PathAndQuery);
        foreach (var key in Query) request.RequestUri = new Uri($"{request.RequestUri}{(request.RequestUri!.Query.Length == 0 ? '?' : '&')}{key}");
        foreach (var (name, value) in Credentials)
        {
            if (!request.Headers.Contains(name)) request.Headers.TryAddWithoutValidation(name, value);
        }

        Accept = request.Headers.Accept.ToString();
        Sent = $"{request.Method} {request.RequestUri!.PathAndQuery} {(request.Content is { } content ? System.Text.Encoding.UTF8.GetString(await content.ReadAsByteArrayAsync(cancellationToken)) : "")}";
        var response = await base.SendAsync(request, cancellationToken);
        Body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        Status = (int)response.StatusCode;
        Violations = response.Headers.TryGetValues("sl-violations", out var found) ? string.Join(" ", found) : "";
        MediaType = response.Content.Headers.ContentType?.ToString() ?? "";
        var copy = new ByteArrayContent(Body);
        if (response.Content.Headers.ContentType is { } type) copy.Headers.ContentType = MediaTypeHeaderValue.Parse(type.ToString());
        foreach (var header in response.Content.Headers.Where(header => header.Key is not ("Content-Type" or "Content-Length"))) copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
        response.Content = copy;
        return response;
    }
}
