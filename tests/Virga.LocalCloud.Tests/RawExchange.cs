using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Virga.Local.Tests;

/// <summary>Sends bytes as they are, ends its side, and reads until the other side ends.</summary>
internal static class RawExchange
{
    public static async Task<string> SendAsync(int port, string request, bool endsSending = true)
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));
        await socket.SendAsync(Encoding.UTF8.GetBytes(request));
        if (endsSending)
        {
            socket.Shutdown(SocketShutdown.Send);
        }

        using MemoryStream answer = new();
        byte[] block = new byte[4096];
        int count;
        try
        {
            while ((count = await socket.ReceiveAsync(block)) > 0)
            {
                answer.Write(block, 0, count);
            }
        }
        catch (SocketException)
        {
            // A reset ends the answer too.
        }

        return Encoding.UTF8.GetString(answer.ToArray());
    }
}
