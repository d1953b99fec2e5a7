using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Virga.Aws.S3.Tests.Transfers;

/// <summary>Takes an upload in parts over real sockets and keeps nothing, in a few fixed buffers: what the process holds beside is the client's.</summary>
internal sealed class SinkServer : IAsyncDisposable
{
    private static readonly byte[] Begun = Answer("<InitiateMultipartUploadResult><UploadId>sink</UploadId></InitiateMultipartUploadResult>");
    private static readonly byte[] Completed = Answer("<CompleteMultipartUploadResult><ETag>\"all-1\"</ETag></CompleteMultipartUploadResult>");
    private static readonly byte[] Stored = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nETag: \"one\"\r\nContent-Length: 0\r\n\r\n");

    private readonly Socket _listener = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private long _bytes;

    public SinkServer()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>Bytes of bodies of parts so far.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Called at each part.</summary>
    public Action? OnPart { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private static byte[] Answer(string xml) => Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\nContent-Length: {xml.Length}\r\n\r\n{xml}");

    private async Task AcceptAsync()
    {
        var running = new List<Task>();
        try
        {
            while (true) running.Add(ServeAsync(await _listener.AcceptAsync(_stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(running);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        var buffer = new byte[64 * 1024];
        var held = 0;
        using (socket)
        {
            try
            {
                while (true)
                {
                    int end;
                    while ((end = buffer.AsSpan(0, held).IndexOf("\r\n\r\n"u8)) < 0)
                    {
                        var read = await socket.ReceiveAsync(buffer.AsMemory(held), _stop.Token);
                        if (read == 0) return;
                        held += read;
                    }

                    var (answer, isPart, length) = Read(buffer.AsSpan(0, end + 2));
                    var left = length - (held - end - 4);
                    held = 0;
                    while (left > 0) left -= await socket.ReceiveAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)), _stop.Token);
                    if (isPart)
                    {
                        Interlocked.Add(ref _bytes, length);
                        OnPart?.Invoke();
                    }

                    await socket.SendAsync(answer, _stop.Token);
                }
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                // The client went away, or the test has ended.
            }
        }
    }

    private static (byte[] Answer, bool IsPart, long Length) Read(ReadOnlySpan<byte> head)
    {
        var length = 0L;
        var at = head.IndexOf("Content-Length: "u8);
        if (at >= 0) Utf8Parser.TryParse(head[(at + 16)..], out length, out _);
        if (head.StartsWith("PUT "u8)) return (Stored, true, length);
        var line = head[..head.IndexOf("\r\n"u8)];
        return (line.IndexOf("uploadId="u8) >= 0 ? Completed : Begun, false, length);
    }
}
