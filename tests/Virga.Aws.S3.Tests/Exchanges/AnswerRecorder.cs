namespace Virga.Aws.S3.Tests.Exchanges;

/// <summary>Keeps the last answer as it came.</summary>
internal sealed class AnswerRecorder() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);

    public int Status { get; private set; }

    public string Body { get; private set; } = "";

    public string? Header(string name) => _headers.GetValueOrDefault(name);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        await answer.Content.LoadIntoBufferAsync(cancellationToken);
        Status = (int)answer.StatusCode;
        Body = await answer.Content.ReadAsStringAsync(cancellationToken);
        _headers.Clear();
        foreach (var (name, values) in answer.Headers.NonValidated) _headers[name] = values.ToString();
        foreach (var (name, values) in answer.Content.Headers.NonValidated) _headers[name] = values.ToString();
        return answer;
    }
}
