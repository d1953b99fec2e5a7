using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Virga.Aws.S3.Tests.Memory;

/// <summary>Answers on loopback without allocating, so that what the process allocates is the client's. Bodies of requests are read and dropped.</summary>
internal sealed class QuietServer : IDisposable
{
    public const int BodyLength = 1024;

    private const string Always = "x-amz-id-2: 7aZ3xYpQv0nq4rW5bXo1tC8uHh2kLmNfEjGdSsRyTzA=\r\nx-amz-request-id: 4TXJ2QH6ZP5K8W1D\r\nDate: Thu, 26 Nov 2026 08:00:00 GMT\r\nServer: AmazonS3\r\n";

    private static readonly byte[] Head = Answer(ObjectHeaders(false), BodyLength, []);
    private static readonly byte[] HeadWithChecksum = Answer(ObjectHeaders(true), BodyLength, []);
    private static readonly byte[] Get = Answer(ObjectHeaders(false), BodyLength, new byte[BodyLength]);
    private static readonly byte[] GetWithChecksum = Answer(ObjectHeaders(true), BodyLength, new byte[BodyLength]);
    private static readonly byte[] Put = Answer(Always + "ETag: \"9b2cf535f27731c974343645a3985328\"\r\nx-amz-server-side-encryption: AES256\r\n", 0, []);
    private static readonly byte[] Page = Answer(Always + "Content-Type: application/xml\r\n", RowPage.Bytes(0, isLast: true).Length, RowPage.Bytes(0, isLast: true));

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public QuietServer()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}/");
        new Thread(Accept) { IsBackground = true }.Start();
    }

    public Uri Address { get; }

    public void Dispose() => _listener.Dispose();

    private static string ObjectHeaders(bool checksum) =>
        $"{Always}Last-Modified: Fri, 20 Nov 2026 14:30:00 GMT\r\nETag: \"9b2cf535f27731c974343645a3985328\"\r\nx-amz-server-side-encryption: AES256\r\nAccept-Ranges: bytes\r\nContent-Type: application/x-hdf5\r\nx-amz-meta-station: zermatt-3\r\nx-amz-meta-run: 00000001\r\n"
        + (checksum ? $"x-amz-checksum-crc64nvme: {Convert.ToBase64String(ChecksumComputer.Compute(ChecksumAlgorithm.Crc64Nvme, new byte[BodyLength]).Value.Span)}\r\nx-amz-checksum-type: FULL_OBJECT\r\n" : "");

    private static byte[] Answer(string headers, int length, byte[] body) => [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\n{headers}Content-Length: {length}\r\n\r\n"), .. body];

    private void Accept()
    {
        try
        {
            while (true)
            {
                var connection = _listener.Accept();
                connection.NoDelay = true;
                new Thread(() => Serve(connection)) { IsBackground = true }.Start();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    private static void Serve(Socket connection)
    {
        using var socket = connection;
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                var filled = 0;
                int end;
                while ((end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0)
                {
                    var read = socket.Receive(buffer.AsSpan(filled));
                    if (read == 0) return;
                    filled += read;
                }

                var answer = AnswerOf(buffer.AsSpan(0, end + 2), out var length);
                for (var left = length - (filled - end - 4); left > 0;)
                {
                    var read = socket.Receive(buffer);
                    if (read == 0) return;
                    left -= read;
                }

                // Clients that find the answer there at once allocate less than those that wait: all are to wait.
                Thread.SpinWait(10_000);
                socket.Send(answer);
            }
        }
        catch (SocketException)
        {
            // The client is gone.
        }
    }

    private static byte[] AnswerOf(ReadOnlySpan<byte> head, out long length)
    {
        const int nameLength = 18;
        length = 0;
        var at = head.IndexOf("\r\nContent-Length: "u8);
        if (at >= 0) System.Buffers.Text.Utf8Parser.TryParse(head[(at + nameLength)..], out length, out _);
        var checksum = head.IndexOf("\r\nx-amz-checksum-mode: "u8) >= 0;
        return head[0] switch
        {
            (byte)'H' => checksum ? HeadWithChecksum : Head,
            (byte)'P' => Put,
            _ when head.IndexOf("list-type=2"u8) >= 0 => Page,
            _ => checksum ? GetWithChecksum : Get,
        };
    }
}
