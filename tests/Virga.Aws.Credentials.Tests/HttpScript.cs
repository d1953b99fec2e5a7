using System.Collections.Concurrent;
using Virga.Testing;

namespace Virga.Aws.Credentials.Tests;

/// <summary>A loopback server that answers each request by a function.</summary>
internal sealed class HttpScript : IAsyncDisposable
{
    private readonly LoopbackServer _server;

    public HttpScript(Func<Asked, Answered> answer) => _server = LoopbackServer.Start(async connection =>
    {
        while (true)
        {
            var (head, body) = await connection.ReadRequestAsync();
            if (head.Length == 0) return;
            var lines = head.Split("\r\n");
            var first = lines[0].Split(' ');
            var headers = lines.Skip(1).Where(line => line.Contains(':', StringComparison.Ordinal)).Select(line => line.Split(':', 2)).ToLookup(pair => pair[0].Trim(), pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase);
            var asked = new Asked(first[0], first[1], name => headers[name].FirstOrDefault(), System.Text.Encoding.UTF8.GetString(body));
            Requests.Enqueue(asked);
            var answered = answer(asked);
            await connection.AnswerAsync(answered.Status, answered.Body, $"Content-Type: {answered.Type}\r\n");
        }
    });

    public Uri Address => _server.Address;

    public ConcurrentQueue<Asked> Requests { get; } = new();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    internal sealed record Asked(string Method, string Target, Func<string, string?> Header, string Body);

    internal sealed record Answered(int Status, string Body, string Type = "application/json");
}
