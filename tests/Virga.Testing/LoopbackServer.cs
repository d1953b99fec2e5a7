using System.Net;
using System.Net.Sockets;

namespace Virga.Testing;

/// <summary>A server on loopback that does what a script says with the bare connection: stalls, cuts bodies, sends rubbish.</summary>
public sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<LoopbackConnection, Task> _script;
    private readonly Task _accepting;
    private int _connections;

    private LoopbackServer(Func<LoopbackConnection, Task> script)
    {
        _script = script;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Its address.</summary>
    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>How many connections were made.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Starts a server that runs a script for each connection and closes it afterwards.</summary>
    public static LoopbackServer Start(Func<LoopbackConnection, Task> script) => new(script);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var running = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                running.Add(RunAsync(client, Interlocked.Increment(ref _connections)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException || (e is InvalidOperationException && _stop.IsCancellationRequested))
        {
            await Task.WhenAll(running);
        }
    }

    private async Task RunAsync(TcpClient client, int number)
    {
        using (client)
        {
            try
            {
                await _script(new LoopbackConnection(client.GetStream(), number, _stop.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                // The client went away, or the test has ended.
            }
        }
    }
}
