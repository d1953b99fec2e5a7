using Virga.Cli.Console;

namespace Virga.Cli.Specs.Calling;

/// <summary>Writes a request in place of sending it. No credentials are put on it before.</summary>
internal sealed class DryRunHandler(Terminal terminal) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        terminal.Line($"{request.Method.Method} {request.RequestUri!.AbsoluteUri}");
        foreach (var (name, values) in request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated ?? default)) terminal.Line($"{name}: {Text.Printable(values.ToString())}");
        if (request.Content is not null)
        {
            terminal.Line("");
            terminal.Flush();
            await request.Content.CopyToAsync(terminal.Output, cancellationToken).ConfigureAwait(false);
        }

        return new HttpResponseMessage(System.Net.HttpStatusCode.NoContent) { RequestMessage = request };
    }
}
