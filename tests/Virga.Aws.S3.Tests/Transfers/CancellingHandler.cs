namespace Virga.Aws.S3.Tests.Transfers;

/// <summary>Cancels when a certain request goes out, or when its answer has come.</summary>
public sealed class CancellingHandler(Func<HttpRequestMessage, bool> isIt, bool afterAnswer) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    private readonly CancellationTokenSource _source = new();

    public CancellationToken Token => _source.Token;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var hit = isIt(request);
        if (hit && !afterAnswer) await _source.CancelAsync();
        var response = await base.SendAsync(request, cancellationToken);
        if (hit && afterAnswer) await _source.CancelAsync();
        return response;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _source.Dispose();
        base.Dispose(disposing);
    }
}
