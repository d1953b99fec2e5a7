using System.Globalization;
using System.Text;

namespace Virga.Testing;

/// <summary>One connection of a <see cref="LoopbackServer"/>.</summary>
public sealed class LoopbackConnection(Stream stream, int number, CancellationToken stop)
{
    /// <summary>Which connection it is, from 1.</summary>
    public int Number { get; } = number;

    /// <summary>The connection itself.</summary>
    public Stream Stream { get; } = stream;

    /// <summary>Ends when the server is disposed.</summary>
    public CancellationToken Stop { get; } = stop;

    /// <summary>Reads the head of a request, to the empty line; empty when the client closed the connection.</summary>
    public async Task<string> ReadHeadAsync()
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (await Stream.ReadAsync(one, Stop) == 1)
        {
            head.Append((char)one[0]);
            if (head.Length >= 4 && head.ToString(head.Length - 4, 4) == "\r\n\r\n") return head.ToString();
        }

        return "";
    }

    /// <summary>Reads a request with its body of declared length.</summary>
    public async Task<(string Head, byte[] Body)> ReadRequestAsync()
    {
        var head = await ReadHeadAsync();
        var length = head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        var body = new byte[length is null ? 0 : int.Parse(length[15..].Trim(), CultureInfo.InvariantCulture)];
        await Stream.ReadExactlyAsync(body, Stop);
        return (head, body);
    }

    /// <summary>Sends text as it is; lines end with what the text holds.</summary>
    public async Task SendAsync(string text)
    {
        await Stream.WriteAsync(Encoding.Latin1.GetBytes(text), Stop);
        await Stream.FlushAsync(Stop);
    }

    /// <summary>Sends an answer with Content-Length.</summary>
    public Task AnswerAsync(int status, string body = "", string headers = "") =>
        SendAsync($"HTTP/1.1 {status} X\r\nContent-Length: {Encoding.Latin1.GetByteCount(body)}\r\n{headers}\r\n{body}");

    /// <summary>Does nothing until the server is disposed.</summary>
    public Task StallAsync() => Task.Delay(Timeout.InfiniteTimeSpan, Stop);
}
