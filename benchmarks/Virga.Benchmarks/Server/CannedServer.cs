using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Virga.Benchmarks.Server;

/// <summary>Gives ready-made answers on a loopback port, which it prints. It ends with its standard input.</summary>
/// <remarks>Plain sockets: on a machine of two processors a web server would take the time that is to be measured.</remarks>
internal static class CannedServer
{
    public static async Task RunAsync()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        Console.WriteLine(((IPEndPoint)listener.LocalEndPoint!).Port.ToString(CultureInfo.InvariantCulture));

        using var ended = new CancellationTokenSource();
        _ = Task.Run(() =>
        {
            Console.In.ReadToEnd();
            ended.Cancel();
        });
        var answers = new CannedAnswers();
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptAsync(ended.Token), answers);
        }
        catch (OperationCanceledException)
        {
            // The benchmark has ended.
        }
    }

    private static async Task ServeAsync(Socket socket, CannedAnswers answers)
    {
        using var connection = socket;
        connection.NoDelay = true;
        var buffer = new byte[64 * 1024];
        var filled = 0;
        try
        {
            while (true)
            {
                int end;
                while ((end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0)
                {
                    var read = await connection.ReceiveAsync(buffer.AsMemory(filled));
                    if (read == 0) return;
                    filled += read;
                }

                var request = CannedRequest.Read(buffer.AsSpan(0, end + 2), answers);
                if (request.WantsContinue) await connection.SendAsync(answers.Continue);
                var rest = filled - (end + 4);
                var body = request.BodyLength;
                for (; body > rest; body -= rest, rest = await connection.ReceiveAsync(buffer))
                {
                    if (rest == 0 && body != request.BodyLength) return;
                }

                // Clients do not pipeline: behind the body there is nothing.
                filled = 0;
                for (var sent = 0; sent < request.Answer.Length;) sent += await connection.SendAsync(request.Answer.AsMemory(sent));
            }
        }
        catch (SocketException)
        {
            // The client is gone.
        }
    }
}
